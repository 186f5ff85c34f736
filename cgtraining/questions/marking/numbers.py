"""Numbers as people write them: with a unit, in full width, with commas, as powers of ten."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from cgtraining.questions.content import AcceptedNumber, Numerical, Unit, UnitRule
from cgtraining.questions.marking.marked import NOTHING, Marked, between

WRITTEN = re.compile(
    r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?)(?:\s*(?:e|[x*]\s*10\s*\^)\s*(?P<power>[+-]?\d{1,3}))?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
SIGNS = str.maketrans({"−": "-", "–": "-", "×": "x", "，": ",", "。": "."})


def read_number(text: str) -> tuple[Decimal, str] | None:
    """The number at the beginning and what follows it, or None: '１２.5 km' is 12.5 and 'km', '1,000' is 1000.

    A comma parts thousands, as in Chinese and English; a fraction such as 1/2 is its quotient.
    """
    plain = unicodedata.normalize("NFKC", text.translate(SIGNS)).strip()
    fraction = re.fullmatch(r"([+-]?\d{1,15})\s*/\s*(\d{1,15})(.*)", plain, re.DOTALL)
    if fraction and int(fraction[2]):
        return Decimal(int(fraction[1])) / int(fraction[2]), fraction[3].strip()
    found = WRITTEN.match(plain)
    try:
        number = Decimal(found["number"].replace(",", "")) if found else None
    except InvalidOperation:
        return None
    if number is None or found is None:
        return None
    return number.scaleb(int(found["power"] or 0)), found["rest"].strip()


def mark_number(text: str, accepted: Sequence[AcceptedNumber]) -> AcceptedNumber | None:
    """The first accepted number that fits a number without a unit."""
    read = read_number(text)
    return first_fitting(read[0], accepted) if read and not read[1] else None


def first_fitting(number: Decimal, accepted: Sequence[AcceptedNumber]) -> AcceptedNumber | None:
    return next((one for one in accepted if one.value is None or abs(number - one.value) <= one.tolerance), None)


def mark_numerical(content: Numerical, text: str, chosen_unit: str | None) -> Marked:
    read = read_number(text)
    if read is None:
        return Marked(NOTHING)
    number, rest = read
    unit = _unit_named(content.units, chosen_unit or rest)
    fitting = first_fitting(number * (unit.factor if unit else 1), content.accepted)
    share = fitting.share if fitting else NOTHING
    if share > 0 and _unit_is_wrong(content, chosen_unit or rest, unit):
        share = between(NOTHING, share - content.unit_penalty)
    return Marked(share)


def _unit_is_wrong(content: Numerical, written: str, unit: Unit | None) -> bool:
    if content.unit_rule is UnitRule.IGNORED:
        return False
    return unit is None and (bool(written) or content.unit_rule is UnitRule.NEEDED)


def _unit_named(units: Sequence[Unit], written: str) -> Unit | None:
    """The same letters, else the same but for upper and lower case if only one unit is (mW and MW are two)."""
    wanted = _folded(written)
    exact = [unit for unit in units if _folded(unit.name) == wanted]
    alike = [unit for unit in units if _folded(unit.name).lower() == wanted.lower()]
    return exact[0] if exact else alike[0] if len(alike) == 1 else None


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
