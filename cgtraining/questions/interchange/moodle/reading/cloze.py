"""cloze (multianswer)."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import islice

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.language.text import BilingualText
from cgtraining.questions.content import (
    Accepted,
    AcceptedNumber,
    Choice,
    ChoiceGap,
    Cloze,
    Folding,
    Gap,
    NumberGap,
    Option,
    TextGap,
)
from cgtraining.questions.interchange.foreign_texts import Finding, Taken
from cgtraining.questions.interchange.gaps_of_languages import gaps_of_one_language, mark, marks_apart_from
from cgtraining.questions.interchange.keys import letters
from cgtraining.questions.interchange.moodle.reading.cloze_syntax import (
    CHOICE,
    NUMBER,
    TEXT,
    TEXT_WITH_CASE,
    Answer,
    Hole,
    holes_in,
)
from cgtraining.questions.interchange.moodle.reading.fields import files_of, html_in, text_in
from cgtraining.questions.interchange.moodle.reading.words import with_wildcards
from cgtraining.questions.interchange.refusals import TOO_LONG
from cgtraining.questions.interchange.shares import needed_number, number_in
from cgtraining.questions.interchange.xml_reading import Element

MOST_GAPS = 100  # twice what a question holds, for texts that have each of them in two languages


def read_cloze(question: Element, taken: Taken) -> Cloze | Choice:
    holder = question.first("questiontext") or Element("questiontext", {}, question.line)
    html, find = html_in(holder), files_of(holder, taken)
    pieces = list(islice(holes_in(html), 2 * MOST_GAPS + 2))
    holes = [piece for piece in pieces if isinstance(piece, Hole)]
    explanation = text_in(question.first("generalfeedback"), taken)
    if not holes:
        raise RuleBroken(_l("There is no gap in its text."))
    if len(holes) > MOST_GAPS:
        raise RuleBroken(TOO_LONG)
    if len(holes) == 1 and holes[0].several:
        return _several(
            holes[0], "".join(piece for piece in pieces if isinstance(piece, str)), explanation, taken, find
        )
    keys = marks_apart_from(html, len(holes))
    waiting = iter(keys)
    marked = "".join(piece if isinstance(piece, str) else mark(next(waiting)) for piece in pieces)
    gaps = [_gap(key, hole, taken, find) for key, hole in zip(keys, holes, strict=True)]
    text, kept = gaps_of_one_language(taken.html(marked, find), gaps, taken)
    return Cloze(kind="cloze", text=text, explanation=explanation, gaps=tuple(kept))


def _several(hole: Hole, html: str, explanation: BilingualText, taken: Taken, find: Finding) -> Choice:
    """A text with one gap in which several may be chosen is a question with several right answers."""
    return Choice(
        kind="multiple",
        text=taken.html(html, find),
        explanation=explanation,
        options=_options(hole.answers, taken, find),
        shuffle=hole.shuffled,
    )


def _gap(key: str, hole: Hole, taken: Taken, find: Finding) -> Gap:
    if CHOICE.fullmatch(hole.type):
        return _choice_gap(key, hole, taken, find)
    if hole.type in TEXT | TEXT_WITH_CASE:
        return _text_gap(key, hole, taken)
    if hole.type in NUMBER:
        return NumberGap(
            key=key, kind="number", weight=hole.weight, accepted=tuple(_number(one, taken) for one in hole.answers)
        )
    if hole.several:
        raise RuleBroken(_l("A gap in which several answers may be chosen cannot stand beside other gaps."))
    raise RuleBroken(_l("A gap is of the unknown type %(type)s.", type=hole.type))


def _choice_gap(key: str, hole: Hole, taken: Taken, find: Finding) -> ChoiceGap:
    if len(hole.answers) < 2:
        raise RuleBroken(_l("A gap has fewer than two answers to choose from."))
    if not any(answer.share == 1 for answer in hole.answers):
        raise RuleBroken(_l("In a gap no answer is worth 100%."))
    options = _options(hole.answers, taken, find)
    return ChoiceGap(key=key, kind="choice", weight=hole.weight, options=options, shuffle=hole.shuffled)


def _text_gap(key: str, hole: Hole, taken: Taken) -> TextGap:
    written = tuple(
        Accepted(text=taken.words(one.text), share=one.share, feedback=taken.html(one.feedback))
        for one in hole.answers
        if taken.words(one.text)
    )
    accepted, folding = with_wildcards(written, Folding(case=hole.type in TEXT))
    return TextGap(key=key, kind="text", weight=hole.weight, accepted=accepted, folding=folding)


def _number(answer: Answer, taken: Taken) -> AcceptedNumber:
    """`23.8:0.1` is 23.8 give or take 0.1."""
    value, _, tolerance = taken.words(answer.text).partition(":")
    return AcceptedNumber(
        value=None if value.strip() == "*" else needed_number(value),
        tolerance=abs(number_in(tolerance) or Decimal(0)),
        share=answer.share,
        feedback=taken.html(answer.feedback),
    )


def _options(answers: Sequence[Answer], taken: Taken, find: Finding) -> tuple[Option, ...]:
    return tuple(
        Option(
            key=key, text=taken.html(answer.text, find), share=answer.share, feedback=taken.html(answer.feedback, find)
        )
        for key, answer in zip(letters(len(answers)), answers, strict=True)
    )
