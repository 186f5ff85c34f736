"""textEntryInteraction alone: a short text, or a number."""

from collections.abc import Iterator
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.questions.content import Accepted, AcceptedNumber, Folding, Numerical, ShortText
from cgtraining.questions.interchange.qti.reading.asking import Asking
from cgtraining.questions.interchange.qti.reading.responses import Response
from cgtraining.questions.interchange.shares import needed_number, share_of
from cgtraining.questions.interchange.xml_reading import Element

BLANK = "____"
WHOLE = Decimal(1)


def read_text_entry(asking: Asking) -> ShortText | Numerical:
    """Where one writes stands a line in the text, unless nothing else stands beside it."""
    interaction = asking.interactions[0]
    response = asking.response_to(interaction)
    last = _is_last(asking.body, interaction)
    text = asking.text(lambda one: ("" if last else BLANK) if one is interaction else None)
    if response.is_number:
        return Numerical(
            kind="numerical", text=text, explanation=asking.explanation(), accepted=tuple(numbers(asking, response))
        )
    return ShortText(
        kind="short_text",
        text=text,
        explanation=asking.explanation(),
        accepted=tuple(words(asking, response)),
        folding=folding(response),
    )


def words(asking: Asking, response: Response) -> Iterator[Accepted]:
    """In the order in which they are tried."""
    worth: dict[str, Decimal] = {}
    if response.way == "mapped":
        highest = max((one.value for one in response.mapped), default=Decimal(0))
        worth = {one.key: share_of(one.value, highest) for one in response.mapped if highest > 0}
    worth = worth or _by_rules(response) or dict.fromkeys(response.correct, WHOLE)
    for word, share in worth.items():
        if word:
            yield Accepted(text=word, share=max(-WHOLE, share), feedback=asking.feedbacks.of(word))


def numbers(asking: Asking, response: Response) -> Iterator[AcceptedNumber]:
    if response.way == "mapped" and response.mapped:
        highest = max(one.value for one in response.mapped)
        if highest <= 0:
            raise RuleBroken(_l("No answer is marked as right."))
        for one in response.mapped:
            yield AcceptedNumber(value=needed_number(one.key), share=max(-WHOLE, share_of(one.value, highest)))
        return
    for rule in response.rules:
        for value in response.correct if rule.value is None else (rule.value,):
            middle = needed_number(value)
            middle += (rule.above - rule.below) / 2 if rule.above != rule.below else 0
            share = share_of(rule.score, response.worth) if rule.score is not None else WHOLE
            yield AcceptedNumber(value=middle, tolerance=(rule.above + rule.below) / 2, share=share)
    if not response.rules:
        for value in response.correct:
            yield AcceptedNumber(value=needed_number(value))


def folding(response: Response) -> Folding:
    """QTI compares letter by letter, unless it says that case does not matter."""
    if response.way == "mapped" and response.mapped:
        return Folding(case=not any(one.minds_case for one in response.mapped))
    return Folding(case=bool(response.rules) and not any(rule.minds_case for rule in response.rules))


def _by_rules(response: Response) -> dict[str, Decimal]:
    worth: dict[str, Decimal] = {}
    for rule in response.rules:
        share = share_of(rule.score, response.worth) if rule.score is not None else WHOLE
        for word in response.correct if rule.value is None else (rule.value,):
            worth.setdefault(word, share)
    return worth


def _is_last(body: Element, interaction: Element) -> bool:
    """It has a line of its own, with no words around it."""
    line = next(
        (one for one in (body, *body.descendants()) if any(inner is interaction for inner in one.elements())), body
    )
    return line.name in ("itemBody", "div", "p") and not line.text.strip()
