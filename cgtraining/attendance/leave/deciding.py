"""Deciding on leave: the class teacher, for longer leave the program head too. Each decision has a name."""

from flask_babel import gettext as _

from cgtraining.attendance.leave.access import decides_at_length, is_own
from cgtraining.attendance.leave.applying import apply_leave
from cgtraining.attendance.leave.events import note
from cgtraining.attendance.leave.queries import sessions_covered
from cgtraining.attendance.leave.spans import days_in
from cgtraining.attendance.leave.telling import tell_trainee
from cgtraining.attendance.models import Leave, LeaveAct, LeaveState
from cgtraining.attendance.operations.locking import refuse_locked
from cgtraining.audit.operations import record
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


def approve_leave(*, leave: Leave, text: str | None, version: int | str | None, actor: Person | None) -> Leave:
    """Of longer leave the class teacher's approval passes it on to the program head; who is both gives both."""
    _check(leave, version, actor)
    if leave.state is LeaveState.ASKED and needs_head(leave) and actor and not decides_at_length(actor, leave):
        return _decide(leave, LeaveState.PASSED_ON, LeaveAct.PASSED_ON, actor, text)
    for session in sessions_covered(leave.enrolment.cohort, leave.spans):
        if not session.is_cancelled:
            refuse_locked(session)
    _decide(leave, LeaveState.APPROVED, LeaveAct.APPROVED, actor, text)
    apply_leave(leave, actor)
    return leave


def refuse_leave(*, leave: Leave, text: str | None, version: int | str | None, actor: Person | None) -> Leave:
    _check(leave, version, actor)
    if not (text or "").strip():
        raise RuleBroken(_("Say why this leave is refused: the trainee reads it."))
    return _decide(leave, LeaveState.REFUSED, LeaveAct.REFUSED, actor, text)


def needs_head(leave: Leave) -> bool:
    """Whether it is longer than the class teacher may approve."""
    cohort = leave.enrolment.cohort
    return days_in(leave.spans, cohort.timezone) > cohort.curriculum.teacher_leave_days


def _check(leave: Leave, version: int | str | None, actor: Person | None) -> None:
    leave.expect_version(version)
    if not leave.state.is_open:
        raise RuleBroken(_("This request is not open any more: “%(state)s”.", state=leave.state.label))
    if actor is not None and is_own(actor, leave):
        raise RuleBroken(_("Nobody decides on their own leave."))


def _decide(leave: Leave, state: LeaveState, what: LeaveAct, actor: Person | None, text: str | None) -> Leave:
    leave.state = state
    event = note(leave, what, actor, text)
    record(f"leave.{what.value}", leave, actor=actor)
    tell_trainee(leave, event)
    return leave
