"""What a report's participants are taken for, as rows to be kept; and why a whole report cannot be used."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.attendance.meetings.directory import Directory, Sought
from cgtraining.attendance.meetings.matching import Match, match
from cgtraining.attendance.meetings.participants import Participant
from cgtraining.attendance.meetings.presence import Stay
from cgtraining.attendance.meetings.report import Report
from cgtraining.attendance.meetings.ways import Doubt, Way
from cgtraining.attendance.models import ClassSession, MeetingVerdict
from cgtraining.errors import UnusableFile
from cgtraining.language.formatting import format_datetime

NAMES_SHOWN = 3


def judged(report: Report, directory: Directory) -> list[dict[str, Any]]:
    """The values of a `MeetingRow` for each participant. Raises UnusableFile where none can be of the cohort."""
    rows = [row_of(number, each, directory) for number, each in enumerate(report.participants, start=1)]
    if not any(row["enrolment_id"] or row["candidates"] for row in rows):
        raise UnusableFile(nobody_of_the_cohort(report.participants))
    return rows


def row_of(number: int, participant: Participant, directory: Directory) -> dict[str, Any]:
    found = match(
        Sought(
            participant.name, participant.email, participant.phone, participant.other_name, is_host=participant.is_host
        ),
        directory,
    )
    trainee = found.who.id if found.who and not found.who.is_staff else None
    return {
        "number": number,
        "verdict": verdict_on(found),
        "found": stored(participant),
        "way": found.way.value if found.way else None,
        "doubt": found.doubt.value if found.doubt else None,
        "enrolment_id": trainee,
        "candidates": [each.id for each in found.suggested if not each.is_staff],
    }


def verdict_on(found: Match) -> MeetingVerdict:
    if found.way is Way.ROLE or (found.who and found.who.is_staff):
        return MeetingVerdict.STAFF
    if found.who:
        return MeetingVerdict.RECOGNISED
    return MeetingVerdict.ASK if found.suggested or found.doubt is Doubt.DEVICE else MeetingVerdict.UNKNOWN


def stored(participant: Participant) -> dict[str, Any]:
    return {
        "name": participant.name,
        "other_name": participant.other_name,
        "email": participant.email,
        "phone": participant.phone,
        "sheet": participant.sheet,
        "rows": list(participant.rows),
        "stays": [stored_stay(stay) for stay in participant.stays],
        "notes": [note.value for note in participant.notes],
    }


def stored_stay(stay: Stay) -> list[Any]:
    moments = [moment.isoformat() if moment else None for moment in (stay.joined, stay.left)]
    return [*moments, int(stay.lasted.total_seconds()) if stay.lasted is not None else None]


def stays_of(found: dict[str, Any]) -> list[Stay]:
    """What `stored` wrote; nothing of a participant who was forgotten."""
    return [
        Stay(_moment(joined), _moment(left), timedelta(seconds=seconds) if seconds is not None else None)
        for joined, left, seconds in found.get("stays", ())
    ]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def refuse_other_time(report: Report, session: ClassSession) -> None:
    """A report of another meeting, or with its times in another zone."""
    first, last, zone = report.first, report.last, session.cohort.timezone
    if first is None or last is None or (first < session.ends_at and last > session.starts_at):
        return
    raise UnusableFile(
        _(
            "The meeting of this report went on from %(first)s to %(last)s, and this session from %(starts)s to "
            "%(ends)s. Choose the session to which it belongs, or the timezone of its times.",
            first=format_datetime(first, zone),
            last=format_datetime(last, zone),
            starts=format_datetime(session.starts_at, zone),
            ends=format_datetime(session.ends_at, zone),
        )
    )


def nobody_of_the_cohort(participants: Sequence[Participant]) -> str:
    names = ", ".join(each.name or each.email or each.phone for each in participants[:NAMES_SHOWN])
    return ngettext(
        "Nobody of this cohort is in this report: the only participant is %(names)s. Check that it is the report of "
        "this session's meeting.",
        "Nobody of this cohort is in this report of %(num)s participants, such as %(names)s. Check that it is the "
        "report of this session's meeting.",
        len(participants),
        names=names,
    )
