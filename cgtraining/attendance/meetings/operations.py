"""Taking in a report of a meeting: begin, decide, confirm, and mark those who were not in it as absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import insert

from cgtraining import clock
from cgtraining.attendance.marking import Cell, MarkValue, may_be_entered
from cgtraining.attendance.meetings.acquaintance import directory_of
from cgtraining.attendance.meetings.choices import SKIP, enrolment_chosen
from cgtraining.attendance.meetings.judging import judged, refuse_other_time
from cgtraining.attendance.meetings.proposals import DECISIONS
from cgtraining.attendance.meetings.queries import preview_of, rows_with_ids
from cgtraining.attendance.meetings.report import Report, read_report
from cgtraining.attendance.meetings.withdrawing import hold, remember_written
from cgtraining.attendance.models import AttendanceStatus, ClassSession, MarkSource, MeetingImport, MeetingRow
from cgtraining.attendance.operations import Marking, mark
from cgtraining.attendance.queries import register_of, stored_marks
from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person

LONGEST_FILE_NAME = 255
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    """Beside the file: the zone of its times, and the minutes below which somebody has to look."""

    zone: str
    minimum_minutes: int


def usual(session: ClassSession) -> Asked:
    """The clocks of the cohort; a third of the session."""
    return Asked(session.cohort.timezone, session.minutes // 3)


def read_for(session: ClassSession, content: bytes, file_name: str, asked: Asked) -> Report:
    """No transaction is held meanwhile: what is needed of the session is read before. Raises UnusableFile."""
    day, zone = session.day, ZoneInfo(asked.zone)
    db.session.rollback()
    return read_report(content, file_name, zone=zone, day=day)


def check_markable(session: ClassSession) -> None:
    if session.is_cancelled:
        raise RuleBroken(_("This session was cancelled, so its attendance cannot be marked."))
    if not may_be_entered(AttendanceStatus.PRESENT, session.day, clock.today(session.cohort.timezone)):
        raise RuleBroken(_("This session has not started yet, so there can be no report of its meeting."))


def rows_for(session: ClassSession, report: Report) -> Rows:
    """Who the participants are. Raises UnusableFile where the report is of another time or of other people."""
    refuse_other_time(report, session)
    return judged(report, directory_of(session, register_of(session)))


def begin_meeting_import(
    *, session: ClassSession, report: Report, file_name: str, asked: Asked, actor: Person | None
) -> MeetingImport:
    """Keep what was read, to be looked through; nothing is marked yet."""
    check_markable(session)
    rows = rows_for(session, report)
    made = MeetingImport(session=session, actor=actor, zone=asked.zone, minimum_minutes=asked.minimum_minutes)
    made.file_name, made.told, made.decisions = file_name[-LONGEST_FILE_NAME:], told_of(report), {}
    db.session.add(made)
    db.session.flush()
    db.session.execute(insert(MeetingRow), [{"import_id": made.id, **row} for row in rows])
    record("meeting_import.begun", made, actor=actor, session=session.id)
    return made


def told_of(report: Report) -> dict[str, Any]:
    return {
        "topic": report.facts.topic,
        "stated": report.facts.stated,
        "total": len(report.participants),
        "sheets": report.sheets,
        "headings": report.headings,
        "first": report.first.isoformat() if report.first else None,
        "last": report.last.isoformat() if report.last else None,
        "offset": str(report.offset) if report.offset else None,
    }


def decide(
    *, meeting_import: MeetingImport, choices: Mapping[int, str], decisions: Mapping[int, str], actor: Person | None
) -> MeetingImport:
    """`choices` by the id of a row: whose it is; `decisions` by that of an enrolment: take, keep or absent."""
    _hold(meeting_import)
    listed = {row.enrolment_id for row in register_of(meeting_import.session)}
    for row in rows_with_ids(meeting_import, choices):
        choose(row=row, choice=choices[row.id], listed=listed, actor=actor)
    known = {str(i): said for i, said in decisions.items() if i in listed and said in DECISIONS}
    if any(meeting_import.decisions.get(i) != said for i, said in known.items()):
        meeting_import.decisions = {**meeting_import.decisions, **known}
        record("meeting_import.decided", meeting_import, actor=actor, decisions=known)
    db.session.flush()
    return meeting_import


def choose(*, row: MeetingRow, choice: str, listed: set[int], actor: Person | None) -> MeetingRow:
    """An empty choice takes the decision back."""
    if choice and choice != SKIP and enrolment_chosen(choice) not in listed:
        raise RuleBroken(_("Whom you chose for “%(name)s” is not on this session's register.", name=row.found["name"]))
    if (choice or None) != row.choice:
        row.choice = choice or None
        record("meeting_row.chosen", row, actor=actor, choice=row.choice)
    return row


def confirm(*, meeting_import: MeetingImport, actor: Person | None) -> Marking:
    """Mark everybody who is settled; once more changes nothing, or takes up what was decided since."""
    _hold(meeting_import)
    cells = [each.cell for each in preview_of(meeting_import).to_write]
    marking = _mark(meeting_import, cells, actor)
    meeting_import.confirmed_at = clock.now()
    db.session.flush()
    record("meeting_import.confirmed", meeting_import, actor=actor, marked=len(marking.saved))
    return marking


def mark_absent(*, meeting_import: MeetingImport, actor: Person | None) -> Marking:
    """Everybody who is on the register, not in the report, and without any mark."""
    _hold(meeting_import)
    if meeting_import.confirmed_at is None:
        raise RuleBroken(_("Confirm the marks of this report first: only then is it clear who was not in it."))
    absent = MarkValue(AttendanceStatus.ABSENT)
    cells = [Cell(row.enrolment_id, MarkValue(), absent) for row in preview_of(meeting_import).unmarked]
    marking = _mark(meeting_import, cells, actor)
    record("meeting_import.absent", meeting_import, actor=actor, marked=len(marking.saved))
    return marking


def _mark(meeting_import: MeetingImport, cells: list[Cell], actor: Person | None) -> Marking:
    if not cells:
        return Marking()
    reason = _("Report of a meeting: %(file)s", file=meeting_import.file_name)
    session = meeting_import.session
    before = stored_marks(session, [cell.enrolment_id for cell in cells])
    marking = mark(session=session, cells=cells, actor=actor, reason=reason, source=MarkSource.MEETING)
    remember_written(meeting_import, before, marking.saved)
    return marking


def _hold(meeting_import: MeetingImport) -> None:
    hold(meeting_import)
    if meeting_import.forgotten_at:
        raise RuleBroken(_("What was read from this report was removed after some time. Upload the file again."))
    if meeting_import.withdrawn_at:
        raise RuleBroken(_("This report was withdrawn. Upload the file again if it is right after all."))
