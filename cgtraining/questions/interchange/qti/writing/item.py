"""One item, which stands by itself: what others read of it, and what only this product takes back."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from cgtraining.questions.content import Asked
from cgtraining.questions.interchange.carried import LONGEST, Change, difference
from cgtraining.questions.interchange.exported import Exported
from cgtraining.questions.interchange.picture_names import Leaving
from cgtraining.questions.interchange.qti.reading.item import CARRIED, read_item
from cgtraining.questions.interchange.qti.writing import cloze  # noqa: F401  # the kind registers itself
from cgtraining.questions.interchange.qti.writing.kinds import parts
from cgtraining.questions.interchange.qti.writing.pieces import (
    FEEDBACK,
    RESPONSE,
    SCORE,
    SOLUTION,
    Parts,
    modal,
    outcome,
    sets,
    variable,
)
from cgtraining.questions.interchange.shares import plain_number
from cgtraining.questions.interchange.xml_reading import read_xml
from cgtraining.questions.interchange.xml_writing import Written, document, element, element_with, together

SCHEMA = "http://www.imsglobal.org/xsd/imsqti_v2p2"
LOCATION = "http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2p2.xsd"
NAMESPACES = {
    "xmlns": SCHEMA,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{SCHEMA} {LOCATION}",
}


def item_of(question: Exported, gone: Leaving, identifier: str) -> bytes:
    return document(_item(question, gone, identifier, carried_of(question, gone, identifier)))


def carried_of(question: Exported, gone: Leaving, identifier: str) -> list[Change]:
    """What the reader makes of it, against what it is."""

    def find(source: str) -> tuple[str, bytes] | None:
        name = source.removeprefix(f"{identifier}/")
        return (name, gone.files[name].content) if name in gone.files else None

    root = read_xml(document(_item(question, gone, identifier, ())))
    return difference(read_item(root, None, identifier, find).content, gone.content)


def _item(question: Exported, gone: Leaving, identifier: str, changes: Sequence[Change]) -> Written:
    made = parts(gone.content, question.points or Decimal(1), identifier)
    attributes = {
        **NAMESPACES,
        "identifier": identifier,
        "title": question.name,
        "adaptive": "false",
        "timeDependent": "false",
    }
    own = _own(question, gone, identifier, changes)
    return element_with(
        "assessmentItem",
        attributes,
        made.declarations,
        _outcomes(gone.content, made, question.points),
        element_with("itemBody", {CARRIED: own} if own else {}, made.body),
        _processing(made),
        *(modal(name, text, identifier) for name, text in (made.feedback or {}).items()),
        modal("solution", gone.content.explanation, identifier, SOLUTION),
    )


def _outcomes(content: Asked, made: Parts, points: Decimal) -> Written:
    highest = plain_number(points)
    found = [outcome(SCORE, "float", "0", normalMaximum=highest), outcome("MAXSCORE", "float", highest), made.outcomes]
    if made.feedback:
        found.append(outcome(FEEDBACK, "identifier", cardinality=made.cardinality))
    if content.explanation:
        found.append(outcome(SOLUTION, "identifier", "solution"))
    return together(found)


def _processing(made: Parts) -> Written:
    if not made.processing:
        return Written("")
    told = sets(FEEDBACK, variable(RESPONSE)) if made.feedback else Written("")
    return element("responseProcessing", made.processing, told)


def _own(question: Exported, gone: Leaving, identifier: str, changes: Sequence[Change]) -> str:
    own: dict[str, Any] = {"points": plain_number(question.points)}
    if question.difficulty:
        own["difficulty"] = question.difficulty.value
    if question.competencies:
        own["competencies"] = list(question.competencies)
    if changes:
        own["carried"] = list(changes)
        own["pictures"] = {name: f"{identifier}/{name}" for name in gone.files if gone.shows(name)}
    written = json.dumps(own, ensure_ascii=False, separators=(",", ":"))
    return written if len(written) <= LONGEST else ""
