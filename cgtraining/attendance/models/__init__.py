"""The tables of attendance, by subject."""

from cgtraining.attendance.models.calendars import CalendarFeed, RemovedSession
from cgtraining.attendance.models.days_off import CorrectedDay, DayKind
from cgtraining.attendance.models.doors import CheckIn, CheckInRule, Direction
from cgtraining.attendance.models.files import AttachedFile
from cgtraining.attendance.models.leave import (
    HOLDING_STATES,
    OPEN_STATES,
    Leave,
    LeaveAct,
    LeaveEvent,
    LeaveKind,
    LeaveMark,
    LeaveState,
)
from cgtraining.attendance.models.make_ups import MakeUp, MakeUpState
from cgtraining.attendance.models.marks import AttendanceStatus, Mark, MarkChange, MarkSource
from cgtraining.attendance.models.meetings import MeetingImport, MeetingRow, MeetingVerdict
from cgtraining.attendance.models.reopenings import Reopening
from cgtraining.attendance.models.sessions import CheckInScope, ClassSession, SessionStatus
from cgtraining.attendance.models.sheets import SheetPhoto
from cgtraining.attendance.models.taps import Tap, TapVerdict

__all__ = [
    "HOLDING_STATES",
    "OPEN_STATES",
    "AttachedFile",
    "AttendanceStatus",
    "CalendarFeed",
    "CheckIn",
    "CheckInRule",
    "CheckInScope",
    "ClassSession",
    "CorrectedDay",
    "DayKind",
    "Direction",
    "Leave",
    "LeaveAct",
    "LeaveEvent",
    "LeaveKind",
    "LeaveMark",
    "LeaveState",
    "MakeUp",
    "MakeUpState",
    "Mark",
    "MarkChange",
    "MarkSource",
    "MeetingImport",
    "MeetingRow",
    "MeetingVerdict",
    "RemovedSession",
    "Reopening",
    "SessionStatus",
    "SheetPhoto",
    "Tap",
    "TapVerdict",
]
