"""The tables of attendance, by subject."""

from cgtraining.attendance.models.days_off import CorrectedDay, DayKind
from cgtraining.attendance.models.doors import CheckIn, CheckInRule, CheckInScope, Direction
from cgtraining.attendance.models.marks import AttendanceStatus, Mark, MarkChange, MarkSource
from cgtraining.attendance.models.sessions import ClassSession, SessionStatus

__all__ = [
    "AttendanceStatus",
    "CheckIn",
    "CheckInRule",
    "CheckInScope",
    "ClassSession",
    "CorrectedDay",
    "DayKind",
    "Direction",
    "Mark",
    "MarkChange",
    "MarkSource",
    "SessionStatus",
]
