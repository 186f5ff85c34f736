"""Starting a run from an approved list, and numbering one item of it."""

from collections.abc import Collection
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select, update

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.certificates import queries
from cgtraining.certificates.award_days import check_award_day, proposed_award_day
from cgtraining.certificates.awards.awarding import award_of_entry
from cgtraining.certificates.awards.queries import entries_of, run_of_awards
from cgtraining.certificates.checks import double_problem, in_both_languages, refuse_unready
from cgtraining.certificates.codes import new_code
from cgtraining.certificates.composing import Award, Unnumbered, details_of, numbered
from cgtraining.certificates.models import (
    AwardEntry,
    AwardList,
    Certificate,
    CertificateKind,
    IssueItem,
    IssueRun,
    ItemState,
    RunState,
)
from cgtraining.certificates.numbering import take_number
from cgtraining.certificates.queries import Names
from cgtraining.certificates.seals import waiting_seals
from cgtraining.completion.models import GraduateEntry, GraduateList, Outcome
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import language
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person

MOST_TROUBLES = 5
KINDS = {Outcome.COMPLETED: CertificateKind.COMPLETION, Outcome.ATTENDED: CertificateKind.ATTENDANCE}


def start_run(
    *,
    graduate_list: GraduateList,
    actor: Person | None,
    award_date: date | None = None,
    without_seals: bool = False,
) -> IssueRun:
    """The run that issues what the list decided; started once, whoever asks again gets the same run.

    Without `award_date` the certificates bear the day that the list planned, or that of its approval if it is later.

    What stands in the way of all is checked here; each trainee is checked, with a trial layout, before a number is
    given: whoever cannot get a certificate is refused with the reason, and the others go on. A seal that its
    organization has not released is waited for, or left out where it is said `without_seals`.
    """
    lock_list(graduate_list)
    if run := queries.run_of_list(graduate_list.id):
        return run
    refuse_unready(graduate_list)
    day = award_date or proposed_award_day(graduate_list)
    check_award_day(graduate_list, day)
    items = [IssueItem(entry=entry) for entry in queries.entries_to_award(graduate_list)]
    return _begun(IssueRun(graduate_list=graduate_list, award_date=day), items, actor, without_seals=without_seals)


def start_award_run(*, award_list: AwardList, actor: Person | None, without_seals: bool = False) -> IssueRun:
    """The same for a list of honours, letters or statements."""
    lock_list(award_list)
    if run := run_of_awards(award_list.id):
        return run
    refuse_unready(award_list)
    items = [IssueItem(award_entry=entry) for entry in entries_of(award_list)]
    return _begun(IssueRun(award_list=award_list), items, actor, without_seals=without_seals)


def retry_refused(*, run: IssueRun, actor: Person | None) -> int:
    """Try again those who were refused, after what stood in the way was mended; returns how many they are.

    Whoever withdraws the approval meanwhile is waited for: a run that was stopped does not begin again.
    """
    db.session.refresh(run, ["state"], with_for_update=True)  # alone: PostgreSQL locks no outer joins
    if run.state is RunState.STOPPED:
        raise RuleBroken(_("This run was stopped for good, so nothing more of it is issued."))
    refused = update(IssueItem).where(IssueItem.run_id == run.id, IssueItem.state == ItemState.REFUSED)
    found = db.session.execute(refused.values(state=ItemState.WAITING, troubles=0, problem_zh=None, problem_en=None))
    count: int = found.rowcount  # type: ignore[attr-defined]
    if count:
        if run.state is RunState.DONE:
            run.state, run.finished_at = RunState.RUNNING, None
        record("certificates.refused_retried", run, actor=actor, items=count)
    db.session.flush()
    return count


def award_of(entry: GraduateEntry | AwardEntry, namesakes: Collection[Names]) -> Award:
    """What the entry decided; namesakes in a cohort are told apart by their organization."""
    if isinstance(entry, AwardEntry):
        return award_of_entry(entry, namesakes)
    person = entry.enrolment.person
    return Award(
        person=person,
        cohort=entry.enrolment.cohort,
        enrolment_id=entry.enrolment_id,
        kind=KINDS[entry.outcome],
        class_hours=entry.class_hours,
        award_date=entry.graduate_list.award_date,
        has_namesake=(person.name_zh, person.name_latin) in namesakes,
    )


