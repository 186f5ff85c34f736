"""The completion rules of a curriculum version: a tree of rules and groups, kept as JSON.

Each rule has a stable `key` that waivers and decision records point to. A tree is taken apart and put together by
`tree_from_json` and `tree_as_json`, and may be put into force only when `problems_of` finds nothing.
"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from flask_babel import lazy_gettext as _l

from cgtraining.assessments.marking import ITEM_CODE
from cgtraining.errors import RuleBroken

MOST_DEPTH = 5
MOST_RULES = 50


class Need(enum.Enum):
    """How many rules of a group must be met."""

    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"

    @property
    def label(self) -> object:
        return {
            Need.ALL: _l("All of these"),
            Need.ANY: _l("Any one of these"),
            Need.AT_LEAST: _l("At least a number of these"),
        }[self]


@dataclass(frozen=True)
class MinimumShare:
    """Attended class hours as a percentage of the possible ones."""

    key: str
    percent: Decimal
    kind = "minimum_share"


@dataclass(frozen=True)
class MostLeave:
    """Class hours on leave."""

    key: str
    hours: Decimal
    kind = "most_leave"


@dataclass(frozen=True)
class MostAbsences:
    """Sessions missed without leave."""

    key: str
    times: int
    kind = "most_absences"


@dataclass(frozen=True)
class MinimumScore:
    """The weighted score in percent."""

    key: str
    percent: Decimal
    kind = "minimum_score"


@dataclass(frozen=True)
class RequiredItems:
    """Graded items, by code, each of which must be passed."""

    key: str
    codes: tuple[str, ...]
    kind = "required_items"


@dataclass(frozen=True)
class Group:
    """`at_least` is used with `Need.AT_LEAST` alone."""

    key: str
    need: Need
    rules: tuple["Rule", ...] = ()
    at_least: int = 1
    kind = "group"

    @property
    def needed(self) -> int:
        return {Need.ALL: len(self.rules), Need.ANY: 1, Need.AT_LEAST: self.at_least}[self.need]


Rule: TypeAlias = MinimumShare | MostLeave | MostAbsences | MinimumScore | RequiredItems | Group


@dataclass(frozen=True)
class Problem:
    """Why a tree cannot be put into force, at the rule with `key`."""

    key: str
    sentence: object


def default_tree() -> Group:
    """What a new curriculum starts with: 80 % of the hours, two absences at most, a weighted score of 60."""
    return Group(
        key="all",
        need=Need.ALL,
        rules=(
            MinimumShare(key="hours", percent=Decimal(80)),
            MostAbsences(key="absences", times=2),
            MinimumScore(key="score", percent=Decimal(60)),
        ),
    )


def walk(tree: Rule, depth: int = 0) -> Iterator[tuple[int, Rule]]:
    """Every rule with its depth, the tree itself first."""
    yield depth, tree
    for rule in tree.rules if isinstance(tree, Group) else ():
        yield from walk(rule, depth + 1)


def tree_as_json(rule: Rule) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": rule.kind, "key": rule.key}
    match rule:
        case MinimumShare() | MinimumScore():
            return found | {"percent": str(rule.percent)}
        case MostLeave():
            return found | {"hours": str(rule.hours)}
        case MostAbsences():
            return found | {"times": rule.times}
        case RequiredItems():
            return found | {"codes": list(rule.codes)}
    return found | {
        "need": rule.need.value,
        "at_least": rule.at_least,
        "rules": [tree_as_json(inner) for inner in rule.rules],
    }


def tree_from_json(found: object) -> Group:
    """The tree that `tree_as_json` wrote; refuses anything else."""
    try:
        rule = _rule_from_json(found, depth=0)
    except (KeyError, TypeError, ValueError, InvalidOperation):
        raise RuleBroken(_l("These completion rules cannot be read.")) from None
    if not isinstance(rule, Group):
        raise RuleBroken(_l("Completion rules begin with a group."))
    return rule


def problems_of(tree: Group, known_codes: frozenset[str] | None = None) -> list[Problem]:
    """All that keeps the tree from being put into force. `known_codes`: the cohorts' graded items, None if unknown."""
    found = [problem for depth, rule in walk(tree) for problem in _problems_at(rule, depth, known_codes)]
    keys = [rule.key for _depth, rule in walk(tree)]
    found += [Problem(key, _l("A rule stands in the tree twice.")) for key in sorted(set(keys)) if keys.count(key) > 1]
    if len(keys) > MOST_RULES:
        found.append(Problem(tree.key, _l("More than %(most)s rules cannot be kept in mind.", most=MOST_RULES)))
    return found


def _problems_at(rule: Rule, depth: int, known_codes: frozenset[str] | None) -> Iterator[Problem]:
    if not rule.key or len(rule.key) > 60:
        yield Problem(rule.key, _l("A rule has no key."))
    if depth > MOST_DEPTH:
        yield Problem(rule.key, _l("Groups may stand in each other at most %(most)s deep.", most=MOST_DEPTH))
    match rule:
        case MinimumShare() | MinimumScore():
            if not 0 < rule.percent <= 100:
                yield Problem(rule.key, _l("A percentage must be above 0 and at most 100."))
        case MostLeave():
            if rule.hours < 0:
                yield Problem(rule.key, _l("Class hours of leave cannot be negative."))
        case MostAbsences():
            if rule.times < 0:
                yield Problem(rule.key, _l("The number of absences cannot be negative."))
        case RequiredItems():
            yield from _problems_of_codes(rule, known_codes)
        case _:
            yield from _problems_of_group(rule)


def _problems_of_codes(rule: RequiredItems, known_codes: frozenset[str] | None) -> Iterator[Problem]:
    if not rule.codes:
        yield Problem(rule.key, _l("Name at least one graded item."))
    if len(set(rule.codes)) < len(rule.codes):
        yield Problem(rule.key, _l("A graded item is named twice."))
    for code in rule.codes:
        if not ITEM_CODE.match(code):
            yield Problem(rule.key, _l("“%(code)s” cannot be the code of a graded item.", code=code))
        elif known_codes is not None and code not in known_codes:
            yield Problem(rule.key, _l("No cohort of this curriculum has a graded item “%(code)s”.", code=code))


def _problems_of_group(group: Group) -> Iterator[Problem]:
    if not group.rules:
        yield Problem(group.key, _l("This group is empty: add a rule, or remove the group."))
    elif group.need is Need.AT_LEAST and not 1 <= group.at_least <= len(group.rules):
        yield Problem(
            group.key,
            _l(
                "This group has %(m)s rules, so %(n)s of them cannot be asked for.",
                m=len(group.rules),
                n=group.at_least,
            ),
        )


def _rule_from_json(found: Any, depth: int) -> Rule:
    if depth > 2 * MOST_DEPTH:
        raise ValueError
    key = str(found["key"])
    match found["kind"]:
        case "minimum_share":
            return MinimumShare(key, _number(found["percent"]))
        case "minimum_score":
            return MinimumScore(key, _number(found["percent"]))
        case "most_leave":
            return MostLeave(key, _number(found["hours"]))
        case "most_absences":
            return MostAbsences(key, int(found["times"]))
        case "required_items":
            return RequiredItems(key, tuple(str(code) for code in found["codes"]))
        case "group":
            rules = tuple(_rule_from_json(inner, depth + 1) for inner in found["rules"])
            return Group(key, Need(found["need"]), rules, int(found["at_least"]))
    raise ValueError


def _number(found: object) -> Decimal:
    number = Decimal(str(found))
    if not number.is_finite():
        raise ValueError
    return number
