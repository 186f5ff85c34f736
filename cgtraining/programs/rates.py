"""How many class hours a session counts for, by the rule that a curriculum version states."""

from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal
from typing import Protocol

from cgtraining.programs.models import SessionKind


class HoursRule(Protocol):
    """The part of a curriculum version that says how class hours are counted."""

    @property
    def smallest_step(self) -> Decimal: ...
    @property
    def most_per_day(self) -> Decimal: ...
    @property
    def rate_online(self) -> Decimal: ...
    @property
    def rate_recorded(self) -> Decimal: ...
    @property
    def rate_visit(self) -> Decimal: ...
    @property
    def rate_practice(self) -> Decimal: ...


class TaughtHours(Protocol):
    @property
    def kind(self) -> SessionKind: ...
    @property
    def class_hours(self) -> Decimal: ...


def rate_of(kind: SessionKind, rule: HoursRule) -> Decimal:
    """Class hours counted per class hour taught in this way; classroom and workshop always count in full."""
    if kind is SessionKind.ONLINE:
        return rule.rate_online
    if kind is SessionKind.RECORDED:
        return rule.rate_recorded
    if kind is SessionKind.VISIT:
        return rule.rate_visit
    if kind is SessionKind.PRACTICE:
        return rule.rate_practice
    return Decimal(1)


def in_hundredths(number: Decimal) -> bool:
    """Whether it is a number with two decimal places at most, as class hours and rates are stored."""
    return number.is_finite() and number * 100 == (number * 100).to_integral_value()


def rounded_down(hours: Decimal, step: Decimal) -> Decimal:
    """`hours` as a whole number of `step`s, never more than given; a step of zero means no rounding."""
    if step <= 0:
        return hours
    return (hours / step).to_integral_value(ROUND_FLOOR) * step


def counted_hours(kind: SessionKind, hours: Decimal, curriculum: HoursRule) -> Decimal:
    """Class hours that `hours` taught as `kind` count for, before the limit per day."""
    return rounded_down(hours * rate_of(kind, curriculum), curriculum.smallest_step)


def counted_total(taught: Iterable[TaughtHours], curriculum: HoursRule) -> Decimal:
    return sum((counted_hours(each.kind, each.class_hours, curriculum) for each in taught), Decimal(0))


def taught_total(taught: Iterable[TaughtHours]) -> Decimal:
    return sum((each.class_hours for each in taught), Decimal(0))
