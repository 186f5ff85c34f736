"""Completion rules against what is known of one trainee: met, not met, not yet or waived, and what is missing.

NOT_MET is said only when the rule can no longer be met: by arithmetic, or because the cohort has ended. Scores that
are not released yet are provisional: they never make a rule MET.
"""

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.completion.rules import (
    Group,
    MinimumScore,
    MinimumShare,
    MostAbsences,
    MostLeave,
    RequiredItems,
    Rule,
)

HUNDREDTH = Decimal("0.01")


class RuleState(enum.Enum):
    MET = "met"
    NOT_MET = "not_met"
    NOT_YET = "not_yet"
    WAIVED = "waived"

    @property
    def label(self) -> object:
        return {
            RuleState.MET: _l("Met"),
            RuleState.NOT_MET: _l("Not met"),
            RuleState.NOT_YET: _l("Not yet"),
            RuleState.WAIVED: _l("Waived"),
        }[self]

    @property
    def satisfies(self) -> bool:
        return self in {RuleState.MET, RuleState.WAIVED}


@dataclass(frozen=True)
class ItemFact:
    """A graded item for one trainee; `passed` is None while it is open."""

    passed: bool | None
    released: bool = False
    excused: bool = False


@dataclass(frozen=True)
class TraineeFacts:
    """Class hours, sessions missed without leave, and the weighted score in percent.

    `possible`: the hours that count for this trainee in the whole course. `reachable`: the most that `earned` can
    still become. `lowest` and `highest`: what the open items can still make of the weighted score.
    """

    possible: Decimal
    earned: Decimal
    reachable: Decimal
    on_leave: Decimal = Decimal(0)
    absences: int = 0
    weighted: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    scores_are_final: bool = False
    items: Mapping[str, ItemFact] = field(default_factory=dict)
    finished: bool = False


@dataclass(frozen=True)
class RuleResult:
    """`has` and `needs` are in the rule's own measure (hours, times, percent, rules met, items passed).

    `missing`: how much more is needed. `spare`: how much may still be missed, or taken, without failing the rule.
    `open_codes`: the items not passed yet. `provisional`: met by scores that are not released yet.
    """

    rule: Rule
    state: RuleState
    has: Decimal | None = None
    needs: Decimal | None = None
    missing: Decimal = Decimal(0)
    spare: Decimal | None = None
    open_codes: tuple[str, ...] = ()
    provisional: bool = False
    children: tuple["RuleResult", ...] = ()


def evaluate(rule: Rule, facts: TraineeFacts, waived: Collection[str] = ()) -> RuleResult:
    """`waived`: keys of the rules that this trainee need not meet; one that is met anyway stays MET."""
    result = _evaluate(rule, facts, waived)
    if rule.key in waived and result.state is not RuleState.MET:
        return replace(result, state=RuleState.WAIVED)
    return result


def _evaluate(rule: Rule, facts: TraineeFacts, waived: Collection[str]) -> RuleResult:
    match rule:
        case MinimumShare():
            return _share(rule, facts)
        case MostLeave():
            return _limit(rule, facts.on_leave, rule.hours, facts)
        case MostAbsences():
            return _limit(rule, Decimal(facts.absences), Decimal(rule.times), facts)
        case MinimumScore():
            return _score(rule, facts)
        case RequiredItems():
            return _items(rule, facts)
    return _group(rule, facts, waived)


def _share(rule: MinimumShare, facts: TraineeFacts) -> RuleResult:
    exact = facts.possible * rule.percent / 100
    needs = exact.quantize(HUNDREDTH, rounding=ROUND_CEILING)
    spare = (facts.reachable - exact).quantize(HUNDREDTH, rounding=ROUND_FLOOR)
    missing = max(needs - facts.earned, Decimal(0))
    met = facts.possible > 0 and facts.earned >= exact
    state = _state(met=met, lost=facts.finished or facts.reachable < exact)
    return RuleResult(rule, state, facts.earned, needs, missing, spare if spare >= 0 else None)


def _limit(rule: Rule, has: Decimal, most: Decimal, facts: TraineeFacts) -> RuleResult:
    nothing_left = facts.finished or (facts.possible > 0 and facts.reachable == facts.earned)
    if has > most:
        return RuleResult(rule, RuleState.NOT_MET, has, most, missing=has - most)
    return RuleResult(rule, RuleState.MET if nothing_left else RuleState.NOT_YET, has, most, spare=most - has)


def _score(rule: MinimumScore, facts: TraineeFacts) -> RuleResult:
    has = facts.weighted
    missing = max(rule.percent - (has or Decimal(0)), Decimal(0))
    provisional = not facts.scores_are_final and facts.lowest is not None and facts.lowest >= rule.percent
    met = facts.scores_are_final and has is not None and has >= rule.percent
    out_of_reach = facts.highest is not None and facts.highest < rule.percent
    state = _state(met=met, lost=out_of_reach or (facts.finished and not provisional))
    return RuleResult(rule, state, has, rule.percent, missing, provisional=provisional)


def _items(rule: RequiredItems, facts: TraineeFacts) -> RuleResult:
    found = {code: facts.items.get(code, ItemFact(passed=None)) for code in rule.codes}
    open_codes = tuple(code for code, item in found.items() if not item.passed)
    unreleased = any(item.passed and not item.released for item in found.values())
    lost = any(item.passed is False and item.released for item in found.values())
    met = not open_codes and not unreleased
    state = _state(met=met, lost=lost or (facts.finished and bool(open_codes)))
    needs = Decimal(len(rule.codes))
    missing = Decimal(len(open_codes))
    provisional = not open_codes and unreleased
    return RuleResult(rule, state, needs - missing, needs, missing, open_codes=open_codes, provisional=provisional)


def _group(rule: Group, facts: TraineeFacts, waived: Collection[str]) -> RuleResult:
    children = tuple(evaluate(inner, facts, waived) for inner in rule.rules)
    satisfied = sum(child.state.satisfies for child in children)
    lost = sum(child.state is RuleState.NOT_MET for child in children)
    state = _state(met=satisfied >= rule.needed, lost=len(children) - lost < rule.needed)
    needs = Decimal(rule.needed)
    missing = max(needs - satisfied, Decimal(0))
    return RuleResult(rule, state, Decimal(satisfied), needs, missing, children=children)


def _state(*, met: bool, lost: bool) -> RuleState:
    if met:
        return RuleState.MET
    return RuleState.NOT_MET if lost else RuleState.NOT_YET
