"""Who can no longer pass, by which rules, and who is close to it: before it is too late to say so."""

from collections.abc import Iterator
from decimal import Decimal

from cgtraining.completion.evaluation import RuleResult, RuleState
from cgtraining.completion.rules import Group, MinimumShare, MostAbsences, MostLeave

# Fewer class hours than this left to miss is close to it: one more day away, and it may be lost.
CLOSE_HOURS = Decimal(8)


def lost_rules(result: RuleResult) -> Iterator[RuleResult]:
    """The single rules that can no longer be met and keep the whole from being met."""
    if result.state is not RuleState.NOT_MET:
        return
    if not result.children:
        yield result
    for child in result.children:
        yield from lost_rules(child)


def close_rules(result: RuleResult) -> list[RuleResult]:
    """The single rules that one more day of absence may break, and with them the whole; none once it is lost."""
    if result.state is not RuleState.NOT_YET:
        return []
    return [one for one in _single_rules(result) if _is_close(one) and _is_lost_without(result, one.rule.key)]


def _single_rules(result: RuleResult) -> Iterator[RuleResult]:
    if not result.children:
        yield result
    for child in result.children:
        yield from _single_rules(child)


def _is_close(result: RuleResult) -> bool:
    if result.state is not RuleState.NOT_YET or result.spare is None:
        return False
    if isinstance(result.rule, MostAbsences):
        return result.spare == 0
    return isinstance(result.rule, MinimumShare | MostLeave) and result.spare < CLOSE_HOURS


def _is_lost_without(result: RuleResult, key: str) -> bool:
    """Whether `result` could no longer be met if the rule with `key` were broken."""
    if result.state is RuleState.WAIVED:
        return False
    if not isinstance(result.rule, Group):
        return result.rule.key == key or result.state is RuleState.NOT_MET
    lost = sum(_is_lost_without(child, key) for child in result.children)
    return len(result.children) - lost < result.rule.needed
