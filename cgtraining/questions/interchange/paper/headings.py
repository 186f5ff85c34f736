"""Headings of sections, such as 一、单选题: what kind of question follows, and for how many points."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from cgtraining.questions.interchange.paper.signs import HAN_NUMBERS


class Sort(Enum):
    """What a paper calls its questions."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    ANY_NUMBER = "any number"
    CHOICE = "choice"
    TRUE_FALSE = "true or false"
    GAPS = "gaps"
    ORDERING = "ordering"
    ESSAY = "essay"
    FILES = "files"
    MATCHING = "matching"


WORDS = (
    (Sort.ANY_NUMBER, r"不定项(?:选择)?"),
    (Sort.SINGLE, r"单项?选(?:择)?|single[ -]?(?:answer )?choice|single answer|multiple[ -]choice \(one answer\)"),
    (Sort.MULTIPLE, r"多项?选(?:择)?|双项?选(?:择)?|multiple[ -]?(?:answers?|response|select)"),
    (Sort.CHOICE, r"选择|multiple[ -]choice|choice"),
    (Sort.TRUE_FALSE, r"判断(?:对错|正误|是非)?|是非|正误|true(?: or |[ /-])false|true/false"),
    (Sort.GAPS, r"填空|完形填空|fill[ -]?in(?:[ -]the)?[ -]?(?:blanks?|gaps?)?|short answers?|gaps?|cloze"),
    (Sort.ORDERING, r"排序|ordering|sequenc\w+"),
    (Sort.MATCHING, r"匹配|连线|配对|matching"),
    (Sort.FILES, r"文件上传|上传|file upload"),
    (
        Sort.ESSAY,
        r"简答|问答|论述|案例分析|案例|名词解释|主观|材料分析|分析|综合|计算|开放|essays?|open questions?|discussion",
    ),
)
ANY_WORD = "|".join(f"(?P<{sort.name}>{words})" for sort, words in WORDS)
ORDINAL = (
    rf"(?:第?[{HAN_NUMBERS}]{{1,3}}(?:部分|大题|、|\.|:|\)|\s)\s*|\([{HAN_NUMBERS}]{{1,3}}\)\s*"
    r"|[IVX]{1,4}[.、]\s*|(?:part|section)\s+\w{1,5}\s*[.:、-]?\s*)+"
)
HEADING = re.compile(
    rf"(?P<ordinal>{ORDINAL})?\s*(?:{ANY_WORD})\s*(?:试?题|小题|questions?)?\s*[.:]?\s*(?P<rest>$|\(.*|\[.*|[,，、:].*|共.*|每.*|\d+.*|本.*)",
    re.IGNORECASE,
)
NUMBERED_WORD = re.compile(rf"\[?\(?(?:{ANY_WORD})(?:题|question)?\)?\]?", re.IGNORECASE)
EACH = re.compile(
    r"(?:每小?题|各|每空|每道题?)\s*(\d{1,3}(?:\.\d{1,2})?)\s*分|(\d{1,3}(?:\.\d{1,2})?)\s*(?:points?|marks?) each"
)
CHAPTER = re.compile(rf"第[{HAN_NUMBERS}\d]{{1,3}}(?:章|节|单元|模块|篇|讲)\b.*|[{HAN_NUMBERS}]{{1,3}}、.*")
LONGEST = 120


@dataclass(frozen=True)
class Heading:
    sort: Sort | None
    points: Decimal | None = None


def heading_in(line: str) -> Heading | None:
    """`line` is folded. The heading of a chapter, which names no kind, is one too."""
    if len(line) > LONGEST:
        return None
    if found := HEADING.fullmatch(line):
        return Heading(_sort(found), _points(line))
    return Heading(None, _points(line)) if CHAPTER.fullmatch(line) else None


def sort_named(word: str) -> Sort | None:
    """Of a tag such as 单选题 or （判断题）, and nothing else."""
    found = NUMBERED_WORD.fullmatch(word.strip())
    return _sort(found) if found else None


def _sort(found: re.Match[str]) -> Sort | None:
    return next((sort for sort, _words in WORDS if found[sort.name]), None)


def _points(line: str) -> Decimal | None:
    found = EACH.search(line)
    return Decimal(found[1] or found[2]) if found else None
