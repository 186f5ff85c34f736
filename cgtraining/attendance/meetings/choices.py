"""What somebody may decide about a participant: `skip`, or `enrolment:ID` for the trainee that it was."""

from cgtraining.attendance.models import MeetingRow, MeetingVerdict

SKIP = "skip"


def of_enrolment(enrolment_id: int) -> str:
    return f"enrolment:{enrolment_id}"


def enrolment_chosen(choice: str | None) -> int | None:
    kind, _, number = (choice or "").partition(":")
    return int(number) if kind == "enrolment" and number.isascii() and number.isdecimal() else None


def enrolment_of(row: MeetingRow) -> int | None:
    """Whose the row is: as it was chosen, or else as it was recognised."""
    if row.choice is not None:
        return enrolment_chosen(row.choice)
    return row.enrolment_id if row.verdict is MeetingVerdict.RECOGNISED else None


def is_undecided(row: MeetingRow) -> bool:
    return row.choice is None and row.verdict is MeetingVerdict.ASK
