"""How approved leave ends: the return is confirmed (销假), or staff shorten it or withdraw the approval."""

from datetime import datetime

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.leave.access import is_own
from cgtraining.attendance.leave.applying import apply_leave
from cgtraining.attendance.leave.events import note
from cgtraining.attendance.leave.spans import until
from cgtraining.attendance.leave.telling import tell_trainee
from cgtraining.attendance.models import Leave, LeaveAct, LeaveState
from cgtraining.audit.operations import record
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


def confirm_return(*, leave: Leave, at: datetime, actor: Person | None) -> Leave:
    """Whoever is back earlier than planned is expected again from then on."""
    _refuse_unless_approved(leave)
    if at > clock.now():
        raise RuleBroken(_("A return lies in the past: give the time at which the trainee was back."))
    if at <= leave.starts_at:
        raise RuleBroken(_("This is before the leave began. If it was not used, have the approval withdrawn."))
    if at < leave.ends_at:
        leave.spans = until(leave.spans, at)
    leave.state, leave.returned_at = LeaveState.RETURNED, at
    note(leave, LeaveAct.RETURNED, actor)
    record("leave.returned", leave, actor=actor)
    apply_leave(leave, actor)
    return leave


def shorten_leave(*, leave: Leave, ends_at: datetime, text: str, actor: Person | None) -> Leave:
    _refuse_unless_approved(leave, actor)
    _require(text)
    if not leave.starts_at < ends_at < leave.ends_at:
        raise RuleBroken(_("Give an end between the first and the last moment of this leave."))
    leave.spans = until(leave.spans, ends_at)
    event = note(leave, LeaveAct.SHORTENED, actor, text)
    record("leave.shortened", leave, actor=actor)
    apply_leave(leave, actor)
    tell_trainee(leave, event)
    return leave


def revoke_leave(*, leave: Leave, text: str, actor: Person | None) -> Leave:
    """Refusing afterwards what was approved, also when the return was confirmed already."""
    if not leave.state.holds:
        raise RuleBroken(_("Only approved leave can be ended or withdrawn."))
    _refuse_own(leave, actor)
    _require(text)
    leave.state = LeaveState.REVOKED
    event = note(leave, LeaveAct.REVOKED, actor, text)
    record("leave.revoked", leave, actor=actor)
    apply_leave(leave, actor)
    tell_trainee(leave, event)
    return leave


def _refuse_unless_approved(leave: Leave, actor: Person | None = None) -> None:
    if leave.state is LeaveState.RETURNED:
        raise RuleBroken(_("The return from this leave is confirmed already."))
    if leave.state is not LeaveState.APPROVED:
        raise RuleBroken(_("Only approved leave can be ended or withdrawn."))
    _refuse_own(leave, actor)


def _refuse_own(leave: Leave, actor: Person | None) -> None:
    if actor is not None and is_own(actor, leave):
        raise RuleBroken(_("Nobody decides on their own leave."))


def _require(text: str) -> None:
    if not text.strip():
        raise RuleBroken(_("Give the reason: the trainee reads it."))
