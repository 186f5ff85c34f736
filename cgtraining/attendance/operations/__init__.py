"""Writes of attendance: planning sessions, marking, checking in."""

from cgtraining.attendance.operations.check_in import (
    CheckedIn,
    already_in,
    check_in,
    close_check_in,
    enrolment_for_check_in,
    open_check_in,
)
from cgtraining.attendance.operations.days_off import correct_days, take_day_away, withdraw_correction
from cgtraining.attendance.operations.marks import Conflict, Marking, mark
from cgtraining.attendance.operations.moving import Move, move_refusals, move_sessions
from cgtraining.attendance.operations.planning import (
    SessionValues,
    add_session,
    add_sessions,
    cancel_session,
    change_session,
    delete_session,
    moment,
    refusals,
    reinstate_session,
)

__all__ = [
    "CheckedIn",
    "Conflict",
    "Marking",
    "Move",
    "SessionValues",
    "add_session",
    "add_sessions",
    "already_in",
    "cancel_session",
    "change_session",
    "check_in",
    "close_check_in",
    "correct_days",
    "delete_session",
    "enrolment_for_check_in",
    "mark",
    "moment",
    "move_refusals",
    "move_sessions",
    "open_check_in",
    "refusals",
    "reinstate_session",
    "take_day_away",
    "withdraw_correction",
]
