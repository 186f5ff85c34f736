"""Which of several attempts counts, and what it comes to on another scale. Shares are parts of what could be had."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cgtraining.questions.marking.marked import HUNDREDTH
from cgtraining.quizzes.models import GradingMethod


@dataclass(frozen=True)
class Done:
    """An attempt that was handed in; `points` None: not marked wholly."""

    number: int
    points: Decimal | None
    maximum: Decimal

    @property
    def share(self) -> Decimal | None:
        """None: not known yet, or nothing could be had, as in a poll of opinions."""
        return self.points / self.maximum if self.points is not None and self.maximum else None


def share_that_counts(attempts: Sequence[Done], method: GradingMethod) -> Decimal | None:
    """None as long as something that it depends on is not marked."""
    if not attempts:
        return None
    considered = [max(attempts, key=lambda one: one.number)] if method is GradingMethod.LAST else attempts
    shares = [one.share for one in considered if one.share is not None]
    if len(shares) < len(considered):
        return None
    return sum(shares, Decimal(0)) / len(shares) if method is GradingMethod.MEAN else max(shares)


def attempt_that_counts(attempts: Iterable[Done], method: GradingMethod) -> int | None:
    """Its number: the earliest of the best, or the last; None where it is none in particular."""
    marked = [one for one in attempts if one.share is not None]
    if method is GradingMethod.MEAN or not marked:
        return None
    if method is GradingMethod.LAST:
        return max(one.number for one in marked)
    return min(marked, key=lambda one: (-(one.share or 0), one.number)).number


def passes(share: Decimal | None, pass_percent: Decimal | None) -> bool | None:
    """Compared before anything is rounded."""
    return None if share is None or pass_percent is None else share * 100 >= pass_percent


def on_scale(share: Decimal, maximum: Decimal) -> Decimal:
    return min(maximum, max(Decimal(0), (share * maximum).quantize(HUNDREDTH, rounding=ROUND_HALF_UP)))
