"""Proposing sessions from a curriculum: the next unit goes into the next block of the next teaching day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from cgtraining.programs.models import SessionKind
from cgtraining.programs.rates import rounded_down


@dataclass(frozen=True)
class Block:
    """A stretch of a teaching day, by the clock of the cohort's timezone."""

    starts: time
    ends: time

    @property
    def minutes(self) -> int:
        return _minutes(self.ends) - _minutes(self.starts)


@dataclass(frozen=True)
class Topic:
    """A unit, with the class hours that are still to be planned."""

    unit_id: int
    title_zh: str
    title_en: str | None
    kind: SessionKind
    class_hours: Decimal


@dataclass(frozen=True)
class Proposal:
    """`part` of `parts` where a unit is longer than a block."""

    topic: Topic
    part: int
    parts: int
    day: date
    starts: time
    ends: time
    class_hours: Decimal


def propose(
    *,
    topics: Sequence[Topic],
    first_day: date,
    weekdays: frozenset[int],
    blocks: Sequence[Block],
    rule: "ClockRule",
    is_off: Callable[[date], object] = lambda day: False,
) -> list[Proposal]:
    """One session per unit and block, in order, on no day that is off. A unit longer than a block goes on in the next.

    `weekdays` as `date.weekday()`: Monday is 0. Without weekdays or blocks nothing can be proposed.
    """
    usable = sorted((block for block in blocks if _capacity(block, rule) > 0), key=lambda block: block.starts)
    days = _days_from(first_day) if weekdays and usable else iter(())
    slots = ((day, block) for day in days if day.weekday() in weekdays and not is_off(day) for block in usable)
    proposals: list[Proposal] = []
    for topic in topics:
        pieces: list[tuple[date, Block, Decimal]] = []
        left = topic.class_hours
        while left > 0 and (slot := next(slots, None)):
            day, block = slot
            hours = min(left, _capacity(block, rule))
            pieces.append((day, block, hours))
            left -= hours
        proposals += [
            Proposal(topic, number, len(pieces), day, block.starts, _end(block, hours, rule), hours)
            for number, (day, block, hours) in enumerate(pieces, start=1)
        ]
    return proposals


@dataclass(frozen=True)
class ClockRule:
    """How long a class hour is, and in which steps it is counted."""

    minutes_per_hour: int
    smallest_step: Decimal


def _capacity(block: Block, rule: ClockRule) -> Decimal:
    return rounded_down(Decimal(block.minutes) / rule.minutes_per_hour, rule.smallest_step or Decimal("0.01"))


def _days_from(first_day: date) -> Iterator[date]:
    return (first_day + timedelta(days=number) for number in range((date.max - first_day).days))


def _end(block: Block, hours: Decimal, rule: ClockRule) -> time:
    end = datetime.combine(date.min, block.starts) + timedelta(minutes=int(hours * rule.minutes_per_hour))
    return min(end.time(), block.ends)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
