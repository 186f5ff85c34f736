"""The outcome of marking, and points from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

NOTHING, WHOLE = Decimal(0), Decimal(1)
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Marked:
    """`share` is the part of the points that was earned, from -1 to 1; None: a person has to say.

    `parts` tells how each part of the answer did, by its key (an option chosen, a premise, a gap, a row), each between
    -1 and 1: 1 is right.
    """

    share: Decimal | None
    parts: Mapping[str, Decimal] = field(default_factory=dict)


def points_for(share: Decimal, maximum: Decimal) -> Decimal:
    """Rounded half up (away from zero) to hundredths; never above the maximum, which has hundredths itself."""
    return min((share * maximum).quantize(HUNDREDTH, ROUND_HALF_UP), maximum)


def between(least: Decimal, share: Decimal) -> Decimal:
    return max(least, min(WHOLE, share))
