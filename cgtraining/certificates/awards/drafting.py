"""Drafting a list of awards, and choosing and wording its entries."""

from collections.abc import Collection, Mapping
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.certificates.awards.candidates import Candidate, Wording, candidates_for, key_of
from cgtraining.certificates.awards.queries import entries_of, highest_number
from cgtraining.certificates.models import AwardEntry, AwardList, CertificateKind
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


def draft_awards(
    *,
    cohort: Cohort,
    kind: CertificateKind,
    award_date: date,
    actor: Person | None,
    counted_until: date | None = None,
    only: Collection[int] | None = None,
) -> AwardList:
    """A new draft: of honours an empty one, of letters and statements with everybody who may get one.

    `only` are the ids of the enrolments that a statement is asked for.
    """
    db.session.scalar(select(Cohort.id).where(Cohort.id == cohort.id).with_for_update())
    made = AwardList(cohort=cohort, kind=kind, award_date=award_date, number=highest_number(cohort, kind) + 1)
    made.counted_until = _last_day(kind, counted_until, cohort)
    made.prepared_by = actor
    if kind is not CertificateKind.HONOUR:
        made.entries = [one.entry() for one in candidates_for(made) if only is None or _is_asked(one, only)]
    db.session.add(made)
    db.session.flush()
    record("award_list.drafted", made, actor=actor, cohort_id=cohort.id, kind=kind.value, entries=len(made.entries))
    return made


def change_awards(
    *,
    award_list: AwardList,
    award_date: date,
    chosen: Mapping[str, Wording],
    actor: Person | None,
    version: int | str | None,
    counted_until: date | None = None,
) -> AwardList:
    """The list holds exactly those of `chosen`, by the keys of their candidates, worded as given."""
    check_is_draft(award_list)
    award_list.expect_version(version)
    award_list.award_date = award_date
    award_list.counted_until = _last_day(award_list.kind, counted_until, award_list.cohort)
    present = {key_of(entry): entry for entry in entries_of(award_list)}
    candidates = [one for one in candidates_for(award_list) if one.key in chosen]
    award_list.entries = [_worded(present.get(one.key), one, chosen[one.key]) for one in candidates]
    award_list.changed_at = clock.now()
    flag_modified(award_list, "changed_at")
    record("award_list.changed", award_list, actor=actor, entries=len(award_list.entries))
    db.session.flush()
    return award_list


def discard_awards(*, award_list: AwardList, actor: Person | None) -> None:
    check_is_draft(award_list)
    record("award_list.discarded", award_list, actor=actor, kind=award_list.kind.value, number=award_list.number)
    db.session.delete(award_list)
    db.session.flush()


def check_is_draft(award_list: AwardList) -> None:
    check_not_approved(award_list)
    if award_list.is_waiting:
        raise RuleBroken(_("This list waits for its second approval. Return it to draft first if it is to be changed."))


def check_not_approved(award_list: AwardList) -> None:
    if not (award_list.is_draft or award_list.is_waiting):
        raise RuleBroken(_("This list is approved and cannot be changed any more."))


def _worded(entry: AwardEntry | None, candidate: Candidate, wording: Wording) -> AwardEntry:
    if wording.term_from and wording.term_until and wording.term_until < wording.term_from:
        name = candidate.person.name_zh or candidate.person.name_latin
        raise RuleBroken(_("The term of %(name)s ends before it begins.", name=name))
    if entry is None:
        return candidate.entry(wording if wording != Wording() else None)
    entry.reason, entry.office = wording.reason, wording.office
    entry.term_from, entry.term_until = wording.term_from, wording.term_until
    entry.class_hours = candidate.hours
    return entry


def _is_asked(candidate: Candidate, only: Collection[int]) -> bool:
    return candidate.enrolment is not None and candidate.enrolment.id in only


def _last_day(kind: CertificateKind, counted_until: date | None, cohort: Cohort) -> date | None:
    """Hours are counted up to a day that is over or is today; without one, up to today."""
    today = clock.today(cohort.timezone)
    if kind is not CertificateKind.HOURS:
        return None
    if counted_until is None:
        return min(today, cohort.ends_on)
    if counted_until > today:
        raise RuleBroken(_("Class hours can be counted up to today at the latest."))
    if counted_until < cohort.starts_on:
        raise RuleBroken(_("The cohort had not begun on that day, so there are no class hours to state."))
    return counted_until
