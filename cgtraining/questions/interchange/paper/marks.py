"""What a line of a paper begins with: the number of a question, the letter of an option, a label such as 答案：."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from cgtraining.questions.interchange.paper.signs import HAN_NUMBERS, number_in_han


class Label(Enum):
    ANSWER = "answer"
    EXPLANATION = "explanation"
    DIFFICULTY = "difficulty"
    COMPETENCIES = "competencies"
    POINTS = "points"
    SORT = "sort"


class Field(NamedTuple):
    """A label from `start` on, and where what it labels begins."""

    label: Label
    start: int
    end: int


class Style(Enum):
    """How the questions of a paper are numbered; other numbers belong to what is within them."""

    ARABIC = re.compile(
        r"(?:第\s*(\d{1,4})\s*题\s*[.、:]?|(?:Q|question|题目?)\s*\.?\s*(\d{1,4})\s*[.、):]?"
        r"|\[?(\d{1,4})\s*(?:[.、:](?!\d)|\)|\])|(\d{1,3})(?=\s*\([^)]*题\))|(\d{1,3})\s+(?=[\u4e00-\u9fff]))\s*",
        re.IGNORECASE,
    )
    IN_BRACKETS = re.compile(r"\((\d{1,3})\)\s*")
    HAN = re.compile(rf"\(?([{HAN_NUMBERS}]{{1,3}})\)?[、.:]\s*")


NAMES = {
    Label.ANSWER: r"(?:参考|正确|标准|本题)?答案(?:是|为)?|(?:correct |right |model )?answers?|key",
    Label.EXPLANATION: r"(?:答案|试题|题目)?解析|详解|explanation|feedback|rationale",
    Label.DIFFICULTY: r"难度(?:系数|等级)?|难易程?度|difficulty",
    Label.COMPETENCIES: r"知识点|考点|考查点|能力要素|能力点|competenc(?:y|ies)|tags?",
    Label.POINTS: r"分值|分数|points?|marks?",
    Label.SORT: r"题型|question type|type",
}
AT_START_ONLY = {Label.ANSWER: r"答", Label.EXPLANATION: r"答案分析|试题分析|分析|解释|点评|说明"}
NAMED = "|".join(f"(?P<{label.name}>{names})" for label, names in NAMES.items())
NAMED_AT_START = "|".join(
    f"(?P<{label.name}>{names}{'|' + AT_START_ONLY[label] if label in AT_START_ONLY else ''})"
    for label, names in NAMES.items()
)
AT_START = re.compile(
    rf"(?:\[(?:{NAMED_AT_START})\]\s*:?|".replace("P<", "P<B_")
    + rf"\(?(?:{NAMED_AT_START})\s*:|(?P<BARE>答案)\s*(?=[A-Z√×对错正]))\s*",
    re.IGNORECASE,
)
AFTER_ANOTHER = re.compile(
    rf"(?:\[(?:{NAMED})\]\s*:?|".replace("P<", "P<B_") + rf"(?<![A-Za-z])(?:{NAMED})\s*:)\s*", re.IGNORECASE
)
IN_A_STEM = re.compile(
    r"(?:\[(?:参考|正确|标准)?答案\]\s*:?"
    r"|\(?(?:(?:参考|正确|标准)?答案|(?:correct )?answer)\s*:\s*(?=[A-Z√×对错正TF]))\s*",
    re.IGNORECASE,
)
OPTION = re.compile(r"(?<![A-Za-z0-9(\[])(?:\(([A-Z])\)|\[([A-Z])\]|([A-Z])\s?[.、:)])\s*")
SMALL_OPTION = re.compile(r"\(?([a-z])[.)]\s*")
BARE_OPTION = re.compile(r"([A-Z])\s+(?=\S)")
BEFORE_OPTION = " )?。:.(_,;!"


def number_at(line: str, style: Style | None) -> tuple[int, int] | None:
    """The number at the beginning and where the question begins. `line` is folded, like all lines here."""
    found = style.value.match(line) if style else None
    if found is None:
        return None
    said = next(group for group in found.groups() if group)
    return (int(said) if said.isdecimal() else number_in_han(said)), found.end()


def fields_in(line: str, *, anywhere: bool = False) -> list[Field]:
    """The labels of a line that begins with one; or the answer at the end of a line that does not."""
    if anywhere:
        return [_field(found) for found in AFTER_ANOTHER.finditer(line)]
    if first := AT_START.match(line):
        after = AFTER_ANOTHER.finditer(line, first.end())
        return [_field(first), *(_field(found) for found in after)]
    found = next(IN_A_STEM.finditer(line), None)
    if found is None:
        return []
    after = AFTER_ANOTHER.finditer(line, found.end())
    return [Field(Label.ANSWER, found.start(), found.end()), *(_field(each) for each in after)]


def spans(fields: Sequence[Field]) -> Iterator[tuple[Field, int | None]]:
    """Each label, and where what it labels ends."""
    for place, one in enumerate(fields):
        yield one, fields[place + 1].start if place + 1 < len(fields) else None


def options_in(line: str, first: str, *, within: bool = False) -> list[tuple[str, int, int]]:
    """Letter, where its mark begins and where its text does, in unbroken order from `first` on.

    `within` a question's own line there must be two at least, so that a letter in a sentence is none.
    """
    found: list[tuple[str, int, int]] = []
    expected = first
    for mark in OPTION.finditer(line):
        letter = next(group for group in mark.groups() if group)
        if letter == expected and _may_begin(line, mark.start(), is_first=not found, within=within):
            found.append((letter, mark.start(), mark.end()))
            expected = chr(ord(expected) + 1)
    if within:
        return found if len(found) > 1 else []
    return found or _other_option(line, first)


def _may_begin(line: str, start: int, *, is_first: bool, within: bool) -> bool:
    if not is_first:
        return True
    return start == 0 or line[start - 1] in BEFORE_OPTION if within else start == 0


def _other_option(line: str, first: str) -> list[tuple[str, int, int]]:
    small = SMALL_OPTION.match(line)
    if small and small[1].upper() == first:
        return [(first, 0, small.end())]
    bare = BARE_OPTION.match(line)
    if bare and bare[1] == first and (first > "A" or "\u4e00" <= line[bare.end()] <= "\u9fff"):
        return [(first, 0, bare.end())]
    return []


def _field(found: re.Match[str]) -> Field:
    groups = found.groupdict()
    if groups.get("BARE"):
        return Field(Label.ANSWER, found.start(), found.end())
    name = next(name for name, said in groups.items() if said)
    return Field(Label[name.removeprefix("B_")], found.start(), found.end())
