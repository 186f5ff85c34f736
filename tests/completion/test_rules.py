from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.completion.rules import (
    MOST_DEPTH,
    Group,
    MinimumScore,
    MinimumShare,
    MostAbsences,
    MostLeave,
    Need,
    RequiredItems,
    Rule,
    default_tree,
    problems_of,
    tree_as_json,
    tree_from_json,
    walk,
)
from cgtraining.errors import RuleBroken
from tests.completion.trees import trees

NOT_A_NUMBER = {
    "kind": "group",
    "key": "a",
    "need": "all",
    "at_least": 1,
    "rules": [{"kind": "most_leave", "key": "b", "hours": "NaN"}],
}


def sentences(tree: Group, codes: frozenset[str] | None = None) -> list[str]:
    return [str(problem.sentence) for problem in problems_of(tree, codes)]


def group(*rules: Rule, need: Need = Need.ALL, at_least: int = 1) -> Group:
    return Group("top", need, rules, at_least)


@given(trees())
def test_a_tree_survives_json(tree: Group) -> None:
    assert tree_from_json(tree_as_json(tree)) == tree


@given(trees())
def test_valid_trees_have_no_problems(tree: Group) -> None:
    assert problems_of(tree) == []


def test_default_tree_is_valid_and_names_no_item() -> None:
    assert problems_of(default_tree(), frozenset()) == []


@pytest.mark.parametrize(
    "found",
    [
        None,
        {},
        {"kind": "spell", "key": "a"},
        {"kind": "minimum_share", "key": "a", "percent": "80"},
        {"kind": "group", "key": "a", "need": "some", "at_least": 1, "rules": []},
        {"kind": "group", "key": "a", "need": "all", "at_least": 1, "rules": [{"kind": "most_leave", "key": "b"}]},
        {
            "kind": "group",
            "key": "a",
            "need": "all",
            "at_least": 1,
            "rules": [{"kind": "most_leave", "key": "b", "hours": "NaN"}],
        },
    ],
)
def test_what_is_no_tree_is_refused(app: object, found: object) -> None:
    with pytest.raises(RuleBroken):
        tree_from_json(found)


def test_a_tree_nested_without_end_is_refused(app: object) -> None:
    found: dict[str, object] = {"kind": "group", "key": "a", "need": "all", "at_least": 1, "rules": []}
    for _level in range(50):
        found = {"kind": "group", "key": "a", "need": "all", "at_least": 1, "rules": [found]}
    with pytest.raises(RuleBroken):
        tree_from_json(found)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("rule", "key"),
    [
        (MinimumShare("a", Decimal(0)), "a"),
        (MinimumScore("a", Decimal(101)), "a"),
        (MostLeave("a", Decimal(-1)), "a"),
        (MostAbsences("a", -1), "a"),
        (RequiredItems("a", ()), "a"),
        (RequiredItems("a", ("x", "x")), "a"),
        (RequiredItems("a", ("not a code!",)), "a"),
        (Group("a", Need.ALL), "a"),
        (Group("a", Need.AT_LEAST, (MostAbsences("b", 1),), 2), "a"),
        (Group("a", Need.AT_LEAST, (MostAbsences("b", 1),), 0), "a"),
        (MostAbsences("top", 1), "top"),
        (MostAbsences("", 1), ""),
    ],
)
def test_each_fault_is_told_at_its_rule(rule: Rule, key: str) -> None:
    assert [problem.key for problem in problems_of(group(rule))] == [key]


@pytest.mark.usefixtures("app")
def test_unknown_codes_are_refused_only_where_codes_are_known() -> None:
    tree = group(RequiredItems("a", ("defence",)))
    assert sentences(tree) == []
    assert sentences(tree, frozenset({"defence"})) == []
    assert len(sentences(tree, frozenset({"essay"}))) == 1


@pytest.mark.usefixtures("app")
def test_too_deep_and_too_many_are_refused() -> None:
    deep: Rule = MostAbsences("leaf", 1)
    for level in range(MOST_DEPTH + 1):
        deep = Group(f"g{level}", Need.ANY, (deep,))
    assert isinstance(deep, Group)
    assert len(sentences(deep)) == 1
    assert len(sentences(group(*(MostAbsences(str(number), 1) for number in range(60))))) == 1


def test_walk_goes_through_every_rule() -> None:
    assert [rule.key for _depth, rule in walk(default_tree())] == ["all", "hours", "absences", "score"]


@given(st.sampled_from(list(Need)), st.integers(1, 4))
def test_needed_follows_the_kind_of_group(need: Need, count: int) -> None:
    rules = tuple(MostAbsences(str(number), 1) for number in range(count))
    assert 1 <= Group("g", need, rules, at_least=1).needed <= count
