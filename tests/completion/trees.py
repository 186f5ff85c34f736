"""Completion rules and facts as hypothesis makes them."""

import itertools
from decimal import Decimal

from hypothesis import strategies as st

from cgtraining.completion.evaluation import ItemFact, TraineeFacts
from cgtraining.completion.rules import (
    Group,
    MinimumScore,
    MinimumShare,
    MostAbsences,
    MostLeave,
    Need,
    RequiredItems,
    Rule,
)

CODES = ("essay", "project", "defence")
percents = st.decimals(min_value=1, max_value=100, places=2)
hours = st.decimals(min_value=0, max_value=200, places=2)


@st.composite
def trees(draw: st.DrawFn) -> Group:
    numbers = itertools.count(1)
    return _group(draw, numbers, depth=0)


def _group(draw: st.DrawFn, numbers: "itertools.count[int]", depth: int) -> Group:
    size = draw(st.integers(1, 3))
    rules = tuple(_rule(draw, numbers, depth) for _place in range(size))
    return Group(f"r{next(numbers)}", draw(st.sampled_from(list(Need))), rules, draw(st.integers(1, size)))


def _rule(draw: st.DrawFn, numbers: "itertools.count[int]", depth: int) -> Rule:
    key = f"r{next(numbers)}"
    kind = draw(st.integers(0, 5 if depth < 3 else 4))
    if kind == 0:
        return MinimumShare(key, draw(percents))
    if kind == 1:
        return MostLeave(key, draw(hours))
    if kind == 2:
        return MostAbsences(key, draw(st.integers(0, 9)))
    if kind == 3:
        return MinimumScore(key, draw(percents))
    if kind == 4:
        return RequiredItems(key, tuple(draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True))))
    return _group(draw, numbers, depth + 1)


@st.composite
def facts(draw: st.DrawFn) -> TraineeFacts:
    possible = draw(hours)
    reachable = draw(st.decimals(min_value=0, max_value=possible, places=2))
    lowest, weighted, highest = sorted(draw(st.lists(percents, min_size=3, max_size=3)))
    is_final = draw(st.booleans())
    return TraineeFacts(
        possible=possible,
        earned=draw(st.decimals(min_value=0, max_value=reachable, places=2)),
        reachable=reachable,
        on_leave=draw(hours),
        absences=draw(st.integers(0, 9)),
        weighted=weighted,
        lowest=weighted if is_final else lowest,
        highest=weighted if is_final else highest,
        scores_are_final=is_final,
        items={
            code: ItemFact(draw(st.sampled_from([None, True, False])), released=draw(st.booleans()))
            for code in draw(st.lists(st.sampled_from(CODES), unique=True))
        },
        finished=draw(st.booleans()),
    )


def full_facts(**values: object) -> TraineeFacts:
    """Someone with nothing against them in a course of 100 hours that goes on."""
    defaults: dict[str, object] = {
        "possible": Decimal(100),
        "earned": Decimal(50),
        "reachable": Decimal(100),
    }
    return TraineeFacts(**(defaults | values))  # type: ignore[arg-type]
