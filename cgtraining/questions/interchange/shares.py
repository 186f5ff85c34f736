"""Numbers as files write them, and parts of the points out of them."""

import re
from decimal import ROUND_HALF_UP, Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken

NUMBER = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,2})?")
STEP = Decimal("0.0000001")
HUNDRED = Decimal(100)
MOST = Decimal(1000)  # far more than any share, so that it is refused and not reckoned with
NEAR = Decimal("0.00005")


def number_in(text: str) -> Decimal | None:
    """A plain number; with a comma only where nothing but a decimal sign can be meant."""
    text = text.strip()
    if re.fullmatch(r"[+-]?\d+,\d+", text):
        text = text.replace(",", ".")
    return Decimal(text) if NUMBER.fullmatch(text) else None


def needed_number(text: str) -> Decimal:
    found = number_in(text)
    if found is None:
        raise RuleBroken(_l("“%(text)s” is not a number.", text=text[:40]))
    return found


def share_of(part: Decimal, whole: Decimal = Decimal(1)) -> Decimal:
    """Thirds, sixths and the like, which files write with few digits, are taken exactly."""
    share = max(-MOST, min(MOST, part / whole if whole else Decimal(0)))
    near = [Decimal(place) / parts for parts in (3, 6, 7, 9, 11, 12) for place in (round(share * parts),)]
    closest = min(near, key=lambda one: abs(one - share))
    exact = closest if abs(closest - share) < NEAR else share
    return exact.quantize(STEP, ROUND_HALF_UP).normalize() + 0


def percent(text: str) -> Decimal:
    return share_of(needed_number(text), HUNDRED)


def plain_number(number: Decimal) -> str:
    """Without an exponent and without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
