"""Withdrawing a confirmed report as a whole: marks that nobody changed since go back to what stood before."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import update

from cgtraining import clock
from cgtraining.attendance.marking import Cell, MarkValue
from cgtraining.attendance.models import AttendanceStatus, ClassSession, Mark, MarkSource, MeetingImport
from cgtraining.attendance.operations import Marking, mark
from cgtraining.attendance.queries import StoredMark, stored_marks
from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person

COLUMNS = ("decisions", "written", "confirmed_at", "forgotten_at", "withdrawn_at")


def hold(meeting_import: MeetingImport) -> None:
    """As it is now, and until the transaction ends: another may decide, or it may be forgotten, at this moment."""
    db.session.refresh(meeting_import, COLUMNS, with_for_update={"of": MeetingImport})


def remember_written(
    meeting_import: MeetingImport, before: Mapping[int, StoredMark], saved: Mapping[int, MarkValue]
) -> None:
    """Where a report writes twice, what stood before the first time is what it goes back to."""
    written = dict(meeting_import.written)
    for i, value in saved.items():
        old = before.get(i)
        if old is None or old.value != value:
            first = written.get(str(i), {"before": _told(old.value, old.source) if old else None})
            written[str(i)] = {**first, "after": _told(value, MarkSource.MEETING)}
    meeting_import.written = written
    db.session.flush()


def withdraw(*, meeting_import: MeetingImport, reason: str, actor: Person | None) -> Marking:
    """The history keeps both; whoever was marked anew since stays as they are."""
    hold(meeting_import)
    _refuse(meeting_import, reason)
    session = meeting_import.session
    cells = _cells(meeting_import, stored_marks(session, [int(i) for i in meeting_import.written]))
    said = _("Report of a meeting withdrawn: %(reason)s", reason=reason.strip())
    marking = mark(session=session, cells=cells, actor=actor, reason=said, source=MarkSource.MEETING)
    _give_back_sources(session, meeting_import.written, marking)
    meeting_import.withdrawn_at, meeting_import.withdrawn_because = clock.now(), reason.strip()
    meeting_import.withdrawn_by_id = actor.id if actor else None
    db.session.flush()
    record("meeting_import.withdrawn", meeting_import, actor=actor, marked=len(marking.saved))
    return marking


def _refuse(meeting_import: MeetingImport, reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(_("Say why this report is withdrawn; the reason is kept."))
    if meeting_import.confirmed_at is None:
        raise RuleBroken(_("Nothing was marked from this report, so there is nothing to withdraw."))
    if meeting_import.withdrawn_at is not None:
        raise RuleBroken(_("This report is withdrawn already."))


def _cells(meeting_import: MeetingImport, now: Mapping[int, StoredMark]) -> list[Cell]:
    """Of the marks that are still what the report made of them."""
    cells = []
    for i, one in meeting_import.written.items():
        current = now.get(int(i))
        if current and _told(current.value, current.source) == one["after"]:
            cells.append(Cell(int(i), current.value, _value(one["before"])))
    return cells


def _give_back_sources(session: ClassSession, written: Mapping[str, Any], marking: Marking) -> None:
    """A mark that stands again came in the way in which it had come."""
    for i in marking.saved:
        if before := written[str(i)]["before"]:
            restored = update(Mark).where(Mark.session_id == session.id, Mark.enrolment_id == i)
            db.session.execute(restored.values(source=MarkSource(before["source"])))


def _told(value: MarkValue, source: MarkSource) -> dict[str, Any]:
    status = value.status.value if value.status else None
    return {"status": status, "minutes": value.minutes_missed, "source": source.value}


def _value(told: Mapping[str, Any] | None) -> MarkValue:
    return MarkValue(AttendanceStatus(told["status"]), told["minutes"]) if told else MarkValue()
