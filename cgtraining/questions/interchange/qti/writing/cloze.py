"""A text with gaps. QTI knows each gap once, so that the text is written in one language: Chinese if there is any."""

from decimal import Decimal
from functools import singledispatch
from typing import NamedTuple

from cgtraining.questions.content import ChoiceGap, Cloze, Gap, NumberGap, TextGap
from cgtraining.questions.content.parts import Part
from cgtraining.questions.interchange.gaps_of_languages import mark
from cgtraining.questions.interchange.qti.writing.bodies import flow, xhtml
from cgtraining.questions.interchange.qti.writing.identifiers import identifiers
from cgtraining.questions.interchange.qti.writing.kinds import parts
from cgtraining.questions.interchange.qti.writing.pieces import (
    SCORE,
    Parts,
    by_mapping,
    by_numbers,
    declaration,
    mapping,
    outcome,
    sets,
    variable,
)
from cgtraining.questions.interchange.xml_writing import Written, element, element_with, together


class WrittenGap(NamedTuple):
    declaration: Written
    interaction: Written
    processing: Written


@parts.register
def _(content: Cloze, points: Decimal, folder: str) -> Parts:
    """The score is the sum of those of its gaps."""
    names = identifiers(gap.key for gap in content.gaps)
    whole = sum((gap.weight for gap in content.gaps), Decimal(0))
    written = {gap.key: _gap(gap, names[gap.key], gap.weight * points / whole, folder) for gap in content.gaps}
    scores = [_score(names[gap.key]) for gap in content.gaps]
    total = sets(SCORE, element("sum", *(variable(score) for score in scores)))
    return Parts(
        together(one.declaration for one in written.values()),
        _body(content, written, folder),
        together((*(one.processing for one in written.values()), total)),
        outcomes=together(outcome(score, "float", "0") for score in scores),
    )


def _body(content: Cloze, written: dict[str, WrittenGap], folder: str) -> Written:
    body = xhtml(content.text.zh or content.text.en or "", folder)
    for key, gap in written.items():
        body = Written(body.replace(mark(key), gap.interaction))
    return element("div", body)


def _score(identifier: str) -> str:
    return f"{SCORE}.{identifier}"


def _gap(gap: Gap, identifier: str, points: Decimal, folder: str) -> WrittenGap:
    return _written(gap, identifier, points, folder)


@singledispatch
def _written(gap: Part, identifier: str, points: Decimal, folder: str) -> WrittenGap:
    raise TypeError(f"unknown gap {type(gap).__name__}")


@_written.register
def _(gap: ChoiceGap, identifier: str, points: Decimal, folder: str) -> WrittenGap:
    names = identifiers(option.key for option in gap.options)
    right = [names[option.key] for option in gap.options if option.share == 1][:1]
    scored = mapping({names[option.key]: option.share * points for option in gap.options if option.share})
    choices = [
        element_with("inlineChoice", {"identifier": names[option.key]}, flow(option.text, folder))
        for option in gap.options
    ]
    attributes = {"responseIdentifier": identifier, "shuffle": "true" if gap.shuffle else "false"}
    return WrittenGap(
        declaration(identifier, "single", "identifier", right, scored),
        element_with("inlineChoiceInteraction", attributes, *choices),
        by_mapping(identifier, _score(identifier)),
    )


@_written.register
def _(gap: TextGap, identifier: str, points: Decimal, folder: str) -> WrittenGap:
    right = [one.text for one in gap.accepted if one.share == 1][:1]
    worth = {one.text: one.share * points for one in reversed(gap.accepted)}
    ordered = {one.text: worth[one.text] for one in gap.accepted}
    return WrittenGap(
        declaration(identifier, "single", "string", right, mapping(ordered, minds_case=not gap.folding.case)),
        element_with("textEntryInteraction", {"responseIdentifier": identifier}),
        by_mapping(identifier, _score(identifier)),
    )


@_written.register
def _(gap: NumberGap, identifier: str, points: Decimal, folder: str) -> WrittenGap:
    right = [f"{one.value:f}" for one in gap.accepted if one.share == 1 and one.value is not None][:1]
    return WrittenGap(
        declaration(identifier, "single", "float", right),
        element_with("textEntryInteraction", {"responseIdentifier": identifier}),
        by_numbers(gap.accepted, points, identifier, _score(identifier)),
    )
