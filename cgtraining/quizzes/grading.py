"""Which of several attempts counts, and whether that is a pass."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from cgtraining.questions.marking.marked import HUNDREDTH
from cgtraining.quizzes.models import GradingMethod

HUNDRED = Decimal(100)


def counting_points(method: GradingMethod, points: Sequence[Decimal | None]) -> Decimal | None:
    """Of the attempts that were handed in, first to last; None while one that could count is not marked yet.

    The mean is rounded half up to hundredths.
    """
    if not points:
        return None
    if method is GradingMethod.LAST:
        return points[-1]
    known = [one for one in points if one is not None]
    if len(known) < len(points):
        return None
    if method is GradingMethod.BEST:
        return max(known)
    return (sum(known, Decimal(0)) / len(known)).quantize(HUNDREDTH, ROUND_HALF_UP)


def percent_of(points: Decimal, maximum: Decimal) -> Decimal | None:
    """None where there is nothing to earn. Not rounded, so that 59.996 is no pass at 60."""
    return points * HUNDRED / maximum if maximum else None


def is_pass(points: Decimal, maximum: Decimal, pass_percent: Decimal | None) -> bool | None:
    """None where the quiz has no pass mark, or nothing to earn."""
    percent = percent_of(points, maximum)
    return None if pass_percent is None or percent is None else percent >= pass_percent


def scaled(points: Decimal, maximum: Decimal, to: Decimal) -> Decimal:
    """Points out of `maximum` as points out of `to`, rounded half up to hundredths."""
    return (points * to / maximum).quantize(HUNDREDTH, ROUND_HALF_UP) if maximum else Decimal(0)
