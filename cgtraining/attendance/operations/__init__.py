"""Writes of attendance: planning sessions, marking, checking in."""

from cgtraining.attendance.operations.calendars import end_feed, renew_feed
from cgtraining.attendance.operations.check_in import Coming, check_in, coming_in, enter, refuse_what_staff_decided
from cgtraining.attendance.operations.check_in_rules import set_check_in_rule
from cgtraining.attendance.operations.check_out import check_out, going_out
from cgtraining.attendance.operations.days_off import correct_days, take_day_away, withdraw_correction
from cgtraining.attendance.operations.disputes import settle_dispute
from cgtraining.attendance.operations.helping import mark_presence
from cgtraining.attendance.operations.marks import Conflict, Marking, mark
from cgtraining.attendance.operations.moving import Move, move_refusals, move_sessions
from cgtraining.attendance.operations.opening import close_check_in, open_check_in, open_check_out
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
from cgtraining.attendance.operations.sheets import add_sheet_photos, remove_sheet_photo
from cgtraining.attendance.operations.taps import Receipt, SentTap, receive_taps

__all__ = [
    "Coming",
    "Conflict",
    "Marking",
    "Move",
    "Receipt",
    "SentTap",
    "SessionValues",
    "add_session",
    "add_sessions",
    "add_sheet_photos",
    "cancel_session",
    "change_session",
    "check_in",
    "check_out",
    "close_check_in",
    "coming_in",
    "correct_days",
    "delete_session",
    "end_feed",
    "enter",
    "going_out",
    "mark",
    "mark_presence",
    "moment",
    "move_refusals",
    "move_sessions",
    "open_check_in",
    "open_check_out",
    "receive_taps",
    "refusals",
    "refuse_what_staff_decided",
    "reinstate_session",
    "remove_sheet_photo",
    "renew_feed",
    "set_check_in_rule",
    "settle_dispute",
    "take_day_away",
    "withdraw_correction",
]
