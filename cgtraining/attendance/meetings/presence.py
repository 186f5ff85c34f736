"""How long somebody was there, from all of their joins: overlaps count once, and only what falls into the session."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus
from cgtraining.programs.attendance_rule import AS_EVER, AttendanceRule

Interval = tuple[datetime, datetime]
# A report rounds to minutes: a stay that is said to be so little shorter than from its join to its leave has no gap.
ROUNDING = timedelta(seconds=119)


@dataclass(frozen=True)
class Stay:
    """One row of a report. Either end may be unknown, and `lasted` may be shorter than from the first to the last."""

    joined: datetime | None = None
    left: datetime | None = None
    lasted: timedelta | None = None


@dataclass(frozen=True)
class Presence:
    """`there` within the session; `first` and `last` None where the report says only how long."""

    there: timedelta = timedelta()
    first: datetime | None = None
    last: datetime | None = None

    @property
    def minutes(self) -> int:
        return int(self.there.total_seconds() // 60)


def presence_of(stays: Iterable[Stay], starts: datetime, ends: datetime) -> Presence:
    """A stay with gaps, of which only the sum is known, adds no more than what no other stay can have covered."""
    stays = list(stays)
    whole, gappy, lengths = [], [], []
    for stay in stays:
        if stay.joined is None:
            lengths.append(stay.lasted or timedelta())
        elif stay.left is not None and stay.lasted is not None and stay.left - stay.joined - stay.lasted > ROUNDING:
            gappy.append((clipped(stay.joined, stay.left, starts, ends), stay.lasted))
        else:
            whole.append(clipped(stay.joined, stay.left or ends, starts, ends))
    covered = union(whole)
    there = length(covered)
    for interval, lasted in sorted(gappy, key=lambda each: each[1], reverse=True):
        within = min(lasted, length([interval]))
        there += max(timedelta(), within - overlap(interval, covered))
        covered = union([*covered, interval])
    if not covered:
        return Presence(min(max(lengths, default=timedelta()), ends - starts))
    return Presence(there, covered[0][0], covered[-1][1])


def clipped(joined: datetime, left: datetime, starts: datetime, ends: datetime) -> Interval:
    """Empty where it is outside of the session."""
    first = min(max(joined, starts), ends)
    return first, max(min(left, ends), first)


def union(intervals: Iterable[Interval]) -> list[Interval]:
    """In order and apart from each other; empty ones are left out."""
    merged: list[Interval] = []
    for first, last in sorted(each for each in intervals if each[0] < each[1]):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def length(intervals: Sequence[Interval]) -> timedelta:
    return sum((last - first for first, last in intervals), timedelta())


def overlap(interval: Interval, covered: Sequence[Interval]) -> timedelta:
    return length([clipped(max(first, interval[0]), min(last, interval[1]), *interval) for first, last in covered])


def value_of(presence: Presence, starts: datetime, ends: datetime, rule: AttendanceRule = AS_EVER) -> MarkValue:
    """Late or left early where that, or all gaps together, go beyond the tolerance; then by all the minutes missed."""
    late, early = timedelta(minutes=rule.late_tolerance), timedelta(minutes=rule.early_tolerance)
    missed = ends - starts - presence.there
    if presence.first is not None and presence.first - starts > late:
        return MarkValue(AttendanceStatus.LATE, _minutes(missed))
    left_early = presence.last is not None and ends - presence.last > early
    gaps = missed - (presence.first - starts) - (ends - presence.last) if presence.first and presence.last else missed
    if left_early or gaps > early:
        return MarkValue(AttendanceStatus.LEFT_EARLY, _minutes(missed))
    return MarkValue(AttendanceStatus.PRESENT)


def _minutes(missed: timedelta) -> int:
    return int(missed.total_seconds() // 60)
