from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.completion.evaluation import RuleState, TraineeFacts, evaluate
from cgtraining.completion.risk import close_rules, lost_rules
from cgtraining.completion.rules import Group, MinimumShare, MostAbsences, MostLeave, Need, walk

HOURS = MinimumShare("hours", Decimal(80))
LEAVE = MostLeave("leave", Decimal(10))
ABSENCES = MostAbsences("absences", 2)
ALL = Group("all", Need.ALL, (HOURS, ABSENCES, LEAVE))
ANY = Group("any", Need.ANY, (HOURS, ABSENCES))


def facts(reachable: int = 100, on_leave: int = 0, absences: int = 0) -> TraineeFacts:
    return TraineeFacts(
        possible=Decimal(100),
        earned=Decimal(40),
        reachable=Decimal(reachable),
        on_leave=Decimal(on_leave),
        absences=absences,
    )


def keys(found) -> list[str]:
    return [one.rule.key for one in found]


def test_whoever_can_still_pass_has_lost_nothing_and_is_not_close() -> None:
    result = evaluate(ALL, facts())
    assert (keys(lost_rules(result)), keys(close_rules(result))) == ([], [])


def test_every_rule_that_is_lost_is_a_cause() -> None:
    result = evaluate(ALL, facts(reachable=79, absences=3))
    assert keys(lost_rules(result)) == ["hours", "absences"]
    assert close_rules(result) == []


def test_fewer_than_a_day_of_hours_or_no_absence_left_is_close() -> None:
    assert keys(close_rules(evaluate(ALL, facts(reachable=88)))) == []
    assert keys(close_rules(evaluate(ALL, facts(reachable=87)))) == ["hours"]
    assert keys(close_rules(evaluate(ALL, facts(absences=2)))) == ["absences"]
    assert keys(close_rules(evaluate(ALL, facts(on_leave=3)))) == ["leave"]


def test_what_another_rule_makes_up_for_is_neither_a_cause_nor_close() -> None:
    assert keys(lost_rules(evaluate(ANY, facts(reachable=10)))) == []
    assert keys(close_rules(evaluate(ANY, facts(reachable=81)))) == []
    assert keys(close_rules(evaluate(ANY, facts(reachable=81, absences=3)))) == ["hours"]


def test_a_waived_rule_is_neither_a_cause_nor_close() -> None:
    assert keys(lost_rules(evaluate(ALL, facts(reachable=10), ("hours",)))) == []
    assert keys(close_rules(evaluate(ALL, facts(absences=2), ("absences",)))) == []
    nested = Group("top", Need.ALL, (Group("inner", Need.ALL, (HOURS,)), ABSENCES))
    assert keys(close_rules(evaluate(nested, facts(reachable=81), ("inner",)))) == []


@given(st.integers(0, 100), st.integers(0, 20), st.integers(0, 5), st.sampled_from([ALL, ANY]))
def test_causes_are_there_exactly_when_all_is_lost(reachable: int, on_leave: int, absences: int, tree: Group) -> None:
    result = evaluate(tree, facts(reachable, on_leave, absences))
    causes = keys(lost_rules(result))
    assert bool(causes) == (result.state is RuleState.NOT_MET)
    assert set(causes) <= {rule.key for _depth, rule in walk(tree)}
    assert not (causes and close_rules(result))
