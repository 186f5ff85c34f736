"""What items are put together of: declarations, processing, feedback."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import AcceptedNumber
from cgtraining.questions.interchange.qti.writing.bodies import flow
from cgtraining.questions.interchange.shares import plain_number
from cgtraining.questions.interchange.xml_writing import Written, element, element_with, together

RESPONSE, SCORE, FEEDBACK, SOLUTION = "RESPONSE", "SCORE", "FEEDBACK", "SOLUTION"
STEP = Decimal("0.0000001")
NOTHING = Written("")


@dataclass(frozen=True)
class Parts:
    """`processing`: what gives the score; `feedback`: by the identifier of the choice that it answers."""

    declarations: Written
    body: Written
    processing: Written = NOTHING
    outcomes: Written = NOTHING
    feedback: Mapping[str, BilingualText] | None = None
    cardinality: str = "single"


def declaration(
    identifier: str, cardinality: str, base_type: str, right: Iterable[str] = (), mapping: Written = NOTHING
) -> Written:
    values = [element("value", value) for value in right]
    correct = element("correctResponse", *values) if values else NOTHING
    attributes = {"identifier": identifier, "cardinality": cardinality, "baseType": base_type}
    return element_with("responseDeclaration", attributes, correct, mapping)


def mapping(
    points: Mapping[str, Decimal], *, minds_case: bool | None = None, highest: Decimal | None = None
) -> Written:
    """`minds_case` None: what is mapped are identifiers, not words. `highest`: what they earn together, or nothing."""
    case = {} if minds_case is None else {"caseSensitive": "true" if minds_case else "false"}
    entries = [
        element_with("mapEntry", {"mapKey": key, "mappedValue": number(value), **case}) for key, value in points.items()
    ]
    limits = {} if highest is None else {"lowerBound": "0", "upperBound": number(highest)}
    return element_with("mapping", {**limits, "defaultValue": "0"}, *entries) if entries else NOTHING


def number(value: Decimal) -> str:
    return plain_number(value.quantize(STEP))


def outcome(identifier: str, base_type: str, default: str = "", cardinality: str = "single", **more: str) -> Written:
    value = element("defaultValue", element("value", default)) if default else NOTHING
    attributes = {"identifier": identifier, "cardinality": cardinality, "baseType": base_type, **more}
    return element_with("outcomeDeclaration", attributes, value)


def sets(identifier: str, value: Written) -> Written:
    return element_with("setOutcomeValue", {"identifier": identifier}, value)


def variable(identifier: str) -> Written:
    return element_with("variable", {"identifier": identifier})


def base(base_type: str, value: str) -> Written:
    return element_with("baseValue", {"baseType": base_type}, value)


def if_correct(points: Decimal, response: str = RESPONSE, score: str = SCORE) -> Written:
    correct = element_with("correct", {"identifier": response})
    then = sets(score, base("float", number(points)))
    return element("responseCondition", element("responseIf", element("match", variable(response), correct), then))


def by_mapping(response: str = RESPONSE, score: str = SCORE) -> Written:
    return sets(score, element_with("mapResponse", {"identifier": response}))


def by_numbers(
    accepted: Iterable[AcceptedNumber], points: Decimal, response: str = RESPONSE, score: str = SCORE
) -> Written:
    """One after the other; the first that fits decides. Any other number is the last `else`."""
    branches: list[Written] = []
    for one in accepted:
        then = sets(score, base("float", number(one.share * points)))
        if one.value is None:
            branches.append(element("responseElse", then) if branches else NOTHING)
            break
        margin = plain_number(one.tolerance)
        how = (
            {"toleranceMode": "absolute", "tolerance": f"{margin} {margin}"}
            if one.tolerance
            else {"toleranceMode": "exact"}
        )
        test = element_with("equal", how, variable(response), base("float", plain_number(one.value)))
        branches.append(element("responseElseIf" if branches else "responseIf", test, then))
    return element("responseCondition", *branches) if any(branches) else NOTHING


def modal(identifier: str, text: BilingualText, folder: str, shown_by: str = FEEDBACK) -> Written:
    attributes = {"outcomeIdentifier": shown_by, "showHide": "show", "identifier": identifier}
    return element_with("modalFeedback", attributes, flow(text, folder)) if text else NOTHING


def prompted(text: Written, *interactions: Written) -> Written:
    return together((text, *interactions))
