"""Approving a list of awards: its entries are frozen with their decision records."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.certificates.awards.candidates import APPOINTED
from cgtraining.certificates.awards.deciding import hours_of_record, records_of
from cgtraining.certificates.awards.drafting import check_not_approved
from cgtraining.certificates.awards.queries import award_list_locked, entries_of
from cgtraining.certificates.models import AwardEntry, AwardList, CertificateKind
from cgtraining.cohorts.queries import STAYING
from cgtraining.completion.models import ListState
from cgtraining.completion.two_approvals import check_another_person, is_first_of_two, note_first_approval
from cgtraining.database import db
from cgtraining.errors import ManyRulesBroken, RuleBroken
from cgtraining.people.models import Person


def approve_awards(*, award_list: AwardList, actor: Person | None, version: int | str | None = None) -> AwardList:
    """Freeze every entry with its decision record. `version` is the one that was shown to the approver.

    Where the program asks for two approvals the first one is only noted: the list then waits for another person's.
    """
    award_list_locked(award_list.id)
    check_not_approved(award_list)
    if version is not None:
        award_list.expect_version(version)
    entries = entries_of(award_list)
    if problems := [*_list_problems(award_list, entries), *_entry_problems(award_list, entries)]:
        raise ManyRulesBroken(problems)
    program = award_list.cohort.program
    if is_first_of_two(award_list, program):
        return _wait_for_another(award_list, actor)
    check_another_person(award_list, program, actor)
    _freeze(entries, records_of(award_list, entries, actor.id if actor else None))
    award_list.state, award_list.approved_at, award_list.approved_by = ListState.APPROVED, clock.now(), actor
    record("award_list.approved", award_list, actor=actor, kind=award_list.kind.value, entries=len(entries))
    db.session.flush()
    return award_list


def return_awards_to_draft(*, award_list: AwardList, actor: Person | None) -> AwardList:
    """Take the first of two approvals back, so that the list can be changed."""
    award_list_locked(award_list.id)
    if not award_list.is_waiting:
        raise RuleBroken(_("This list does not wait for a second approval."))
    award_list.state = ListState.DRAFT
    award_list.first_approved_at = award_list.first_approved_by = None
    record("award_list.returned_to_draft", award_list, actor=actor)
    db.session.flush()
    return award_list


def _wait_for_another(award_list: AwardList, actor: Person | None) -> AwardList:
    award_list.state = ListState.WAITING
    note_first_approval(award_list, actor)
    record("award_list.first_approved", award_list, actor=actor)
    db.session.flush()
    return award_list


def _freeze(entries: Sequence[AwardEntry], records: Sequence[dict[str, Any]]) -> None:
    for entry, facts in zip(entries, records, strict=True):
        entry.facts, entry.class_hours = facts, hours_of_record(facts)
    if problems := [_left_out(entry) for entry in entries if "sessions" in entry.facts and not entry.class_hours]:
        raise ManyRulesBroken(problems)


def _left_out(entry: AwardEntry) -> str:
    return _(
        "%(name)s cannot be on this list any more: left the cohort, or has no class hours.", name=_name(entry.person)
    )


def _is_eligible(entry: AwardEntry) -> bool:
    """Of a statement only its hours say that, which are counted when it is frozen."""
    if entry.award_list.kind is CertificateKind.HONOUR:
        return entry.enrolment is not None and entry.enrolment.state in STAYING
    return entry.staff is None or entry.staff.role in APPOINTED


def _name(person: Person) -> str:
    return person.name_zh or person.name_latin or ""


def _list_problems(award_list: AwardList, entries: Sequence[AwardEntry]) -> Iterator[object]:
    if not entries:
        yield _("There is nobody on this list yet.")
    if award_list.award_date < clock.today(award_list.cohort.timezone):
        yield _("The date of award is over. A paper never bears a date before its approval: choose today or later.")


def _entry_problems(award_list: AwardList, entries: Sequence[AwardEntry]) -> Iterator[object]:
    for entry in entries:
        name = _name(entry.person)
        if not _is_eligible(entry):
            yield _left_out(entry)
        if award_list.kind is CertificateKind.HONOUR and not entry.reason.zh:
            yield _("Give the reason for the honour of %(name)s in Chinese.", name=name)
        if award_list.kind is CertificateKind.APPOINTMENT:
            yield from _letter_problems(entry, name)


def _letter_problems(entry: AwardEntry, name: str | None) -> Iterator[object]:
    if not entry.office.zh:
        yield _("Give the office of %(name)s in Chinese.", name=name)
    if entry.term_from is None:
        yield _("Give the first day of the term of %(name)s.", name=name)
