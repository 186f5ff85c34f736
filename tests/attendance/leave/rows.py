"""One row of each table of leave, for tests that need everything there is."""

from datetime import UTC, datetime

from sqlalchemy import select

from cgtraining import clock
from cgtraining.attendance.leave.spans import Span
from cgtraining.attendance.models import (
    AttachedFile,
    AttendanceStatus,
    ClassSession,
    Leave,
    LeaveAct,
    LeaveEvent,
    LeaveKind,
    LeaveMark,
    MakeUp,
    MarkChange,
    MarkSource,
)
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.storage import save_file

TIME = Span(datetime(2026, 3, 9, tzinfo=UTC), datetime(2026, 3, 10, tzinfo=UTC))


def leave_rows(enrolment: Enrolment) -> dict[str, int]:
    """An open request with an attachment, by the names that addresses give to rows."""
    leave = Leave(enrolment=enrolment, kind=LeaveKind.SICK, spans=(TIME,), reason="发烧")
    db.session.add(leave)
    db.session.flush()
    key = f"leave/{leave.id}.pdf"
    save_file(key, b"%PDF-1.7")
    file = AttachedFile(leave_id=leave.id, key=key, name="证明.pdf")
    db.session.add_all([file, LeaveEvent(leave_id=leave.id, at=clock.now(), what=LeaveAct.ASKED)])
    session_id = db.session.scalars(select(ClassSession.id).filter_by(cohort_id=enrolment.cohort_id)).first()
    db.session.add(_written(leave, session_id))
    db.session.flush()
    return {"leave_id": leave.id, "attached_file_id": file.id, **_make_up(enrolment, session_id)}


def _written(leave: Leave, session_id: int | None) -> LeaveMark:
    change = MarkChange(session_id=session_id, enrolment_id=leave.enrolment_id, at=clock.now(), source=MarkSource.PAPER)
    change.new_status = AttendanceStatus.SICK_LEAVE
    db.session.add(change)
    db.session.flush()
    return LeaveMark(leave_id=leave.id, session_id=session_id, change_id=change.id)


def _make_up(enrolment: Enrolment, session_id: int | None) -> dict[str, int]:
    made = MakeUp(session_id=session_id, enrolment=enrolment, task="读《社区协商》并写一页笔记")
    db.session.add(made)
    db.session.flush()
    key = f"make-up/{made.id}.pdf"
    save_file(key, b"%PDF-1.7")
    file = AttachedFile(make_up_id=made.id, key=key, name="笔记.pdf")
    db.session.add(file)
    db.session.flush()
    return {"make_up_id": made.id, "make_up_file_id": file.id}
