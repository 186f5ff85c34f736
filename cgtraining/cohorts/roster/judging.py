"""What importing a row would do: its verdict, with the reasons."""

from dataclasses import dataclass, replace
from typing import Any

from cgtraining.cohorts.models import EnrolmentState, RowVerdict
from cgtraining.cohorts.queries import STAYING
from cgtraining.cohorts.roster.differences import Change, changes_against
from cgtraining.cohorts.roster.identity import Identity, Known, identify
from cgtraining.cohorts.roster.remarks import Remark, RemarkCode, about_row, remark
from cgtraining.cohorts.roster.rows import RejectedRow, Row, UsableRow
from cgtraining.people.models import Person

LEFT = {
    EnrolmentState.WITHDRAWN: RemarkCode.WITHDRAWN_HERE,
    EnrolmentState.DEFERRED: RemarkCode.DEFERRED_HERE,
    EnrolmentState.TRANSFERRED: RemarkCode.TRANSFERRED_HERE,
}
NOT_STORED = {"sheet", "number", "warnings", "duplicate_of", "conflicts_with"}


@dataclass(frozen=True)
class Judgement:
    """The fields of a stored row that matching decides, still as objects."""

    verdict: RowVerdict
    person: Person | None = None
    remarks: tuple[Remark, ...] = ()
    changes: tuple[Change, ...] = ()
    candidates: tuple[Person, ...] = ()
    enrols: bool = False
    choice: str | None = None


def judge(row: Row, known: Known, seen: dict[int, Row]) -> Judgement:
    """`seen` maps each person met so far to the row that holds them; it grows."""
    if isinstance(row, RejectedRow):
        return Judgement(RowVerdict.REJECTED, remarks=row.reasons)
    judged = judge_usable(row, known)
    if judged.person and (first := seen.setdefault(judged.person.id, row)) is not row:
        return Judgement(RowVerdict.DUPLICATE, remarks=(about_row(RemarkCode.DUPLICATE, first.number, first.sheet),))
    return replace(judged, remarks=(*judged.remarks, *row.warnings))


def judge_usable(row: UsableRow, known: Known) -> Judgement:
    if row.duplicate_of is not None:
        return Judgement(RowVerdict.DUPLICATE)
    identity = identify(row, known)
    if identity.person:
        return judge_known(row, identity.person, known)
    if identity.must_choose or row.conflicts_with is not None:
        return Judgement(RowVerdict.CONFLICT, remarks=about(identity), candidates=identity.candidates, enrols=True)
    return Judgement(RowVerdict.NEW, remarks=about(identity), candidates=identity.candidates, enrols=True)


def judge_known(row: UsableRow, person: Person, known: Known) -> Judgement:
    enrolment = known.enrolments.get(person.id)
    if enrolment and enrolment.state not in STAYING:
        return Judgement(RowVerdict.CONFLICT, person, (remark(LEFT[enrolment.state]),))
    out_of_reach = person.id in known.out_of_reach
    changes = tuple(changes_against(row, person, enrolment, out_of_reach=out_of_reach))
    if any(change.kept for change in changes):
        why = RemarkCode.OUT_OF_REACH if out_of_reach else RemarkCode.CONFIRMED
        return judge_kept(person, changes, remark(why), enrols=enrolment is None)
    if changes:
        return Judgement(RowVerdict.CHANGED, person, changes=changes, enrols=enrolment is None)
    return Judgement(RowVerdict.UNCHANGED if enrolment else RowVerdict.KNOWN, person, enrols=enrolment is None)


def judge_kept(person: Person, changes: tuple[Change, ...], why: Remark, *, enrols: bool) -> Judgement:
    """There is nothing to decide about what stays as it is: what else there is to do is chosen beforehand."""
    does_something = enrols or not all(change.kept for change in changes)
    choice = f"person:{person.id}" if does_something else "skip"
    return Judgement(RowVerdict.CONFLICT, person, (why,), changes, enrols=enrols, choice=choice)


def about(identity: Identity) -> tuple[Remark, ...]:
    return (identity.remark,) if identity.remark else ()


def stored(row: Row, judged: Judgement) -> dict[str, Any]:
    """The columns of a RosterRow."""
    return {
        "sheet": row.sheet,
        "number": row.number,
        "verdict": judged.verdict,
        "found": {"shown": row.shown} if isinstance(row, RejectedRow) else found_in(row),
        "remarks": [each.model_dump(mode="json") for each in judged.remarks],
        "changes": [change.stored() for change in judged.changes],
        "candidates": [person.id for person in judged.candidates],
        "person_id": judged.person.id if judged.person else None,
        "enrols": judged.enrols,
        "choice": judged.choice,
    }


def found_in(row: UsableRow) -> dict[str, Any]:
    return row.model_dump(mode="json", exclude=NOT_STORED, exclude_none=True)


def recognised_again(number: int, found: dict[str, Any]) -> UsableRow:
    """The row as it was recognised, from what was stored of it."""
    return UsableRow(number=number, **found)
