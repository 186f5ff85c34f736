"""Drafting the list of graduates from progress, and adjusting it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort, Enrolment, EnrolmentState
from cgtraining.cohorts.queries import enrolments_of
from cgtraining.completion.models import GraduateEntry, GraduateList, Outcome
from cgtraining.completion.proposing import proposed_deferral, proposed_outcome
from cgtraining.completion.queries import (
    Progress,
    decisions_of,
    draft_of,
    entries_of,
    is_settled,
    progress_of,
    rules_in_force,
)
from cgtraining.database import db
from cgtraining.errors import ManyRulesBroken, RuleBroken
from cgtraining.language.formatting import format_date
from cgtraining.people.models import Person

FARTHEST = timedelta(days=366)


@dataclass(frozen=True)
class EntryChange:
    """What an administrator decides for one entry of a draft."""

    entry_id: int
    outcome: Outcome
    deferred_until: date | None = None
    remark: str | None = None


def draft_list(*, cohort: Cohort, award_date: date, actor: Person | None, before_the_end: bool = False) -> GraduateList:
    """The next list of the cohort, with everyone about whom nothing final is approved yet."""
    db.session.scalar(select(Cohort.id).where(Cohort.id == cohort.id).with_for_update())
    if draft_of(cohort) is not None:
        raise RuleBroken(_l("There is a draft of this cohort's list already: approve or discard it first."))
    check_award_date(cohort, award_date, before_the_end=before_the_end)
    candidates = candidates_of(cohort)
    if not candidates:
        raise RuleBroken(_l("There is nobody to put on a list: everyone enrolled has a certificate approved already."))
    highest = select(func.max(GraduateList.number)).where(GraduateList.cohort_id == cohort.id)
    made = GraduateList(
        cohort=cohort,
        number=(db.session.scalar(highest) or 0) + 1,
        award_date=award_date,
        rules_number=rules_in_force(cohort.curriculum_id).number,
    )
    progress = progress_of(cohort)
    made.entries = [_entry(enrolment, progress[enrolment.id], award_date) for enrolment in candidates]
    db.session.add(made)
    db.session.flush()
    record("graduate_list.drafted", made, actor=actor, cohort_id=cohort.id, number=made.number)
    return made


def candidates_of(cohort: Cohort) -> list[Enrolment]:
    """Enrolled trainees without an approved certificate; those deferred by an earlier list come again."""
    decisions = decisions_of(cohort)
    enrolled = enrolments_of(cohort, (EnrolmentState.ENROLLED,))
    return [enrolment for enrolment in enrolled if not is_settled(decisions.get(enrolment.id))]


def refresh_draft(*, graduate_list: GraduateList, actor: Person | None) -> GraduateList:
    """Take in who joined, drop who left, and propose anew where no remark says that a person decided."""
    check_is_draft(graduate_list)
    cohort = graduate_list.cohort
    candidates = {enrolment.id: enrolment for enrolment in candidates_of(cohort)}
    progress = progress_of(cohort)
    kept = [entry for entry in entries_of(graduate_list) if entry.enrolment_id in candidates]
    for entry in kept:
        if not entry.remark:
            _propose(entry, progress[entry.enrolment_id], graduate_list.award_date)
    listed = {entry.enrolment_id for entry in kept}
    fresh = [enrolment for enrolment_id, enrolment in candidates.items() if enrolment_id not in listed]
    graduate_list.entries = kept + [_entry(one, progress[one.id], graduate_list.award_date) for one in fresh]
    graduate_list.rules_number = rules_in_force(cohort.curriculum_id).number
    _mark_changed(graduate_list)
    record("graduate_list.refreshed", graduate_list, actor=actor, entries=len(graduate_list.entries))
    db.session.flush()
    return graduate_list


def change_list(
    *,
    graduate_list: GraduateList,
    award_date: date,
    changes: Sequence[EntryChange],
    actor: Person | None,
    version: int | str | None,
    before_the_end: bool = False,
) -> GraduateList:
    check_is_draft(graduate_list)
    graduate_list.expect_version(version)
    check_award_date(graduate_list.cohort, award_date, before_the_end=before_the_end)
    entries = {entry.id: entry for entry in entries_of(graduate_list)}
    for change in changes:
        if change.entry_id in entries:
            _apply(change, entries[change.entry_id])
    graduate_list.award_date = award_date
    _mark_changed(graduate_list)
    record("graduate_list.changed", graduate_list, actor=actor, award_date=award_date.isoformat())
    db.session.flush()
    return graduate_list


def defer(*, entry: GraduateEntry, until: date, remark: str | None, actor: Person | None) -> GraduateEntry:
    """Put off the decision on one trainee of a draft; a later list takes the trainee up again."""
    check_is_draft(entry.graduate_list)
    _apply(EntryChange(entry.id, Outcome.DEFERRED, until, remark), entry)
    record("graduate_list.entry_deferred", entry, actor=actor, until=until.isoformat())
    db.session.flush()
    return entry


def discard_draft(*, graduate_list: GraduateList, actor: Person | None) -> None:
    check_is_draft(graduate_list)
    record("graduate_list.discarded", graduate_list, actor=actor, number=graduate_list.number)
    db.session.delete(graduate_list)
    db.session.flush()


def check_is_draft(graduate_list: GraduateList) -> None:
    check_not_approved(graduate_list)
    if graduate_list.is_waiting:
        raise RuleBroken(
            _l("This list waits for its second approval. Return it to draft first if it is to be changed.")
        )


def check_not_approved(graduate_list: GraduateList) -> None:
    if graduate_list.is_withdrawn:
        raise RuleBroken(_l("The approval of this list was withdrawn. Make a new list."))
    if not (graduate_list.is_draft or graduate_list.is_waiting):
        raise RuleBroken(_l("This list is approved and cannot be changed any more."))


def check_award_date(cohort: Cohort, award_date: date, *, before_the_end: bool) -> None:
    if award_date < cohort.starts_on:
        raise RuleBroken(_l("The award date lies before the cohort begins."))
    if award_date > clock.today(cohort.timezone) + FARTHEST:
        raise RuleBroken(_l("The award date lies more than a year ahead."))
    if award_date < cohort.ends_on and not before_the_end:
        raise RuleBroken(
            _l(
                "The award date lies before the cohort ends on %(day)s. Confirm below if that is meant.",
                day=format_date(cohort.ends_on),
            )
        )


def check_entries(entries: Sequence[GraduateEntry], award_date: date) -> None:
    faults = [
        _l("A deferral needs a date after the award date: %(name)s.", name=_name(entry))
        for entry in entries
        if entry.outcome is Outcome.DEFERRED and (entry.deferred_until is None or entry.deferred_until <= award_date)
    ]
    if faults:
        raise ManyRulesBroken(faults)


def _mark_changed(graduate_list: GraduateList) -> None:
    """The list's version moves even where only its entries changed."""
    graduate_list.changed_at = clock.now()
    flag_modified(graduate_list, "changed_at")


def _name(entry: GraduateEntry) -> str:
    person = entry.enrolment.person
    return person.name_zh or person.name_latin or ""


def _entry(enrolment: Enrolment, progress: Progress, award_date: date) -> GraduateEntry:
    entry = GraduateEntry(enrolment=enrolment)
    _propose(entry, progress, award_date)
    return entry


def _propose(entry: GraduateEntry, progress: Progress, award_date: date) -> None:
    entry.outcome = proposed_outcome(progress.state, progress.hours.earned)
    entry.deferred_until = proposed_deferral(entry.outcome, award_date)
    entry.class_hours = progress.hours.earned


def _apply(change: EntryChange, entry: GraduateEntry) -> None:
    entry.outcome = change.outcome
    entry.deferred_until = change.deferred_until if change.outcome is Outcome.DEFERRED else None
    entry.remark = (change.remark or "").strip() or None
