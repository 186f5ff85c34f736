"""The rule of each kind."""

from decimal import Decimal
from functools import singledispatch
from itertools import combinations
from typing import Any

from cgtraining.questions.content import (
    Asked,
    Choice,
    ChoiceGap,
    Cloze,
    Essay,
    FileUpload,
    Gap,
    Likert,
    Matching,
    Matrix,
    NumberGap,
    Numerical,
    Ordering,
    OrderRule,
    ShortText,
    TrueFalse,
)
from cgtraining.questions.marking.marked import NOTHING, WHOLE, Marked, between
from cgtraining.questions.marking.numbers import mark_number, mark_numerical
from cgtraining.questions.marking.words import first_accepted
from cgtraining.questions.responses import Response


def mark(content: Asked, response: Response | None) -> Marked:
    """What a tidy response earns; no answer earns nothing, whoever marks."""
    if response is None:
        return Marked(NOTHING)
    if is_marked_by_hand(content):
        return Marked(None)
    return _mark(content, response)


def is_marked_by_hand(content: Asked) -> bool:
    return isinstance(content, Essay | FileUpload)


def carries_points(content: Asked) -> bool:
    """Opinions carry none: whatever is answered, there is nothing to be right or wrong."""
    return not isinstance(content, Likert) and not (isinstance(content, Matrix) and not content.is_marked)


@singledispatch
def _mark(content: Asked, response: Response) -> Marked:
    return Marked(NOTHING)  # opinions


@_mark.register
def _(content: Choice, response: Response) -> Marked:
    chosen = [option for option in content.options if option.key in response["chosen"]]
    parts = {option.key: option.share for option in chosen}
    if content.kind == "single":
        return Marked(chosen[0].share if chosen else NOTHING, parts)
    if content.all_or_nothing:
        right = {option.key for option in content.options if option.share > 0}
        return Marked(WHOLE if set(parts) == right else NOTHING, parts)
    return Marked(_near_whole(between(NOTHING, sum(parts.values(), NOTHING))), parts)


@_mark.register
def _(content: TrueFalse, response: Response) -> Marked:
    return Marked(WHOLE if response["value"] is content.right else NOTHING)


@_mark.register
def _(content: Matching, response: Response) -> Marked:
    """Targets that read the same are the same, whichever of them was chosen."""
    reads = {target.key: target.text for target in content.targets}
    given = response["pairs"]
    parts = {
        one.key: WHOLE if reads.get(given.get(one.key)) == reads[one.target] else NOTHING for one in content.premises
    }
    return Marked(_mean(parts), parts)


@_mark.register
def _(content: Ordering, response: Response) -> Marked:
    right, given = [entry.key for entry in content.entries], response["order"]
    parts = {key: WHOLE if given.index(key) == place else NOTHING for place, key in enumerate(right)}
    if content.rule is OrderRule.EXACT:
        return Marked(WHOLE if given == right else NOTHING, parts)
    if content.rule is OrderRule.PLACES:
        return Marked(_mean(parts), parts)
    pairs = [given.index(first) < given.index(second) for first, second in combinations(right, 2)]
    return Marked(Decimal(sum(pairs)) / len(pairs), parts)


@_mark.register
def _(content: Numerical, response: Response) -> Marked:
    return mark_numerical(content, response["text"], response.get("unit"))


@_mark.register
def _(content: ShortText, response: Response) -> Marked:
    found = first_accepted(response["text"], content.accepted, content.folding)
    return Marked(found.share if found else NOTHING)


@_mark.register
def _(content: Cloze, response: Response) -> Marked:
    parts = {gap.key: _share_of_gap(gap, response["gaps"].get(gap.key)) for gap in content.gaps}
    earned = sum((parts[gap.key] * gap.weight for gap in content.gaps), NOTHING)
    return Marked(between(NOTHING, earned / sum(gap.weight for gap in content.gaps)), parts)


@_mark.register
def _(content: Matrix, response: Response) -> Marked:
    if not content.is_marked:
        return Marked(NOTHING)
    given = response["rows"]
    parts = {row.key: WHOLE if set(given.get(row.key, ())) == set(row.right) else NOTHING for row in content.rows}
    return Marked(_mean(parts), parts)


def _share_of_gap(gap: Gap, given: Any) -> Decimal:
    if given is None:
        return NOTHING
    if isinstance(gap, ChoiceGap):
        return next((option.share for option in gap.options if option.key == given), NOTHING)
    found = (
        mark_number(given, gap.accepted)
        if isinstance(gap, NumberGap)
        else first_accepted(given, gap.accepted, gap.folding)
    )
    return found.share if found else NOTHING


def _mean(parts: dict[str, Decimal]) -> Decimal:
    return sum(parts.values(), NOTHING) / len(parts)


def _near_whole(share: Decimal) -> Decimal:
    """Three thirds, each written as 0.3333333, are the whole."""
    return WHOLE if WHOLE - share < Decimal("0.00001") else share
