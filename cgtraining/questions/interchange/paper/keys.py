"""The answers of a whole paper where they are collected at its end: 1-5 ABCDA, 1.B 2.C, a table of 题号 and 答案."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cgtraining.questions.interchange.paper.drafts import Draft, Line
from cgtraining.questions.interchange.paper.headings import Sort, heading_in
from cgtraining.questions.interchange.paper.marks import Label, fields_in, spans
from cgtraining.questions.interchange.paper.rich import Rich
from cgtraining.questions.interchange.paper.signs import HAN_NUMBERS

SAID = r"[A-Z]{1,10}|[√×对错TF]|正确|错误"
RANGE = re.compile(rf"(\d{{1,3}})\s*[-~至到]\s*(\d{{1,3}})\s*(?:题)?\s*[.:、]?\s*((?:(?:{SAID})[\s,、;]*+)++)(?=$|\d)")
COMPACT = re.compile(rf"(?:第?\d{{1,3}}\s*题?\s*[.、:)]?\s*(?:{SAID})(?:[\s,;、.]++|(?=\d|$)))++")
ONE = re.compile(rf"(\d{{1,3}})\s*题?\s*[.、:)]?\s*({SAID})")
BEGINS = re.compile(r"(?:第\s*)?(\d{1,3})\s*(?:题\s*[.、:)]?|[.、:)](?!\d))\s*")
NEXT = re.compile(r"(?<=[\s;,])(\d{1,3})\s*[.、:)](?!\d)\s*")
ORDINAL = re.compile(rf"[(]?[{HAN_NUMBERS}]{{1,3}}[、.:)]\s*(?=\d|第|题号)")
NUMBERS = re.compile(r"(?:题号|no\.?|question)\s*[:|]?\s*((?:\d{1,3}[\s|,]*)+)", re.IGNORECASE)
ANSWERS = re.compile(rf"(?:答案|answers?)\s*[:|]?\s*((?:(?:{SAID})[\s|,]*+)++)", re.IGNORECASE)


@dataclass
class Entry:
    number: int
    answer: list[Line] = field(default_factory=list)
    explanation: list[Line] = field(default_factory=list)
    into: str = "answer"


@dataclass
class Section:
    sort: Sort | None
    entries: list[Entry] = field(default_factory=list)


def is_table(text: str) -> bool:
    return NUMBERS.fullmatch(text) is not None


def may_begin(text: str, unanswered: int) -> bool:
    """`text` follows a line that says no more than 参考答案: is it the first line of a key?

    The model answer of one question may have numbered points; a key has so many answers that many have none yet.
    """
    text = text[ordinal.end() :] if (ordinal := ORDINAL.match(text)) else text
    if RANGE.match(text) or COMPACT.fullmatch(text) or is_table(text):
        return True
    if (heading := heading_in(text)) and heading.sort:
        return unanswered > 0
    return unanswered > 1 and BEGINS.match(text) is not None


def apply(lines: Sequence[Line], drafts: Sequence[Draft]) -> None:
    """Give each question its answer, by section where numbers begin anew; what a question says itself stands."""
    sections = sections_in(lines)
    numbers = [draft.number for draft in drafts]
    if len(numbers) == len(set(numbers)):
        by_number = {draft.number: draft for draft in drafts}
        for section in sections:
            _give(section.entries, by_number)
        return
    groups = _by_section(drafts)
    for place, section in enumerate(sections):
        if group := _group_for(section, place, groups):
            _give(section.entries, {draft.number: draft for draft in group})


def sections_in(lines: Sequence[Line]) -> list[Section]:
    """A new one at each heading, and wherever the numbers begin anew."""
    sections = [Section(None)]
    asked: list[int] = []
    for line in lines:
        heading, ordinal = heading_in(line.text), ORDINAL.match(line.text)
        if ordinal:
            sections.append(Section(None))
            line = line.part(ordinal.end())
        elif heading:
            sections.append(Section(heading.sort))
            line = line.part(line.text.find(":") + 1) if ":" in line.text else line.part(len(line.text))
        if table := NUMBERS.fullmatch(line.text):
            asked = [int(number) for number in re.findall(r"\d+", table[1])]
            continue
        for entry in _entries(line, asked, sections):
            last = sections[-1].entries[-1:]
            if last and entry.number <= last[0].number:
                sections.append(Section(None))
            sections[-1].entries.append(entry)
    return [section for section in sections if section.entries]


def _entries(line: Line, asked: Sequence[int], sections: Sequence[Section]) -> Iterator[Entry]:
    text = line.text
    answers = ANSWERS.fullmatch(text)
    if answers and asked:
        said = re.findall(SAID, answers[1])
        yield from (_said(number, one, line) for number, one in zip(asked, said, strict=False))
    elif RANGE.search(text):
        for first, last, said in RANGE.findall(text):
            yield from _of_range(int(first), int(last), said, line)
        yield from _compact(RANGE.sub(" ", text), line)
    elif COMPACT.fullmatch(text):
        yield from _compact(text, line)
    elif begins := BEGINS.match(text):
        yield from _of_line(line, int(begins[1]), begins.end())
    elif sections[-1].entries:
        _continue(sections[-1].entries[-1], line)


def _of_range(first: int, last: int, said: str, line: Line) -> Iterator[Entry]:
    pieces = re.findall(SAID, said)
    if len(pieces) != last - first + 1:
        pieces = re.findall(r"[A-Z]|[√×对错]|正确|错误", said)
    yield from (_said(first + place, piece, line) for place, piece in enumerate(pieces[: last - first + 1]))


def _compact(text: str, line: Line) -> Iterator[Entry]:
    yield from (_said(int(number), said, line) for number, said in ONE.findall(text))


def _of_line(line: Line, number: int, begin: int) -> Iterator[Entry]:
    """One answer, or several in a row: 1.居委会 2.五天."""
    while True:
        following = next((one for one in NEXT.finditer(line.text, begin) if int(one[1]) == number + 1), None)
        entry = Entry(number)
        _continue(entry, line.part(begin, following.start() if following else None))
        yield entry
        if following is None:
            return
        number, begin = number + 1, following.end()


def _continue(entry: Entry, line: Line) -> None:
    fields = fields_in(line.text, anywhere=True) or fields_in(line.text)
    own = line.part(0, fields[0].start) if fields else line
    _into(entry, own)
    for one, end in spans(fields):
        if one.label in (Label.ANSWER, Label.EXPLANATION):
            entry.into = one.label.value
            _into(entry, line.part(one.end, end))


def _into(entry: Entry, line: Line) -> None:
    if line.text or line.rich.text:
        (entry.answer if entry.into == "answer" else entry.explanation).append(line)


def _said(number: int, said: str, line: Line) -> Entry:
    return Entry(number, [Line(line.number, Rich.plain(said), said)])


def _give(entries: Sequence[Entry], drafts: dict[int, Draft]) -> None:
    for entry in entries:
        if draft := drafts.get(entry.number):
            draft.answer = draft.answer or entry.answer
            draft.explanation = draft.explanation or entry.explanation


def _by_section(drafts: Sequence[Draft]) -> list[list[Draft]]:
    groups: dict[int, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(draft.section, []).append(draft)
    return list(groups.values())


def _group_for(section: Section, place: int, groups: Sequence[list[Draft]]) -> list[Draft] | None:
    """The section with the same heading, else the one at the same place."""
    if section.sort and (named := [group for group in groups if group[0].heading.sort is section.sort]):
        return named[0]
    return groups[place] if place < len(groups) else None
