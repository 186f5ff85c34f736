"""What was done about a leave: kept beside it, and never in the audit record, since notes may be private."""

from cgtraining import clock
from cgtraining.attendance.models import Leave, LeaveAct, LeaveEvent
from cgtraining.database import db
from cgtraining.people.models import Person


def note(leave: Leave, what: LeaveAct, actor: Person | None, text: str | None = None) -> LeaveEvent:
    event = LeaveEvent(leave_id=leave.id, at=clock.now(), actor=actor, what=what, note=(text or "").strip() or None)
    db.session.add(event)
    db.session.flush()
    db.session.expire(leave, ["events"])
    return event
