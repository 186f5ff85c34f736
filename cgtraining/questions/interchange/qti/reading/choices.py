"""choiceInteraction and hottextInteraction."""

import html
from collections.abc import Mapping, Sequence
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Choice, Labelled, Likert, Option, TrueFalse
from cgtraining.questions.interchange.keys import own_key
from cgtraining.questions.interchange.qti.reading.asking import Asking
from cgtraining.questions.interchange.qti.reading.bodies import html_inside
from cgtraining.questions.interchange.qti.reading.responses import Response
from cgtraining.questions.interchange.shares import share_of
from cgtraining.questions.interchange.xml_reading import Element
from cgtraining.questions.rich_text import plain

TRUE_AND_FALSE = (("true", "false"), ("对", "错"), ("正确", "错误"), ("是", "否"))
NOTHING, WHOLE = Decimal(0), Decimal(1)


def read_choice(asking: Asking) -> Choice | TrueFalse | Likert:
    interaction = asking.interactions[0]
    response = asking.response_to(interaction)
    choices = list(interaction.elements("simpleChoice"))
    if response.way == "none" and not response.has_answer:
        return _likert(asking, choices)
    truths = _truths(choices) if response.cardinality == "single" else None
    if truths and response.way != "mapped" and len(response.correct) == 1:
        return _true_false(asking, choices, truths, response)
    return _choice(asking, asking.text(), choices, interaction.get("shuffle") == "true")


def read_hottext(asking: Asking) -> Choice:
    """The words that can be chosen stand underlined in the text, and once more as answers."""

    def shown(element: Element) -> str | None:
        if element.name == "hottextInteraction":
            return html_inside(element, shown)
        return f"<u>{html_inside(element)}</u>" if element.name == "hottext" else None

    choices = list(asking.interactions[0].descendants("hottext"))
    return _choice(asking, asking.text(shown), choices, shuffle=False)


def shares_in(asking: Asking, response: Response, identifiers: Sequence[str], *, several: bool) -> dict[str, Decimal]:
    """The part of the points that each choice earns."""
    if response.way == "mapped" and response.mapped:
        return _mapped_shares(asking, response, identifiers, several=several)
    right = [one for one in identifiers if one in response.correct]
    each = share_of(WHOLE, Decimal(len(right))) if several and right else WHOLE
    return {one: each if one in right else NOTHING for one in identifiers}


def _mapped_shares(
    asking: Asking, response: Response, identifiers: Sequence[str], *, several: bool
) -> dict[str, Decimal]:
    mapped = {one.key: one.value for one in response.mapped}
    values = {one: mapped.get(one, response.default) for one in identifiers}
    positive = [value for value in values.values() if value > 0]
    if not positive:
        raise RuleBroken(_l("No answer is marked as right."))
    most = sum(positive, NOTHING) if several else max(positive)
    most = response.highest if response.highest is not None and NOTHING < response.highest < most else most
    shares = {one: share_of(value, most) for one, value in values.items()}
    if any(abs(share) > 1 for share in shares.values()):
        asking.taken.lose(_l("A wrong answer takes away at most as much as the question is worth."))
    return {one: min(WHOLE, max(-WHOLE, share)) for one, share in shares.items()}


def _choice(asking: Asking, text: BilingualText, choices: Sequence[Element], shuffle: bool) -> Choice:
    response = asking.response_to(asking.interactions[0])
    several = response.cardinality != "single"
    shares = shares_in(asking, response, [one.get("identifier") for one in choices], several=several)
    return Choice(
        kind="multiple" if several else "single",
        text=text,
        explanation=asking.explanation(),
        options=_options(asking, choices, shares, several=several),
        shuffle=shuffle,
        all_or_nothing=several and response.way != "mapped",
    )


def _options(
    asking: Asking, choices: Sequence[Element], shares: Mapping[str, Decimal], *, several: bool
) -> tuple[Option, ...]:
    own = {one.get("identifier"): asking.feedbacks.of(one.get("identifier")) for one in choices}
    all_of = {} if several else asking.feedbacks.right_and_wrong()
    taken: set[str] = set()
    options = []
    for one in choices:
        identifier = one.get("identifier")
        feedback = own[identifier] or all_of.get(shares[identifier] == WHOLE, BilingualText())
        key = own_key(identifier, taken)
        options.append(Option(key=key, text=asking.inside(one), share=shares[identifier], feedback=feedback))
    return tuple(options)


def _truths(choices: Sequence[Element]) -> dict[str, bool] | None:
    """Which identifier is true and which is false, if that is what the two choices are."""
    if len(choices) != 2:
        return None
    for words in (
        [one.get("identifier").lower() for one in choices],
        [plain(html.unescape(html_inside(one))).strip().lower() for one in choices],
    ):
        for true, false in TRUE_AND_FALSE:
            if set(words) == {true, false}:
                return {one.get("identifier"): word == true for one, word in zip(choices, words, strict=True)}
    return None


def _true_false(
    asking: Asking, choices: Sequence[Element], truths: Mapping[str, bool], response: Response
) -> TrueFalse:
    right = truths.get(response.correct[0])
    if right is None:
        raise RuleBroken(_l("No answer is marked as right."))
    named = {truths[one.get("identifier")]: one.get("identifier") for one in choices}
    own = {truth: asking.feedbacks.of(identifier) for truth, identifier in named.items()}
    all_of = asking.feedbacks.right_and_wrong()
    return TrueFalse(
        kind="true_false",
        text=asking.text(),
        explanation=asking.explanation(),
        right=right,
        feedback_true=own[True] or all_of[right is True],
        feedback_false=own[False] or all_of[right is False],
    )


def _likert(asking: Asking, choices: Sequence[Element]) -> Likert:
    """A choice in which nothing is right asks for an opinion."""
    taken: set[str] = set()
    return Likert(
        kind="likert",
        text=asking.text(),
        explanation=asking.explanation(),
        scale=tuple(Labelled(key=own_key(one.get("identifier"), taken), text=asking.inside(one)) for one in choices),
    )
