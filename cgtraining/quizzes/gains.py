"""How much was learned between a pre-test and a post-test, of those who took both.

- Gain: post less pre, in percent of the points.
- Normalised gain: what was gained of what could be gained, (post - pre) / (100 - pre), from the means of the class
  (Hake 1998, American Journal of Physics 66, 64-74). It is not defined where the mean of the pre-test is 100.
- Effect size: Hedges' g of matched scores with its 95 % confidence interval (Borenstein, Hedges, Higgins & Rothstein
  2009, Introduction to Meta-Analysis, pp. 28-30): d = mean difference / S_within, S_within = S_diff / sqrt(2 (1 - r)),
  V_d = (1/n + d^2 / 2n) 2 (1 - r), J = 1 - 3 / (4 (n - 1) - 1), g = J d, V_g = J^2 V_d, g +- 1.96 sqrt(V_g).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, sqrt

from cgtraining.quizzes.item_analysis import correlation, variance

FEWEST = 3  # a spread of two differences has no meaning
Z_95 = 1.959964


@dataclass(frozen=True)
class Effect:
    size: float
    low: float
    high: float


@dataclass(frozen=True)
class Gain:
    """`n` people took both; means are in percent. What cannot be computed is None."""

    n: int
    before: float
    after: float
    normalised: float | None
    effect: Effect | None

    @property
    def gain(self) -> float:
        return self.after - self.before


def gain_between(before: Mapping[int, float], after: Mapping[int, float]) -> Gain | None:
    """Of percentages by enrolment id; None if nobody took both."""
    both = sorted(before.keys() & after.keys())
    if not both:
        return None
    first, second = [before[key] for key in both], [after[key] for key in both]
    mean_before, mean_after = fsum(first) / len(both), fsum(second) / len(both)
    return Gain(
        n=len(both),
        before=mean_before,
        after=mean_after,
        normalised=(mean_after - mean_before) / (100 - mean_before) if mean_before < 100 else None,
        effect=_effect(first, second),
    )


def _effect(first: list[float], second: list[float]) -> Effect | None:
    n, r = len(first), correlation(first, second)
    differences = [after - before for before, after in zip(first, second, strict=True)]
    spread = variance(differences)
    if n < FEWEST or r is None or not spread or r >= 1:
        return None
    within = sqrt(spread) / sqrt(2 * (1 - r))
    d = fsum(differences) / n / within
    variance_of_d = (1 / n + d * d / (2 * n)) * 2 * (1 - r)
    correction = 1 - 3 / (4 * (n - 1) - 1)
    g, half = correction * d, Z_95 * correction * sqrt(variance_of_d)
    return Effect(size=g, low=g - half, high=g + half)
