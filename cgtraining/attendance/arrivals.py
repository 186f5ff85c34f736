"""When check-in may be open, and what an arrival at a given moment is marked as."""

from datetime import datetime, timedelta

from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus

TOLERANCE = timedelta(minutes=10)
OPENS_BEFORE = timedelta(hours=2)
# A code that was seen stays good for this long while its finder signs in.
SEEN_CODE_LASTS = timedelta(minutes=10)


def arrival(starts_at: datetime, ends_at: datetime, at: datetime) -> MarkValue:
    """Present up to ten minutes after the start, then late by the whole minutes since the start."""
    if at - starts_at <= TOLERANCE:
        return MarkValue(AttendanceStatus.PRESENT)
    return MarkValue(AttendanceStatus.LATE, int((min(at, ends_at) - starts_at).total_seconds() // 60))


def may_open(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    return starts_at - OPENS_BEFORE <= now < ends_at


def is_open(open_until: datetime | None, now: datetime) -> bool:
    return open_until is not None and now < open_until
