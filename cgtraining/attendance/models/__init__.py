"""The tables of attendance, by subject."""

from cgtraining.attendance.models.days_off import CorrectedDay, DayKind
from cgtraining.attendance.models.marks import AttendanceStatus, Mark, MarkChange, MarkSource
from cgtraining.attendance.models.sessions import ClassSession, SessionStatus

__all__ = [
    "AttendanceStatus",
    "ClassSession",
    "CorrectedDay",
    "DayKind",
    "Mark",
    "MarkChange",
    "MarkSource",
    "SessionStatus",
]
