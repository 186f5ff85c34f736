"""inlineChoiceInteraction, several textEntryInteractions, gapMatchInteraction, and items that mix them: a cloze."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.questions.content import ChoiceGap, Cloze, Gap, NumberGap, Option, TextGap
from cgtraining.questions.interchange.gaps_of_languages import gaps_of_one_language, mark
from cgtraining.questions.interchange.keys import own_key
from cgtraining.questions.interchange.qti.reading.asking import Asking
from cgtraining.questions.interchange.qti.reading.bodies import html_inside
from cgtraining.questions.interchange.qti.reading.choices import shares_in
from cgtraining.questions.interchange.qti.reading.entries import folding, numbers, words
from cgtraining.questions.interchange.qti.reading.responses import Response
from cgtraining.questions.interchange.shares import share_of
from cgtraining.questions.interchange.xml_reading import Element

MIXED = {"inlineChoiceInteraction", "textEntryInteraction", "gapMatchInteraction", "choiceInteraction"}
WHOLE = Decimal(1)


def read_cloze(asking: Asking) -> Cloze:
    """Each gap is named by its response, or by its own identifier where several share one."""
    taken: set[str] = set()
    gaps: list[Gap] = []
    keys: dict[int, str] = {}
    for interaction in asking.interactions:
        for place, gap in _gaps(asking, interaction, taken):
            keys[id(place)] = gap.key
            gaps.append(gap)

    def shown(element: Element) -> str | None:
        if id(element) in keys:
            prompt = html_inside(element.first("prompt"))
            return (f"<p>{prompt}</p>" if prompt else "") + mark(keys[id(element)])
        if element.name == "gapMatchInteraction":
            return html_inside(element, shown)
        if element.name in ("gapText", "gapImg"):
            return ""
        return f"<p>{html_inside(element)}</p>" if element.name == "prompt" else None

    text, kept = gaps_of_one_language(asking.text(shown), gaps, asking.taken)
    return Cloze(kind="cloze", text=text, explanation=asking.explanation(), gaps=tuple(kept))


def _gaps(asking: Asking, interaction: Element, taken: set[str]) -> Iterator[tuple[Element, Gap]]:
    response = asking.response_to(interaction)
    if interaction.name == "gapMatchInteraction":
        yield from _of_gap_match(asking, interaction, response, taken)
        return
    key = own_key(response.identifier, taken)
    if interaction.name == "textEntryInteraction":
        yield interaction, _entry(asking, response, key)
    elif response.cardinality != "single":
        raise RuleBroken(_l("A gap in which several answers may be chosen cannot stand beside other gaps."))
    else:
        yield interaction, _choice(asking, interaction, response, key)


def _entry(asking: Asking, response: Response, key: str) -> TextGap | NumberGap:
    if response.is_number:
        accepted = tuple(numbers(asking, response))
        return NumberGap(key=key, kind="number", weight=_weight(response), accepted=accepted)
    return TextGap(
        key=key,
        kind="text",
        weight=_weight(response),
        accepted=tuple(words(asking, response)),
        folding=folding(response),
    )


def _choice(asking: Asking, interaction: Element, response: Response, key: str) -> ChoiceGap:
    choices = list(interaction.elements("inlineChoice", "simpleChoice"))
    shares = shares_in(asking, response, [one.get("identifier") for one in choices], several=False)
    if WHOLE not in shares.values():
        raise RuleBroken(_l("In a gap no answer is worth 100%."))
    options = _options(asking, choices, shares)
    shuffle = interaction.get("shuffle") == "true"
    return ChoiceGap(key=key, kind="choice", weight=_weight(response), options=options, shuffle=shuffle)


def _options(asking: Asking, choices: Sequence[Element], shares: dict[str, Decimal]) -> tuple[Option, ...]:
    taken: set[str] = set()
    return tuple(
        Option(
            key=own_key(one.get("identifier"), taken),
            text=asking.inside(one),
            share=shares[one.get("identifier")],
            feedback=asking.feedbacks.of(one.get("identifier")),
        )
        for one in choices
    )


def _weight(response: Response) -> Decimal:
    """What all of it is worth beside the other gaps."""
    highest = max((one.value for one in response.mapped), default=WHOLE)
    return highest if response.way == "mapped" and highest > 0 else response.worth


def _of_gap_match(
    asking: Asking, interaction: Element, response: Response, taken: set[str]
) -> Iterator[tuple[Element, Gap]]:
    places = list(interaction.descendants("gap"))
    offered = list(interaction.elements("gapText", "gapImg"))
    names = {place.get("identifier") for place in places}
    right = _right_words(response, names)
    worth = {_gap_first(one.key, names): one.value for one in response.mapped if response.way == "mapped"}
    for place in places:
        name = place.get("identifier")
        if name not in right:
            raise RuleBroken(_l("In a gap no answer is worth 100%."))
        weight = max(worth.get((name, right[name]), WHOLE), Decimal(0)) or WHOLE
        earned = {one.get("identifier"): worth.get((name, one.get("identifier")), response.default) for one in offered}
        shares = {word: max(-WHOLE, share_of(points, weight)) for word, points in earned.items()}
        options = _options(asking, offered, {**shares, right[name]: WHOLE})
        shuffle = interaction.get("shuffle") == "true"
        yield (
            place,
            ChoiceGap(key=own_key(name, taken), kind="choice", weight=weight, options=options, shuffle=shuffle),
        )


def _right_words(response: Response, gaps: set[str]) -> dict[str, str]:
    """The one right word of each gap."""
    written = response.correct or tuple(one.key for one in response.mapped if one.value > 0)
    pairs = [_gap_first(pair, gaps) for pair in written]
    if len({gap for gap, _ in pairs}) < len(pairs):
        raise RuleBroken(_l("A gap takes several words, which a gap here cannot."))
    return dict(pairs)


def _gap_first(pair: str, gaps: set[str]) -> tuple[str, str]:
    """`word gap`, which some write the other way round."""
    one, _, two = pair.partition(" ")
    return (one, two) if one in gaps and two not in gaps else (two, one)
