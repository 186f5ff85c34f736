"""What a person types into a cell of the score grid, and what stands there."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.language.formatting import format_number
from cgtraining.language.numerals import chinese_number

EXCUSED_WORDS = {"excused", "exc", "exc.", "ex", "免", "免考", "免评", "免做"}
NO_SCORE = {"", "-", "--", "—", "——", "–", "/"}
LONGEST = 40
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
NUMBER = re.compile(r"[+-]?(\d{1,9}(\.\d{0,9})?|\.\d{1,9})", re.ASCII)


class HasScore(Protocol):
    @property
    def points(self) -> Decimal | None: ...

    @property
    def excused(self) -> bool: ...


@dataclass(frozen=True)
class Cell:
    """No points and not excused: not marked."""

    points: Decimal | None = None
    excused: bool = False

    @property
    def is_blank(self) -> bool:
        return self.points is None and not self.excused


def parse_cell(text: str, maximum: Decimal) -> Cell:
    """Full-width digits, 八十五, 85分 and 1,200 are understood; refuses what is not a score between 0 and `maximum`."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in NO_SCORE:
        return Cell()
    if plain.casefold() in EXCUSED_WORDS:
        return Cell(excused=True)
    points = _number(plain)
    if points < 0:
        raise RuleBroken(_l("A score cannot be negative."))
    if points > maximum:
        raise RuleBroken(
            _l(
                "%(points)s is above the maximum of %(maximum)s.",
                points=format_number(points),
                maximum=format_number(maximum),
            )
        )
    return Cell(points=points)


def score_text(found: HasScore | None) -> str:
    """What stands in the grid for a cell, a score, or nothing."""
    if found is None:
        return ""
    if found.excused:
        return str(_("exc."))
    return "" if found.points is None else f"{found.points.normalize():f}"


def _number(plain: str) -> Decimal:
    bare = plain.removesuffix("分").strip()
    if THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "")
    number = Decimal(bare) if NUMBER.fullmatch(bare) else chinese_number(bare)
    if number is None:
        raise RuleBroken(_l("“%(text)s” is not a number.", text=plain[:LONGEST]))
    if number != round(number, 2):
        raise RuleBroken(_l("A score has at most two decimal places."))
    return number
