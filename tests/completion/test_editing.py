from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.completion.editing import find_rule, with_changed, with_rule, without_rule
from cgtraining.completion.rules import Group, MinimumShare, MostAbsences, Need, default_tree, walk
from tests.completion.trees import trees

NEW = MostAbsences("new", 1)


def keys(tree: Group) -> list[str]:
    return [rule.key for _depth, rule in walk(tree)]


@given(trees(), st.data())
def test_adding_and_removing_gives_the_same_tree(tree: Group, data: st.DataObject) -> None:
    groups = [rule.key for _depth, rule in walk(tree) if isinstance(rule, Group)]
    added = with_rule(tree, data.draw(st.sampled_from(groups)), NEW)
    assert sorted(keys(added)) == sorted([*keys(tree), "new"])
    assert without_rule(added, "new") == tree


def test_a_rule_is_found_changed_and_removed_by_its_key() -> None:
    tree = with_rule(default_tree(), "all", Group("inner", Need.ANY, (NEW,)))
    changed = with_changed(tree, MinimumShare("hours", Decimal(85)))
    assert find_rule(changed, "hours") == MinimumShare("hours", Decimal(85))
    assert find_rule(without_rule(tree, "inner"), "new") is None
    assert find_rule(tree, "unknown") is None


def test_a_changed_group_keeps_what_stands_in_it() -> None:
    tree = with_changed(default_tree(), Group("all", Need.AT_LEAST, (), 2))
    assert (tree.need, tree.at_least, len(tree.rules)) == (Need.AT_LEAST, 2, 3)


def test_the_tree_itself_stays() -> None:
    assert without_rule(default_tree(), "all") == default_tree()
    assert with_rule(default_tree(), "hours", NEW) == default_tree()
