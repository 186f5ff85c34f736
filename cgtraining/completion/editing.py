"""Changing a tree of completion rules step by step; each step gives a new tree."""

from collections.abc import Callable
from dataclasses import replace

from cgtraining.completion.rules import Group, Rule, walk


def find_rule(tree: Group, key: str) -> Rule | None:
    return next((rule for _depth, rule in walk(tree) if rule.key == key), None)


def with_rule(tree: Group, group_key: str, rule: Rule) -> Group:
    """`rule` added at the end of the group."""

    def add(found: Rule) -> Rule | None:
        return replace(found, rules=(*found.rules, rule)) if isinstance(found, Group) else found

    return _changed(tree, group_key, add)


def with_changed(tree: Group, rule: Rule) -> Group:
    """`rule` in the place of the one with its key; a group keeps what stands in it."""

    def change(found: Rule) -> Rule | None:
        if isinstance(found, Group) and isinstance(rule, Group):
            return replace(rule, rules=found.rules)
        return rule

    return _changed(tree, rule.key, change)


def without_rule(tree: Group, key: str) -> Group:
    """With all that stands in it; the tree itself cannot be removed."""
    return tree if key == tree.key else _changed(tree, key, lambda found: None)


def _changed(tree: Group, key: str, change: Callable[[Rule], Rule | None]) -> Group:
    changed = _applied(tree, key, change)
    return changed if isinstance(changed, Group) else tree


def _applied(rule: Rule, key: str, change: Callable[[Rule], Rule | None]) -> Rule | None:
    if rule.key == key:
        return change(rule)
    if not isinstance(rule, Group):
        return rule
    inner = (_applied(one, key, change) for one in rule.rules)
    return replace(rule, rules=tuple(one for one in inner if one is not None))
