"""What an item declares of a response, and how its processing scores it.

The two templates of QTI are `match_correct` and `map_response`; items that write the same, or a chain of conditions on
one value after the other, in their own words are understood as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cgtraining.questions.interchange.shares import number_in
from cgtraining.questions.interchange.xml_reading import Element

Way = Literal["correct", "mapped", "none", "unknown"]
TEMPLATES: dict[str, Way] = {
    "match_correct": "correct", "map_response": "mapped",
    "cc2_match_basic": "correct", "cc2_match": "correct", "cc2_map_response": "mapped",
}  # fmt: skip
ALL_OF_THESE = {"and", "or", "anyN"}


@dataclass(frozen=True)
class Mapped:
    key: str
    value: Decimal
    minds_case: bool = True


@dataclass(frozen=True)
class Rule:
    """`value` None: what is declared as correct. `below` and `above`: how far a number may be off."""

    value: str | None
    score: Decimal | None = None
    minds_case: bool = True
    below: Decimal = Decimal(0)
    above: Decimal = Decimal(0)


@dataclass(frozen=True)
class Response:
    identifier: str
    cardinality: str
    base_type: str
    correct: tuple[str, ...]
    mapped: tuple[Mapped, ...]
    default: Decimal
    lowest: Decimal | None
    highest: Decimal | None
    way: Way
    rules: tuple[Rule, ...]
    worth: Decimal

    @property
    def is_number(self) -> bool:
        return self.base_type in ("float", "integer")

    @property
    def has_answer(self) -> bool:
        return bool(self.correct or self.mapped or any(rule.value for rule in self.rules))


def responses_of(item: Element) -> dict[str, Response]:
    return {one.get("identifier"): _response(item, one) for one in item.elements("responseDeclaration")}


def _response(item: Element, declared: Element) -> Response:
    identifier = declared.get("identifier")
    mapping = declared.first("mapping")
    rules = tuple(_rules(item, identifier))
    way = _way(item, identifier, rules)
    return Response(
        identifier=identifier,
        cardinality=declared.get("cardinality", "single"),
        base_type=declared.get("baseType"),
        correct=_correct(declared),
        mapped=tuple(_mapped(mapping)) if mapping else (),
        default=_number(mapping, "defaultValue") or Decimal(0),
        lowest=_number(mapping, "lowerBound"),
        highest=_number(mapping, "upperBound"),
        way=way,
        rules=rules,
        worth=_worth(item, rules),
    )


def _correct(declared: Element) -> tuple[str, ...]:
    holder = declared.first("correctResponse")
    return tuple(" ".join(value.text.split()) for value in holder.elements("value")) if holder else ()


def _mapped(mapping: Element) -> Iterator[Mapped]:
    for entry in mapping.elements("mapEntry"):
        value = _number(entry, "mappedValue")
        if value is not None:
            yield Mapped(" ".join(entry.get("mapKey").split()), value, entry.get("caseSensitive", "true") != "false")


def _number(element: Element | None, name: str) -> Decimal | None:
    return number_in(element.get(name)) if element else None


def _way(item: Element, identifier: str, rules: tuple[Rule, ...]) -> Way:
    processing = item.first("responseProcessing")
    if processing is None:
        return "none"
    template = processing.get("template").rpartition("/")[2].lower().removesuffix(".xml")
    if template:
        return TEMPLATES.get(template, "unknown")
    if any(one.get("identifier") == identifier for one in processing.descendants("mapResponse")):
        return "mapped"
    return "correct" if rules else "unknown"


def _rules(item: Element, identifier: str) -> Iterator[Rule]:
    processing = item.first("responseProcessing")
    for branch in processing.descendants("responseIf", "responseElseIf") if processing else ():
        test = branch.first()
        score = _score(item, branch)
        if test is not None and score != 0:
            yield from _tests(test, identifier, score)


def _tests(test: Element, identifier: str, score: Decimal | None) -> Iterator[Rule]:
    if test.name in ALL_OF_THESE:
        for inner in test.elements():
            yield from _tests(inner, identifier, score)
    elif test.name in ("match", "equal", "equalRounded", "stringMatch"):
        names = {one.get("identifier") for one in test.elements("variable")}
        if identifier in names and (value := test.first("correct", "baseValue")):
            yield _rule(test, value, score)


def _rule(test: Element, value: Element, score: Decimal | None) -> Rule:
    correct = None if value.name == "correct" else " ".join(value.text.split())
    minds_case = test.name != "stringMatch" or test.get("caseSensitive") != "false"
    below, above = _tolerance(test, number_in(value.text) or Decimal(0))
    return Rule(correct, score, minds_case, below, above)


def _tolerance(test: Element, value: Decimal) -> tuple[Decimal, Decimal]:
    if test.name == "equalRounded":
        figures = int(number_in(test.get("figures")) or 0)
        half = Decimal(5).scaleb(-min(max(figures, 0), 20) - 1)
        return (half, half) if test.get("roundingMode") == "decimalPlaces" else (Decimal(0), Decimal(0))
    sizes = [abs(number_in(one) or Decimal(0)) for one in test.get("tolerance").split()]
    if test.name != "equal" or not sizes:
        return Decimal(0), Decimal(0)
    if test.get("toleranceMode") == "relative":
        sizes = [abs(value) * size / 100 for size in sizes]
    return sizes[0], sizes[-1]


def _score(item: Element, branch: Element) -> Decimal | None:
    """What the branch sets the score to, or adds; None if it says so in another way."""
    for setting in branch.elements("setOutcomeValue"):
        for value in setting.descendants("baseValue", "variable"):
            if value.name == "baseValue" and value.get("baseType") in ("float", "integer"):
                return number_in(value.text)
            if value.name == "variable" and value.get("identifier") == "MAXSCORE":
                return _outcome(item, "MAXSCORE")
    return None


def _worth(item: Element, rules: tuple[Rule, ...]) -> Decimal:
    """The points for what is right: as its own processing says, or its declarations."""
    scores = [rule.score for rule in rules if rule.score is not None and rule.score > 0]
    found = max(scores, default=None) or _outcome(item, "MAXSCORE") or _outcome(item, "SCORE")
    return found if found is not None and 0 < found <= 1000 else Decimal(1)


def _outcome(item: Element, identifier: str) -> Decimal | None:
    for outcome in item.elements("outcomeDeclaration"):
        if outcome.get("identifier") == identifier:
            highest = _number(outcome, "normalMaximum")
            default = outcome.first("defaultValue")
            return highest or (number_in(default.text) if default else None)
    return None
