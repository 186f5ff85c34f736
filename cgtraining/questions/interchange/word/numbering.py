"""What Word writes before the paragraphs of a list; it stands in no text of the document (ECMA-376, 17.9)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from cgtraining.questions.interchange.xml_reading import Element

MOST_LEVELS = 9
HAN = "零一二三四五六七八九"
PLACEHOLDER = re.compile(r"%(\d)")


@dataclass(frozen=True)
class Level:
    start: int
    format: str
    text: str


@dataclass
class Numbering:
    """`levels` by list and depth; `lists` gives the list behind a number; `overrides` where one begins anew."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    overrides: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def label(self, number: str, depth: int) -> str:
        """Of the next paragraph of this list at this depth; "" for bullets and what is unknown."""
        own = self.lists.get(number, "")
        level = self.levels.get(own, {}).get(depth)
        if level is None:
            return ""
        self._count(number, own, depth, level)
        return PLACEHOLDER.sub(lambda found: self._said(own, int(found[1]) - 1), level.text)

    def _count(self, number: str, own: str, depth: int, level: Level) -> None:
        begins = self.overrides.get((number, depth)) if number not in self.begun else None
        self.begun.add(number)
        before = begins - 1 if begins is not None else self.counts.get((own, depth), level.start - 1)
        self.counts[own, depth] = before + 1
        for deeper in range(depth + 1, MOST_LEVELS):
            self.counts.pop((own, deeper), None)

    def _said(self, own: str, depth: int) -> str:
        level = self.levels[own].get(depth)
        if level is None:
            return ""
        return FORMATS.get(level.format, str)(self.counts.get((own, depth), level.start))


def numbering_in(root: Element | None) -> Numbering:
    found = Numbering()
    if root is None:
        return found
    for abstract in root.elements("abstractNum"):
        levels = {_number(one.get("ilvl")): _level(one) for one in abstract.elements("lvl")}
        found.levels[abstract.get("abstractNumId")] = levels
    for one in root.elements("num"):
        number = one.get("numId")
        found.lists[number] = _value(one, "abstractNumId")
        for override in one.elements("lvlOverride"):
            if override.first("startOverride"):
                found.overrides[number, _number(override.get("ilvl"))] = _number(_value(override, "startOverride"), 1)
    return found


def _level(element: Element) -> Level:
    return Level(
        start=_number(_value(element, "start"), 1),
        format=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") if _value(element, "numFmt") != "bullet" else "",
    )


def _value(element: Element, name: str) -> str:
    found = element.first(name)
    return found.get("val") if found else ""


def _number(said: str, otherwise: int = 0) -> int:
    return int(said) if re.fullmatch(r"\d{1,6}", said) else otherwise


def letter(number: int) -> str:
    """1 is A, 27 is AA, as Word does it."""
    turn, place = divmod(max(number, 1) - 1, 26)
    return chr(ord("A") + place) * (turn + 1)


def han(number: int) -> str:
    """Up to 99, which no paper passes."""
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    return (HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (HAN[ones] if ones or not tens else "")


def roman(number: int) -> str:
    said, left = "", min(number, 3999)
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        said += sign * (left // value)
        left %= value
    return said


FORMATS: dict[str, Callable[[int], str]] = {
    "upperLetter": letter,
    "lowerLetter": lambda number: letter(number).lower(),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "chineseLegalSimplified": han,
    "japaneseCounting": han,
    "ideographDigital": han,
    "taiwaneseCounting": han,
    "taiwaneseCountingThousand": han,
    "none": lambda number: "",
}
