"""Approving a list of graduates: what was decided is frozen, and completions are recorded."""

from collections.abc import Sequence
from hashlib import sha256

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from cgtraining import clock, storage
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort, EnrolmentState
from cgtraining.cohorts.operations import change_state, touch
from cgtraining.completion.deciding import decision_record
from cgtraining.completion.models import GraduateEntry, GraduateList, ListState, Outcome
from cgtraining.completion.operations.listing import (
    candidates_of,
    check_award_date,
    check_entries,
    check_not_approved,
)
from cgtraining.completion.queries import Progress, entries_of, progress_of, rules_in_force
from cgtraining.completion.rules import Group
from cgtraining.completion.two_approvals import check_another_person, is_first_of_two, note_first_approval
from cgtraining.database import db
from cgtraining.errors import ManyRulesBroken, RuleBroken
from cgtraining.people.models import Person
from cgtraining.web.scans import kind_of_scan

LONGEST_NAME = 255


def approve_list(
    *, graduate_list: GraduateList, actor: Person | None, version: int | str | None = None
) -> GraduateList:
    """Freeze every entry with its decision record, and set those who completed to completed.

    Where the program asks for two approvals the first one is only noted: the list then waits for another person's.

    Refuses a list that is not about exactly those who are to be decided on now, and a completion against the rules
    that no remark explains. `version` is the one that was shown to the approver.
    """
    check_not_approved(graduate_list)
    if version is not None:
        graduate_list.expect_version(version)
    cohort = graduate_list.cohort
    db.session.scalar(select(Cohort.id).where(Cohort.id == cohort.id).with_for_update())
    entries = entries_of(graduate_list)
    progress = progress_of(cohort)
    check_award_date(cohort, graduate_list.award_date, before_the_end=True)
    _check_same_people(cohort, entries)
    check_entries(entries, graduate_list.award_date)
    _check_completions(entries, progress)
    if is_first_of_two(graduate_list, cohort.program):
        return _wait_for_another(graduate_list, actor)
    check_another_person(graduate_list, cohort.program, actor)
    _freeze(graduate_list, entries, progress, actor)
    return graduate_list


def return_to_draft(*, graduate_list: GraduateList, actor: Person | None) -> GraduateList:
    """Take the first of two approvals back, so that the list can be changed."""
    if not graduate_list.is_waiting:
        raise RuleBroken(_l("This list does not wait for a second approval."))
    graduate_list.state = ListState.DRAFT
    graduate_list.first_approved_at = graduate_list.first_approved_by = None
    record("graduate_list.returned_to_draft", graduate_list, actor=actor)
    db.session.flush()
    return graduate_list


def _wait_for_another(graduate_list: GraduateList, actor: Person | None) -> GraduateList:
    graduate_list.state = ListState.WAITING
    note_first_approval(graduate_list, actor)
    record("graduate_list.first_approved", graduate_list, actor=actor, number=graduate_list.number)
    db.session.flush()
    return graduate_list


def store_scan(*, list_id: int, content: bytes) -> str:
    """Check a scan and put it into storage; gives its key. No transaction should be open meanwhile."""
    kind = kind_of_scan(content)
    key = f"graduate-lists/{list_id}/{sha256(content).hexdigest()[:32]}.{kind}"
    storage.save_file(key, content)
    return key


def attach_scan(*, graduate_list: GraduateList, key: str, file_name: str, actor: Person | None) -> GraduateList:
    """The signed approval sheet; a better scan takes the place of an earlier one, which stays in storage."""
    if not graduate_list.is_approved:
        raise RuleBroken(_l("Approve the list first: the signed sheet belongs to an approved list."))
    record("graduate_list.scan_attached", graduate_list, actor=actor, key=key, earlier=graduate_list.scan_key)
    graduate_list.scan_key = key
    graduate_list.scan_name = file_name.replace("\\", "/").rsplit("/", 1)[-1][-LONGEST_NAME:]
    db.session.flush()
    return graduate_list


def _check_same_people(cohort: Cohort, entries: Sequence[GraduateEntry]) -> None:
    listed = {entry.enrolment_id for entry in entries}
    due = {enrolment.id for enrolment in candidates_of(cohort)}
    if listed != due:
        raise RuleBroken(
            _l("Trainees joined or left since this list was drafted. Update the list and look at it again.")
        )


def _check_completions(entries: Sequence[GraduateEntry], progress: dict[int, Progress]) -> None:
    faults = []
    for entry in entries:
        if entry.outcome is not Outcome.COMPLETED or entry.remark or progress[entry.enrolment_id].state.satisfies:
            continue
        person = entry.enrolment.person
        name = person.name_zh or person.name_latin
        faults.append(
            _l("%(name)s does not meet the rules: waive what is missing, or explain it in a remark.", name=name)
        )
    if faults:
        raise ManyRulesBroken(faults)


def _freeze(
    graduate_list: GraduateList,
    entries: Sequence[GraduateEntry],
    progress: dict[int, Progress],
    actor: Person | None,
) -> None:
    rules = rules_in_force(graduate_list.cohort.curriculum_id)
    for entry in entries:
        _decide(entry, progress[entry.enrolment_id], rules.tree, actor)
    graduate_list.state = ListState.APPROVED
    graduate_list.rules_number = rules.number
    graduate_list.approved_at, graduate_list.approved_by = clock.now(), actor
    record(
        "graduate_list.approved",
        graduate_list,
        actor=actor,
        number=graduate_list.number,
        rules_number=rules.number,
        first_approved_by=graduate_list.first_approved_by_id,
        outcomes={outcome.value: sum(entry.outcome is outcome for entry in entries) for outcome in Outcome},
    )
    db.session.flush()
    touch(*(entry.enrolment_id for entry in entries))


def _decide(entry: GraduateEntry, progress: Progress, tree: Group, actor: Person | None) -> None:
    entry.class_hours = progress.hours.earned
    first_id = entry.graduate_list.first_approved_by_id
    entry.facts = decision_record(
        progress, tree, approved_by_id=actor.id if actor else None, first_approved_by_id=first_id
    )
    if entry.outcome is Outcome.COMPLETED:
        enrolment = entry.enrolment
        on = max(entry.graduate_list.award_date, enrolment.joined_on)
        change_state(enrolment=enrolment, state=EnrolmentState.COMPLETED, on=on, reason=None, actor=actor)
