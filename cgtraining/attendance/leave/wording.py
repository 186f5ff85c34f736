"""The time of a leave as people say it: whole days without hours, one day once."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cgtraining.attendance.models import Leave
from cgtraining.language.formatting import format_date, format_datetime, format_time

MIDNIGHT = time(0)


def leave_time(leave: Leave) -> str:
    """In the reader's language, by the clocks of the cohort."""
    timezone = leave.enrolment.cohort.timezone
    start, end = (moment.astimezone(ZoneInfo(timezone)) for moment in (leave.starts_at, leave.ends_at))
    first, last = start.date(), (end - timedelta(microseconds=1)).date()
    if first == last:
        return _one_day(start, end, timezone)
    return _("%(start)s to %(end)s", start=start_of(leave), end=end_of(leave))


def start_of(leave: Leave) -> str:
    """A day where it begins with the day."""
    timezone = leave.enrolment.cohort.timezone
    return _day(leave.starts_at.astimezone(ZoneInfo(timezone)), timezone, timedelta(0))


def end_of(leave: Leave) -> str:
    """A day where it ends with the day: midnight belongs to the day before."""
    timezone = leave.enrolment.cohort.timezone
    return _day(leave.ends_at.astimezone(ZoneInfo(timezone)), timezone, timedelta(days=1))


def _one_day(start: datetime, end: datetime, timezone: str) -> str:
    day = format_date(start.date(), weekday=True)
    if start.time() == end.time() == MIDNIGHT:
        return day
    until = "24:00" if end.time() == MIDNIGHT else format_time(end, timezone)
    return f"{day} {format_time(start, timezone)}–{until}"


def _day(moment: datetime, timezone: str, back: timedelta) -> str:
    if moment.time() == MIDNIGHT:
        return format_date((moment - back).date(), weekday=True)
    return format_datetime(moment, timezone)
