"""Moodle's notation of gaps in a text, `{1:MULTICHOICE:=right#yes~%50%partly~wrong}`, taken apart.

https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type. A backslash takes its meaning from `~ # } = % "`; the
number is the weight; what stands between is HTML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.questions.interchange.shares import percent

OPENING = re.compile(r"\{(\d{0,4}):([A-Z]+(?:_[A-Z]+)?)([:}])")
SIGN = re.compile(r"\\.|&#?\w{1,20};|[~#}]", re.DOTALL)
ESCAPED = re.compile(r"\\([~#}={%\"\\/])")
WORTH = re.compile(r"\s*(?:(=)|%(-?\d+(?:[.,]\d*)?)%)")
CHOICE = re.compile(r"(?:MULTICHOICE|MC)_?(?:S|H|V|HS|VS)?")
SEVERAL = re.compile(r"(?:MULTIRESPONSE|MR)_?(?:S|H|HS)?")
TEXT = {"SHORTANSWER", "SA", "MW"}
TEXT_WITH_CASE = {"SHORTANSWER_C", "SAC", "MWC"}
NUMBER = {"NUMERICAL", "NM"}


@dataclass(frozen=True)
class Answer:
    text: str
    share: Decimal
    feedback: str


@dataclass(frozen=True)
class Hole:
    """A gap as it is written; `several`: more than one of its answers may be chosen."""

    type: str
    weight: Decimal
    answers: tuple[Answer, ...]

    @property
    def several(self) -> bool:
        return bool(SEVERAL.fullmatch(self.type))

    @property
    def shuffled(self) -> bool:
        return self.type.endswith("S") and self.type not in TEXT


def holes_in(html: str) -> Iterator[str | Hole]:
    """What stands between the gaps, and the gaps, in turn."""
    end = 0
    while opening := OPENING.search(html, end):
        yield html[end : opening.start()]
        weight, type_, sign = opening.groups()
        if sign == "}":
            raise RuleBroken(_l("The gap {%(type)s} has no answers.", type=type_))
        inside, end = _inside(html, opening.end(), type_)
        yield Hole(type_, Decimal(weight or 1) or Decimal(1), tuple(_answers(inside)))
    yield html[end:]


def _inside(html: str, begin: int, type_: str) -> tuple[list[tuple[str, str]], int]:
    """The pieces of a gap, each with the sign before it, and where it ends."""
    pieces, sign, start = [], "~", begin
    for found in SIGN.finditer(html, begin):
        if found[0] in ("~", "#", "}"):
            pieces.append((sign, html[start : found.start()]))
            sign, start = found[0], found.end()
        if found[0] == "}":
            return pieces, found.end()
    raise RuleBroken(_l("The gap {%(type)s: …} is not closed by a brace.", type=type_))


def _answers(pieces: list[tuple[str, str]]) -> Iterator[Answer]:
    """An answer begins at `~`; what follows `#` is its feedback. Nothing at all between two `~` is no answer."""
    answers: list[list[str]] = []
    for sign, text in pieces:
        if sign == "~":
            answers.append([text])
        else:
            answers[-1].append(text)
    for text, *feedback in answers:
        worth = WORTH.match(text)
        words = text[worth.end() :] if worth else text
        if words.strip():
            yield Answer(_plain(words), _share(worth), _plain("#".join(feedback)))


def _share(worth: re.Match[str] | None) -> Decimal:
    if worth is None:
        return Decimal(0)
    return Decimal(1) if worth[1] else percent(worth[2].rstrip(".,").replace(",", "."))


def _plain(text: str) -> str:
    return ESCAPED.sub(r"\1", text).strip()
