"""What the answers say of the questions, by the published formulas of classical test theory.

- Difficulty p: the mean score of an item divided by its maximum (Crocker & Algina 1986, Introduction to Classical and
  Modern Test Theory, ch. 14). The easier an item, the larger it is.
- Discrimination r: Pearson's correlation of the item's score with the sum of the other items, so that the item is not
  compared with itself (corrected item-total correlation: Henrysson 1963, Psychometrika 28, 211-218).
- D: difficulty among the best 27 % less that among the weakest 27 % (Kelley 1939, Journal of Educational Psychology
  30, 17-24).
- Alpha: k/(k-1) (1 - sum of item variances / variance of the sums) (Cronbach 1951, Psychometrika 16, 297-334), with the
  standard error of measurement SD sqrt(1 - alpha). It is defined only if everybody answered the same items.

Variances are those of a sample (n - 1). What cannot be computed is None, never zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, fsum, sqrt

OUTER_SHARE = 0.27
FEWEST = 5  # below this number of attempts a coefficient would say more about chance than about the question


@dataclass(frozen=True)
class ItemFigures:
    """`discrimination` is r, `difference` is D; `alpha_without` is alpha if the item were not there."""

    answers: int
    difficulty: float | None
    discrimination: float | None
    difference: float | None
    alpha_without: float | None


@dataclass(frozen=True)
class TestFigures:
    """Of sums of scores, in points; `items` by the key of each."""

    attempts: int
    mean: float | None
    deviation: float | None
    alpha: float | None
    error: float | None
    items: Mapping[int, ItemFigures]


def analyse(scores: Sequence[Mapping[int, float]], maxima: Mapping[int, float]) -> TestFigures:
    """`scores` has one mapping for each attempt, from the key of an item to the points earned; `maxima` the points
    that each item can earn. Items that somebody was not asked are compared among those who were."""
    sums = [fsum(attempt.values()) for attempt in scores]
    same = all(attempt.keys() == maxima.keys() for attempt in scores)
    alpha = _alpha(scores, list(maxima)) if same else None
    deviation = _deviation(sums)
    return TestFigures(
        attempts=len(scores),
        mean=_mean(sums),
        deviation=deviation,
        alpha=alpha,
        error=None if alpha is None or deviation is None else deviation * sqrt(max(0.0, 1 - alpha)),
        items={key: _figures(key, scores, maxima, same) for key in maxima},
    )


def groups_by_sum(sums: Sequence[float]) -> tuple[list[int], list[int]]:
    """The positions of the weakest and of the best 27 % (rounded up); equal sums keep their order."""
    order = sorted(range(len(sums)), key=lambda position: sums[position])
    size = ceil(len(sums) * OUTER_SHARE)
    return order[:size], order[len(order) - size :]


def _figures(key: int, scores: Sequence[Mapping[int, float]], maxima: Mapping[int, float], same: bool) -> ItemFigures:
    asked = [attempt for attempt in scores if key in attempt]
    own = [attempt[key] for attempt in asked]
    others = [key_ for key_ in maxima if key_ != key]
    return ItemFigures(
        answers=len(asked),
        difficulty=_difficulty(own, maxima[key]),
        discrimination=_correlation(own, [fsum(attempt.values()) - attempt[key] for attempt in asked]),
        difference=_difference(own, [fsum(attempt.values()) for attempt in asked], maxima[key]),
        alpha_without=_alpha(scores, others) if same else None,
    )


def _difficulty(own: Sequence[float], maximum: float) -> float | None:
    return fsum(own) / len(own) / maximum if own and maximum else None


def _difference(own: Sequence[float], sums: Sequence[float], maximum: float) -> float | None:
    if len(own) < FEWEST or not maximum:
        return None
    weakest, best = groups_by_sum(sums)
    return fsum(own[at] for at in best) / len(best) / maximum - fsum(own[at] for at in weakest) / len(weakest) / maximum


def _alpha(scores: Sequence[Mapping[int, float]], keys: Sequence[int]) -> float | None:
    if len(keys) < 2 or len(scores) < FEWEST:
        return None
    whole = variance([fsum(attempt[key] for key in keys) for attempt in scores])
    if not whole:
        return None
    parts = fsum(variance([attempt[key] for attempt in scores]) or 0 for key in keys)
    return len(keys) / (len(keys) - 1) * (1 - parts / whole)


def _correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    return correlation(first, second) if len(first) >= FEWEST else None


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's r; None if one of them does not vary."""
    if len(first) < 2:
        return None
    middle, centre = fsum(first) / len(first), fsum(second) / len(second)
    together = fsum((x - middle) * (y - centre) for x, y in zip(first, second, strict=True))
    spread = fsum((x - middle) ** 2 for x in first) * fsum((y - centre) ** 2 for y in second)
    return max(-1.0, min(1.0, together / sqrt(spread))) if spread > 1e-18 else None


def variance(values: Sequence[float]) -> float | None:
    """Of a sample (n - 1)."""
    if len(values) < 2:
        return None
    middle = fsum(values) / len(values)
    return fsum((value - middle) ** 2 for value in values) / (len(values) - 1)


def _mean(values: Sequence[float]) -> float | None:
    return fsum(values) / len(values) if values else None


def _deviation(values: Sequence[float]) -> float | None:
    found = variance(values)
    return None if found is None else sqrt(found)
