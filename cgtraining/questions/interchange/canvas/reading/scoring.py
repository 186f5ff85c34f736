"""What is right, and how much it is worth: the `respcondition`s of an item."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cgtraining.questions.interchange.shares import number_in, share_of
from cgtraining.questions.interchange.xml_reading import Element

NOTHING, WHOLE = Decimal(0), Decimal(1)
OVERALL = {"correct_fb", "general_incorrect_fb", "general_fb"}


@dataclass(frozen=True)
class Equal:
    response: str
    value: str
    negated: bool
    minds_case: bool


@dataclass(frozen=True)
class Condition:
    test: Element
    score: Decimal | None
    feedback: tuple[str, ...]

    def equals(self, response: str) -> list[Equal]:
        return [one for one in _equals(self.test, negated=False) if one.response == response]


def conditions_of(item: Element) -> list[Condition]:
    return [_condition(one) for one in item.descendants("respcondition")]


def scores_of(conditions: list[Condition], response: str) -> dict[str, Decimal]:
    """What each value of a response earns by itself."""
    scores: dict[str, Decimal] = {}
    for condition in conditions:
        for one in condition.equals(response):
            if condition.score is not None and not one.negated:
                scores.setdefault(one.value, condition.score)
    return scores


def together_right(conditions: list[Condition], response: str) -> set[str] | None:
    """The values that are right only all together, if a condition says so."""
    for condition in conditions:
        equals = condition.equals(response)
        if condition.score and condition.score > 0 and (len(equals) > 1 or any(one.negated for one in equals)):
            return {one.value for one in equals if not one.negated}
    return None


def shares_of(scores: dict[str, Decimal], values: list[str], *, several: bool) -> dict[str, Decimal]:
    """Where nothing earns anything, all is nothing."""
    positive = [scores[value] for value in values if scores.get(value, NOTHING) > 0]
    most = (sum(positive, NOTHING) if several else max(positive)) if positive else WHOLE
    return {value: max(-WHOLE, min(WHOLE, share_of(scores.get(value, NOTHING), most))) for value in values}


def feedback_of(conditions: list[Condition], response: str, value: str) -> str | None:
    """The identifier of the feedback to this value alone."""
    for condition in conditions:
        equals = condition.equals(response)
        own = [one for one in condition.feedback if one not in OVERALL]
        if own and len(equals) == 1 and equals[0].value == value and not equals[0].negated:
            return own[0]
    return None


def _condition(respcondition: Element) -> Condition:
    test = respcondition.first("conditionvar") or Element("conditionvar", {}, respcondition.line)
    scores = (number_in(one.text) for one in respcondition.elements("setvar"))
    feedback = tuple(one.get("linkrefid") for one in respcondition.elements("displayfeedback"))
    return Condition(test, next((score for score in scores if score is not None), None), feedback)


def _equals(test: Element, *, negated: bool) -> Iterator[Equal]:
    for one in test.elements():
        if one.name in ("varequal", "varsubset"):
            minds_case = one.get("case").lower() == "yes"
            yield Equal(one.get("respident"), " ".join(one.text.split()), negated, minds_case)
        elif one.name in ("and", "or", "not"):
            yield from _equals(one, negated=negated != (one.name == "not"))
