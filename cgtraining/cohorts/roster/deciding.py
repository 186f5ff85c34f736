"""What a run does with one row, seen with what is known now: somebody may have changed it since the preview."""

from dataclasses import dataclass, replace
from typing import Any

from cgtraining.cohorts.models import Enrolment, RosterRow, RowVerdict
from cgtraining.cohorts.roster.choices import AGAIN, NEW, person_chosen
from cgtraining.cohorts.roster.differences import Change, changes_against
from cgtraining.cohorts.roster.identity import Known
from cgtraining.cohorts.roster.judging import Judgement, judge_usable
from cgtraining.cohorts.roster.remarks import RemarkCode, remark
from cgtraining.cohorts.roster.rows import UsableRow
from cgtraining.people.models import Person

MEANWHILE = (remark(RemarkCode.CHANGED_MEANWHILE),)


@dataclass
class Step:
    """`person` None: somebody new. `open_question`: nothing is done, somebody has to choose."""

    row: RosterRow
    found: UsableRow
    person: Person | None = None
    enrolment: Enrolment | None = None
    changes: tuple[Change, ...] = ()
    again: bool = False
    open_question: Judgement | None = None

    @property
    def outcome(self) -> RowVerdict:
        if self.person is None:
            return RowVerdict.NEW
        if any(not change.kept for change in self.changes):
            return RowVerdict.CHANGED
        return RowVerdict.KNOWN if self.enrolment is None or self.again else RowVerdict.UNCHANGED


def step_for(row: RosterRow, found: UsableRow, known: Known) -> Step:
    if row.choice == NEW:
        return Step(row, found)
    chosen = person_chosen(row.choice) or (row.person_id if row.choice == AGAIN else None)
    if row.choice is None or (chosen and chosen not in known.by_id):
        return undisturbed(row, found, known)
    return of_person(row, found, known.by_id[chosen or 0], known)


def of_person(row: RosterRow, found: UsableRow, person: Person, known: Known) -> Step:
    """As somebody chose. Where the changes were shown with the row, they must still be the same."""
    enrolment = known.enrolments.get(person.id)
    if row.choice == AGAIN:
        return Step(row, found, person, enrolment, again=True)
    changes = tuple(changes_against(found, person, enrolment, out_of_reach=person.id in known.out_of_reach))
    if row.person_id and as_stored(changes) != row.changes:
        return Step(row, found, open_question=changed_meanwhile(person, changes, enrolment))
    return Step(row, found, person, enrolment, changes)


def undisturbed(row: RosterRow, found: UsableRow, known: Known) -> Step:
    """As the preview said, unless what is known has changed since."""
    now = judge_usable(found, known)
    if now.verdict is RowVerdict.CONFLICT:
        return Step(row, found, open_question=now)
    if now.person is None and row.verdict is not RowVerdict.NEW:
        return Step(row, found, open_question=replace(now, verdict=RowVerdict.CONFLICT, remarks=MEANWHILE))
    if now.person is None:
        return Step(row, found)
    enrolment = known.enrolments.get(now.person.id)
    if now.changes and as_stored(now.changes) != row.changes:
        return Step(row, found, open_question=changed_meanwhile(now.person, now.changes, enrolment))
    return Step(row, found, now.person, enrolment, now.changes)


def changed_meanwhile(person: Person, changes: tuple[Change, ...], enrolment: Enrolment | None) -> Judgement:
    return Judgement(RowVerdict.CONFLICT, person, MEANWHILE, changes, enrols=enrolment is None)


def as_stored(changes: tuple[Change, ...]) -> list[dict[str, Any]]:
    return [change.stored() for change in changes]
