"""From scores to a weighted score: exact numbers, and stated rules for missing and excused work.

1. Each item counts with points / maximum, in the proportion of its weight to the weights of the items that count.
2. An excused item does not count for this trainee; the weights of the others grow in proportion.
3. Missing work in an item whose scores are released counts as zero: releasing closes the item.
4. Missing work in an item that is not released yet is left out, and the weighted score is provisional.
5. The weighted score is final when every item that counts is released.
6. It is rounded once, at the end, half up to two decimal places; pass marks are compared with the points as given.
7. Without a pass mark, any score above zero passes.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")
ITEM_CODE = re.compile(r"[A-Za-z0-9_.-]{1,40}\Z")


@dataclass(frozen=True)
class ItemScore:
    """One item as it stands for one trainee; `points` is None while it is not marked."""

    code: str
    maximum: Decimal
    weight: Decimal = Decimal(1)
    pass_mark: Decimal | None = None
    points: Decimal | None = None
    excused: bool = False
    released: bool = False


@dataclass(frozen=True)
class ItemResult:
    """`passed` is None while it is open: not marked and not released, or excused."""

    points: Decimal | None
    maximum: Decimal
    passed: bool | None
    excused: bool = False
    released: bool = False


@dataclass(frozen=True)
class GradeSummary:
    """Weighted scores in percent, 0 to 100. `lowest` and `highest` are what the open items can still make of it."""

    weighted: Decimal | None
    is_final: bool
    items: dict[str, ItemResult] = field(default_factory=dict)
    lowest: Decimal | None = None
    highest: Decimal | None = None


def summarize(scores: Sequence[ItemScore]) -> GradeSummary:
    counted = [score for score in scores if not score.excused]
    return GradeSummary(
        weighted=_weighted(counted, lambda score: Decimal(0) if score.released else None),
        is_final=bool(scores) and all(score.released for score in counted),
        items={score.code: result_of(score) for score in scores},
        lowest=_weighted(counted, lambda score: Decimal(0)),
        highest=_weighted(counted, lambda score: Decimal(0) if score.released else score.maximum),
    )


def result_of(score: ItemScore) -> ItemResult:
    return ItemResult(score.points, score.maximum, _passed(score), score.excused, score.released)


def shares_of(weights: Iterable[Decimal]) -> list[Decimal]:
    """What each weight comes to, as a share of 1; all zero where no weight counts."""
    listed = list(weights)
    total = sum(listed, Decimal(0))
    return [weight / total if total else Decimal(0) for weight in listed]


def round_score(value: Decimal) -> Decimal:
    return value.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def _passed(score: ItemScore) -> bool | None:
    if score.excused:
        return None
    if score.points is None:
        return False if score.released else None
    return score.points > 0 if score.pass_mark is None else score.points >= score.pass_mark


def _weighted(scores: Iterable[ItemScore], missing: Callable[[ItemScore], Decimal | None]) -> Decimal | None:
    """Percent over the items that have points, or to which `missing` gives some; None if they weigh nothing."""
    earned = total = Decimal(0)
    for score in scores:
        points = missing(score) if score.points is None else score.points
        if points is not None:
            earned += score.weight * points / score.maximum
            total += score.weight
    return round_score(earned / total * 100) if total else None
