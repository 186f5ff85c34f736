"""What somebody may decide about a row: `new`, `skip`, `again` (enrol once more) or `person:ID`."""

from cgtraining.cohorts.models import RosterRow, RowVerdict
from cgtraining.cohorts.roster.judging import LEFT

NEW, SKIP, AGAIN = "new", "skip", "again"
CODES_OF_LEAVERS = {code.value for code in LEFT.values()}


def choices_of(row: RosterRow) -> list[str]:
    """In the order to offer them; none where there is nothing to choose, or no longer."""
    if row.done_at is not None:
        return []
    if row.verdict is RowVerdict.CONFLICT:
        return choices_of_conflict(row)
    is_suggested = row.verdict is RowVerdict.NEW and row.candidates
    return [NEW, *map(of_person, row.candidates), SKIP] if is_suggested else []


def choices_of_conflict(row: RosterRow) -> list[str]:
    if any(remark["code"] in CODES_OF_LEAVERS for remark in row.remarks):
        return [AGAIN, SKIP]
    if row.person_id is not None:
        return [of_person(row.person_id), SKIP]
    return [*map(of_person, row.candidates), NEW, SKIP]


def of_person(person_id: int) -> str:
    return f"person:{person_id}"


def person_chosen(choice: str | None) -> int | None:
    kind, _, number = (choice or "").partition(":")
    return int(number) if kind == "person" else None
