"""What reading or importing a report came to, as plain values for JSON. Scripts rely on the names of the keys."""

from collections.abc import Iterable, Sequence
from typing import Any

from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.meetings.choices import enrolment_of, is_undecided
from cgtraining.attendance.meetings.proposals import Outcome, Proposal
from cgtraining.attendance.meetings.queries import Preview
from cgtraining.attendance.meetings.shown import sentences_about
from cgtraining.attendance.models import MeetingRow, MeetingVerdict
from cgtraining.attendance.queries.marks import RegisterRow
from cgtraining.language.choosing import language
from cgtraining.language.names import display_name

RECOGNITION = ("topic", "stated", "total", "sheets", "headings", "first", "last")


def recognition_told(told: dict[str, Any], zone: str) -> dict[str, Any]:
    return {**{name: told[name] for name in RECOGNITION}, "zone": told["offset"] or zone}


def counts_in(preview: Preview) -> dict[str, int]:
    """Participants by verdict, then trainees by outcome."""
    verdicts = {each.value: sum(row.verdict is each for row in preview.rows) for each in MeetingVerdict}
    outcomes = {each.value: sum(one.outcome is each for one in preview.proposals) for each in Outcome}
    return {**verdicts, **outcomes}


def participants_told(rows: Iterable[MeetingRow]) -> list[dict[str, Any]]:
    return [
        {
            "name": row.found["name"],
            "email": row.found["email"] or None,
            "phone": row.found["phone"] or None,
            "sheet": row.found["sheet"] or None,
            "rows": row.found["rows"],
            "joins": len(row.found["stays"]),
            "verdict": row.verdict.value,
            "recognised_by": row.way,
            "needs_choice": is_undecided(row),
            "enrolment": enrolment_of(row),
            "candidates": row.candidates,
            "reasons": sentences_about(row),
            "code": row.doubt,
        }
        for row in rows
    ]


def marks_told(proposals: Sequence[Proposal]) -> list[dict[str, Any]]:
    return [
        {
            **trainee_told(each.trainee),
            "arrived": each.presence.first.isoformat() if each.presence.first else None,
            "left": each.presence.last.isoformat() if each.presence.last else None,
            "minutes": each.presence.minutes,
            **value_told(each.value),
            "before": value_told(each.trainee.value),
            "outcome": each.outcome.value,
        }
        for each in proposals
    ]


def missing_told(missing: Sequence[RegisterRow]) -> list[dict[str, Any]]:
    return [{**trainee_told(row), **value_told(row.value)} for row in missing]


def trainee_told(row: RegisterRow) -> dict[str, Any]:
    return {"enrolment": row.enrolment_id, "trainee": display_name(row, language())}


def value_told(value: MarkValue) -> dict[str, Any]:
    return {"status": value.status.value if value.status else None, "minutes_missed": value.minutes_missed}
