"""Bringing the register in line with a leave.

It writes a mark where one is missing or says absent; whoever was there stays present. Taking back, it undoes only what
it wrote itself and nobody changed since.
"""

from sqlalchemy import func, select, update

from cgtraining import clock
from cgtraining.attendance.leave.queries import marks_written_by, sessions_covered
from cgtraining.attendance.marking import Cell, MarkValue, may_be_entered
from cgtraining.attendance.models import AttendanceStatus, ClassSession, Leave, LeaveMark, Mark, MarkChange, MarkSource
from cgtraining.attendance.operations.marks import mark
from cgtraining.attendance.rates import LEAVE
from cgtraining.database import db
from cgtraining.people.models import Person

YIELDS = LEAVE | {None, AttendanceStatus.ABSENT}


def apply_leave(leave: Leave, actor: Person | None) -> None:
    """Marks of cancelled sessions stay as they are until the session is held after all."""
    covered = sessions_covered(leave.enrolment.cohort, leave.spans) if leave.state.holds else []
    written = marks_written_by(leave)
    for session in covered:
        if not session.is_cancelled and session.id not in written:
            _write(leave, session, actor)
    still = {session.id for session in covered}
    for session_id, own in written.items():
        session = db.session.get_one(ClassSession, session_id)
        if session_id not in still and not session.is_cancelled:
            _take_back(leave, session, own, actor)


def _write(leave: Leave, session: ClassSession, actor: Person | None) -> None:
    before = _stored(session, leave)
    value = before_value(before)
    if value.status not in YIELDS or value.status is leave.kind.status:
        return
    status, minutes, source = value.status, value.minutes_missed, before.source if before else None
    _mark(leave, session, value, MarkValue(leave.kind.status), actor)
    db.session.add(
        LeaveMark(
            leave_id=leave.id,
            session_id=session.id,
            change_id=_last_change(session, leave),
            was_status=status,
            was_minutes=minutes,
            was_source=source,
        )
    )
    db.session.flush()


def _take_back(leave: Leave, session: ClassSession, own: LeaveMark, actor: Person | None) -> None:
    if _last_change(session, leave) == own.change_id:
        before = _before(own, session)
        _mark(leave, session, MarkValue(leave.kind.status), before, actor)
        if before.status is not None and own.was_source is not None:
            _give_source_back(session, leave, own.was_source)
    db.session.delete(own)
    db.session.flush()


def _before(own: LeaveMark, session: ClassSession) -> MarkValue:
    """What stood there, unless the session has moved to a day on which it cannot stand."""
    if may_be_entered(own.was_status, session.day, clock.today(session.cohort.timezone)):
        return MarkValue(own.was_status, own.was_minutes)
    return MarkValue()


def _mark(leave: Leave, session: ClassSession, old: MarkValue, new: MarkValue, actor: Person | None) -> None:
    mark(session=session, cells=[Cell(leave.enrolment_id, old, new)], actor=actor, source=MarkSource.LEAVE)


def _stored(session: ClassSession, leave: Leave) -> Mark | None:
    query = select(Mark).where(Mark.session_id == session.id, Mark.enrolment_id == leave.enrolment_id)
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def before_value(stored: Mark | None) -> MarkValue:
    return MarkValue(stored.status, stored.minutes_missed) if stored else MarkValue()


def _last_change(session: ClassSession, leave: Leave) -> int | None:
    query = select(func.max(MarkChange.id)).where(MarkChange.session_id == session.id)
    return db.session.scalar(query.where(MarkChange.enrolment_id == leave.enrolment_id))


def _give_source_back(session: ClassSession, leave: Leave, source: MarkSource) -> None:
    own = (Mark.session_id == session.id) & (Mark.enrolment_id == leave.enrolment_id)
    db.session.execute(update(Mark).where(own).values(source=source))
