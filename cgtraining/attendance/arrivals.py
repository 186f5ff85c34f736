"""When check-in may be open, and what an arrival or a departure at a given moment is marked as."""

from datetime import date, datetime, time, timedelta

from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus
from cgtraining.programs.attendance_rule import AttendanceRule

OPENS_BEFORE = timedelta(hours=2)
# A hall takes a while to leave, and its check-out stays open so long.
CLOSES_AFTER = timedelta(hours=2)
# A code that was seen stays good for this long while its finder signs in.
SEEN_CODE_LASTS = timedelta(minutes=10)
NOON, EVENING = time(12), time(18)


def arrival(starts_at: datetime, ends_at: datetime, at: datetime, rule: AttendanceRule) -> MarkValue:
    """Present within the program's tolerance, then late by the whole minutes since the start."""
    if at - starts_at <= timedelta(minutes=rule.late_tolerance):
        return MarkValue(AttendanceStatus.PRESENT)
    return MarkValue(AttendanceStatus.LATE, _minutes(min(at, ends_at) - starts_at))


def departure(starts_at: datetime, ends_at: datetime, at: datetime, rule: AttendanceRule, late: int = 0) -> MarkValue:
    """As they came within the program's tolerance, else left early by the whole minutes until the end.

    The minutes by which somebody came `late` are missed as well.
    """
    if ends_at - at <= timedelta(minutes=rule.early_tolerance):
        return MarkValue(AttendanceStatus.LATE, late) if late else MarkValue(AttendanceStatus.PRESENT)
    missed = late + _minutes(ends_at - max(at, starts_at))
    return MarkValue(AttendanceStatus.LEFT_EARLY, min(missed, _minutes(ends_at - starts_at)))


def part_of_day(starts: datetime) -> tuple[date, int]:
    """Morning, afternoon or evening of a day; `starts` by the clocks of the cohort."""
    return starts.date(), (starts.time() >= NOON) + (starts.time() >= EVENING)


def may_open(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    return starts_at - OPENS_BEFORE <= now < ends_at


def may_open_check_out(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    return starts_at <= now < ends_at + CLOSES_AFTER


def is_open(open_until: datetime | None, now: datetime) -> bool:
    return open_until is not None and now < open_until


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
