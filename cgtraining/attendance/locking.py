"""When a register is locked: some days after its session, by the program's rule, unless it was reopened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cgtraining.programs.attendance_rule import AttendanceRule

SOON = timedelta(days=3)
LONGEST_REOPENING = timedelta(days=31)


@dataclass(frozen=True)
class Lock:
    """`at`: when the register locks by the rule, None for never. `open_until`: how far somebody reopened it."""

    at: datetime | None
    open_until: datetime | None = None

    def is_closed(self, now: datetime) -> bool:
        return self.at is not None and self.at <= now and not self.is_reopened(now)

    def is_reopened(self, now: datetime) -> bool:
        return self.open_until is not None and now < self.open_until

    def closes_soon(self, now: datetime) -> bool:
        return self.at is not None and now < self.at <= now + SOON


def locks_at(last_day: date, zone: ZoneInfo, rule: AttendanceRule) -> datetime | None:
    """The first moment at which the register of a session that ended on `last_day` is locked."""
    if rule.lock_after_days is None:
        return None
    return end_of(last_day + timedelta(days=rule.lock_after_days), zone)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone)


def furthest(moments: Iterable[datetime]) -> datetime | None:
    return max(moments, default=None)