def number_item(*, item_id: int, unnumbered: Unnumbered) -> Certificate | None:
    """A pending certificate with the item's number and complete snapshot.

    None if the item is not waiting any more, or its run is paused or stopped; and if the person was given the same
    award just now, from another list: then the item is refused.
    """
    item = _locked_item(item_id)
    if item.state is not ItemState.WAITING or not _is_running(item.run_id):
        return None
    if problem := _doubled(unnumbered):
        item.state, item.problem = ItemState.REFUSED, problem
        db.session.flush()
        return None
    item.state = ItemState.NUMBERED
    return add_pending(unnumbered, item)


def _doubled(unnumbered: Unnumbered) -> BilingualText | None:
    """Two runs that number for one person wait for each other."""
    person = select(Person.id).where(Person.id == unnumbered.person_id)
    db.session.execute(person.with_for_update(key_share=True))
    details = details_of(unnumbered.facts)
    return double_problem(unnumbered.person_id, unnumbered.cohort_id, unnumbered.kind, details)


def refuse_item(*, item_id: int, problem: BilingualText) -> None:
    item = _locked_item(item_id)
    if item.state is ItemState.WAITING:
        item.state, item.problem = ItemState.REFUSED, problem
        db.session.flush()


def note_trouble(*, item_id: int) -> None:
    """A defect stopped the item for now: the next sweep tries again, but not for ever. It keeps the number it has."""
    item = _locked_item(item_id)
    if item.state in (ItemState.WAITING, ItemState.NUMBERED):
        item.troubles += 1
        gives_up = item.troubles >= MOST_TROUBLES
        item.problem = in_both_languages(_given_up if gives_up else _put_off)
        item.state = ItemState.REFUSED if gives_up else item.state
        db.session.flush()


def _put_off() -> str:
    return str(_("This one could not be made just now. It is tried again by itself."))


def _given_up() -> str:
    return str(
        _("This one could not be made %(count)s times. Have a look at its design, then try again.", count=MOST_TROUBLES)
    )


def add_pending(unnumbered: Unnumbered, item: IssueItem | None = None) -> Certificate:
    number = take_number(program_id=unnumbered.program_id, year=unnumbered.award_date.year, kind=unnumbered.kind)
    code = new_code()
    certificate = Certificate(
        program_id=unnumbered.program_id,
        run_item=item,
        series=number.series,
        year=number.year,
        number=number.number,
        serial=number.serial,
        code=code.value,
        kind=unnumbered.kind,
        cohort_id=unnumbered.cohort_id,
        enrolment_id=unnumbered.enrolment_id,
        person_id=unnumbered.person_id,
        award_date=unnumbered.award_date,
        facts=numbered(unnumbered.facts, serial=number.serial, code=code).to_json(),
    )
    db.session.add(certificate)
    db.session.flush()
    return certificate


def finish_if_done(*, run_id: int) -> None:
    counts = queries.counts_of_run(run_id)
    if counts[ItemState.WAITING] or counts[ItemState.NUMBERED]:
        return
    done = update(IssueRun).where(IssueRun.id == run_id, IssueRun.state == RunState.RUNNING)
    db.session.execute(done.values(state=RunState.DONE, finished_at=clock.now()))


def _is_running(run_id: int) -> bool:
    """As it is now, and until the transaction ends: whoever pauses or stops the run waits for it."""
    query = select(IssueRun.state).where(IssueRun.id == run_id).with_for_update(read=True)
    return db.session.scalars(query).one() is RunState.RUNNING


def _locked_item(item_id: int) -> IssueItem:
    query = select(IssueItem).where(IssueItem.id == item_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def lock_list(source: GraduateList | AwardList) -> None:
    """Two who start the same list, or one who withdraws its approval, wait for each other."""
    kind = type(source)
    db.session.execute(select(kind.id).where(kind.id == source.id).with_for_update())
    db.session.refresh(source)


def _begun(run: IssueRun, items: list[IssueItem], actor: Person | None, *, without_seals: bool) -> IssueRun:
    if not items:
        raise RuleBroken(_("Nobody on this list gets a certificate."))
    run.withheld_seals = _withheld(run, without_seals=without_seals)
    run.items, run.started_by_id = items, actor.id if actor else None
    db.session.add(run)
    db.session.flush()
    record("certificates.issue_started", run, actor=actor, list_id=run.source.id, items=len(items))
    return run


def _withheld(run: IssueRun, *, without_seals: bool) -> list[str]:
    waiting = waiting_seals(run.source)
    if waiting and not without_seals:
        names = ", ".join(issuer.organization.name.in_language(language()) for issuer in waiting)
        raise RuleBroken(_("The seal of %(names)s is not released for this list yet.", names=names))
    return [str(issuer.organization_id) for issuer in waiting]
