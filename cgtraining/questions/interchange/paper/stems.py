"""What stands in the text of a question beside its words: the answer in brackets, gaps, points, a tag of its kind."""

import re
from dataclasses import dataclass
from decimal import Decimal

from cgtraining.questions.interchange.paper.drafts import Draft, Line
from cgtraining.questions.interchange.paper.headings import sort_named
from cgtraining.questions.interchange.paper.rich import Rich
from cgtraining.questions.interchange.paper.signs import folded, letters_of, truth_of

BRACKETS = re.compile(r"\(\s*([^()]{0,20}?)\s*\)")
GAP = re.compile(r"_{2,}|\(\s*\)|\[\s*\]")
POINTS = re.compile(r"[(\[]\s*(?:本[小]?题)?\s*(\d{1,3}(?:\.\d{1,2})?)\s*(?:分|points?|marks?)\s*[)\]]", re.IGNORECASE)
TAG = re.compile(r"[(\[]([^()\[\]]{2,12})[)\]]")
EMPTY_BRACKETS = "（　　）"


@dataclass
class Found:
    """`said`: the answer that stood within the text."""

    said: str | None = None
    points: Decimal | None = None


def tidy_stem(draft: Draft) -> Found:
    """Take the tag, the points and the answer out of the text, so that nobody reads the answer in it."""
    found = Found()
    for place, line in enumerate(draft.stem):
        line = _without_tag(draft, line)
        line, points = _without_points(line)
        found.points = points or found.points
        draft.stem[place] = line
    for place in reversed(range(len(draft.stem))):
        line, said = _without_answer(draft, draft.stem[place])
        draft.stem[place] = line
        if said:
            found.said = said
            break
    return found


def _without_tag(draft: Draft, line: Line) -> Line:
    for tag in TAG.finditer(line.text):
        if sort := sort_named(tag[1]):
            draft.sort = draft.sort or sort
            return _changed(line, tag.start(), tag.end(), "")
    return line


def _without_points(line: Line) -> tuple[Line, Decimal | None]:
    found = POINTS.search(line.text)
    return (_changed(line, found.start(), found.end(), ""), Decimal(found[1])) if found else (line, None)


def _without_answer(draft: Draft, line: Line) -> tuple[Line, str | None]:
    """The last brackets that hold letters of options, or right or wrong where there are none."""
    for brackets in reversed(list(BRACKETS.finditer(line.text))):
        said = brackets[1]
        if said and _may_answer(draft, said):
            return _changed(line, brackets.start(), brackets.end(), EMPTY_BRACKETS), said
    return line, None


def _may_answer(draft: Draft, said: str) -> bool:
    if not draft.options:
        return truth_of(said) is not None and len(said) <= 5
    letters = letters_of(said)
    return letters is not None and set(letters) <= {letter for letter, _lines in draft.options}


def _changed(line: Line, start: int, end: int, by: str) -> Line:
    rich = line.rich.replaced(start, end, by).part(0)
    return Line(line.number, rich, folded(rich.text))


def with_gaps(line: Rich, names: list[str]) -> Rich:
    """Each gap as `[[name]]`, by turns; takes the names that it used."""
    for gap in reversed(list(GAP.finditer(folded(line.text)))[: len(names)]):
        place = len(list(GAP.finditer(folded(line.text[: gap.start()]))))
        line = line.replaced(gap.start(), gap.end(), f"[[{names[place]}]]")
    return line
