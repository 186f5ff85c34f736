"""The lines of a paper put together into questions."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from cgtraining.questions.interchange.paper import keys
from cgtraining.questions.interchange.paper.drafts import Draft, Line
from cgtraining.questions.interchange.paper.headings import Heading, Sort, heading_in, sort_named
from cgtraining.questions.interchange.paper.marks import (
    Field,
    Label,
    Style,
    fields_in,
    number_at,
    options_in,
    spans,
)
from cgtraining.questions.interchange.paper.rich import Rich
from cgtraining.questions.interchange.paper.signs import cut_at, folded, letters_of, truth_of

KEY_HEADING = re.compile(
    r"(?:附\d?\s*[:.]?\s*)?[\[(]?(?:参考|标准|试题)?答案(?:及|与|和)?(?:评分标准|解析|详解|分析)?[\])]?"
    r"|answer key|(?:correct )?answers|key",
    re.IGNORECASE,
)
POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)")
LOOKS_AHEAD = 60


def drafts_in(lines: Sequence[Rich]) -> list[Draft]:
    assembly = Assembly([_line(number, rich) for number, rich in enumerate(lines, start=1)])
    drafts = assembly.drafts()
    keys.apply(assembly.key, drafts)
    return drafts


def style_of(lines: Sequence[Line]) -> Style | None:
    """The first that any line has; headings of sections are none."""
    for style in Style:
        if any(number_at(line.text, style) and not _names_sort(line.text) for line in lines):
            return style
    return None


class Assembly:
    def __init__(self, lines: list[Line]) -> None:
        self.lines = [line for line in lines if line.text or line.rich.text.strip()]
        self.blank_before = {second.number for first, second in pairwise(lines) if not first.text}
        self.style = style_of(self.lines)
        self.key: list[Line] = []
        self.found: list[Draft] = []
        self.heading, self.section = Heading(None), 0
        self.strays: list[str] = []
        self.into: str = ""
        self.inner = 0

    def drafts(self) -> list[Draft]:
        for place, line in enumerate(self.lines):
            if self._is_key(place):
                self.key = [line, *self.lines[place + 1 :]]
                break
            self._take(place, line)
        return self.found

    def _take(self, place: int, line: Line) -> None:
        if heading := self._heading(place):
            self.heading, self.section, self.into = heading, self.section + 1, ""
        elif (begin := self._beginning(place)) is not None:
            self._begin(begin, line)
        elif not self.found or not self.into:
            if self.section or self.found:
                self.strays.append(line.rich.text.strip())
        else:
            self._continue(line)

    def _heading(self, place: int) -> Heading | None:
        line = self.lines[place]
        heading = heading_in(line.text)
        if heading is None or fields_in(line.text):
            return None
        if heading.sort is None:
            own = self.style is Style.HAN and number_at(line.text, self.style)
            following = self._after(place)
            begins = following and (self._number(following.text) or _names_sort(following.text))
            return heading if begins and not own else None
        return heading

    def _beginning(self, place: int) -> int | None:
        """The number of the question that begins here; None: none does."""
        text = self.lines[place].text
        if self.style is None:
            return self._unnumbered(place)
        number = self._number(text)
        if number is None:
            return None
        expected = self.found[-1].number + 1 if self.found and self.into else 1
        if self._is_followed(place):
            return self._is_question(number)
        if self.into in ("answer", "explanation") and number == self.inner + 1:
            self.inner = number
            return None
        if number == expected or not self.found or not self.into:
            return self._is_question(number)
        self.inner = number
        return None

    def _is_question(self, number: int) -> int:
        self.inner = 0
        return number

    def _unnumbered(self, place: int) -> int | None:
        """Without numbers a question begins after an answer, or after an empty line."""
        line = self.lines[place]
        if fields_in(line.text)[:1] and fields_in(line.text)[0].start == 0:
            return None
        if options_in(line.text, self._next_letter()):
            return None
        if not self.into:
            return len(self.found) + 1
        draft = self.found[-1]
        ended = self.into == "answer" and (letters_of(draft.answer_text) or truth_of(draft.answer_text) is not None)
        after_blank = line.number in self.blank_before and self.into != "stem"
        return len(self.found) + 1 if ended or after_blank else None

    def _is_followed(self, place: int) -> bool:
        """Whether options or an answer stand in this line, or after it and before another number."""
        own = self.lines[place].text
        if options_in(own, "A", within=True) or fields_in(own):
            return True
        for line in self.lines[place + 1 : place + LOOKS_AHEAD]:
            fields = fields_in(line.text)
            if options_in(line.text, "A") or (fields and fields[0].label is Label.ANSWER):
                return True
            if self._number(line.text) is not None or heading_in(line.text):
                return False
        return False

    def _begin(self, number: int, line: Line) -> None:
        found = number_at(line.text, self.style)
        draft = Draft(number, line.number, self.section, self.heading, points=self.heading.points)
        draft.strays, self.strays = self.strays, []
        self.found.append(draft)
        self.into = "stem"
        rest = line.part(found[1]) if found else line
        tag = re.match(r"[\[(]([^\])]{2,12})[\])]\s*", rest.text)
        if tag and (sort := sort_named(tag[1])):
            draft.sort, rest = sort, rest.part(tag.end())
        self._split(rest, within=True)

    def _continue(self, line: Line) -> None:
        self._split(line, within=False)

    def _split(self, line: Line, *, within: bool) -> None:
        """The options and labels of a line each to its place, the rest to what is being read."""
        fields = fields_in(line.text)
        own = line.part(0, fields[0].start) if fields else line
        if own.text or own.rich.text:
            self._own(own, within=within)
        for field, end in spans(fields):
            self._labelled(field, line.part(field.end, end))

    def _own(self, line: Line, *, within: bool) -> None:
        draft = self.found[-1]
        marks = options_in(line.text, self._next_letter(), within=within) if self._may_have_options() else []
        if not marks:
            self._add(line)
            return
        if marks[0][1] > 0:
            draft.stem.append(line.part(0, marks[0][1]))
        ends = [*(mark[1] for mark in marks[1:]), None]
        for (letter, _start, begin), end in zip(marks, ends, strict=True):
            draft.options.append((letter, [line.part(begin, end)]))
        self.into = "options"

    def _add(self, line: Line) -> None:
        draft = self.found[-1]
        if self.into == "options":
            draft.options[-1][1].append(line)
        else:
            {"stem": draft.stem, "answer": draft.answer, "explanation": draft.explanation}[self.into].append(line)

    def _labelled(self, field: Field, line: Line) -> None:
        draft = self.found[-1]
        if field.label in (Label.ANSWER, Label.EXPLANATION):
            self.into, self.inner = field.label.value, 0
            if line.text or line.rich.text:
                self._add(line)
            return
        told(draft, field.label, line.text)

    def _may_have_options(self) -> bool:
        draft = self.found[-1]
        return self.into in ("stem", "options") or (self.into == "answer" and not draft.options)

    def _next_letter(self) -> str:
        options = self.found[-1].options if self.found and self.into else []
        return chr(ord("A") + len(options))

    def _number(self, text: str) -> int | None:
        found = number_at(text, self.style)
        return found[0] if found else None

    def _is_key(self, place: int) -> bool:
        """Whether the answers of the whole paper begin here."""
        line = self.lines[place]
        title, _sign, rest = line.text.partition(":")
        if not self.found or not KEY_HEADING.fullmatch(title.strip()):
            return keys.is_table(line.text) and bool(self.found)
        first = line.part(len(title) + 1) if rest.strip() else self._after(place)
        return first is not None and keys.may_begin(first.text, self._unanswered())

    def _unanswered(self) -> int:
        """How many wait for a key; none as long as a question that is answered at length may have its answer here."""
        draft = self.found[-1]
        is_essay = (draft.sort or draft.heading.sort) is Sort.ESSAY and not draft.answer
        waiting = sum(not one.answer for one in self.found)
        return 0 if is_essay or waiting * 2 < len(self.found) else waiting

    def _after(self, place: int) -> Line | None:
        return self.lines[place + 1] if place + 1 < len(self.lines) else None


def told(draft: Draft, label: Label, said: str) -> None:
    said = said.strip(" .。;")
    if label is Label.DIFFICULTY:
        draft.difficulty = said
    elif label is Label.COMPETENCIES:
        draft.competencies = cut_at(said, ";、,/|")
    elif label is Label.SORT:
        draft.sort = sort_named(said) or draft.sort
    elif found := POINTS.search(said):
        draft.points = Decimal(found[1])


def _names_sort(text: str) -> bool:
    heading = heading_in(text)
    return heading is not None and heading.sort is not None


def _line(number: int, rich: Rich) -> Line:
    rich = rich.part(0)
    return Line(number, rich, folded(rich.text))


__all__ = ["drafts_in", "told"]
