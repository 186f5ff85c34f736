from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.completion.evaluation import ItemFact, RuleState, TraineeFacts, evaluate
from cgtraining.completion.rules import (
    Group,
    MinimumScore,
    MinimumShare,
    MostAbsences,
    MostLeave,
    Need,
    RequiredItems,
    walk,
)
from tests.completion.trees import facts, full_facts, trees

HOURS = MinimumShare("hours", Decimal(80))
ABSENCES = MostAbsences("absences", 2)
LEAVE = MostLeave("leave", Decimal(8))
SCORE = MinimumScore("score", Decimal(60))
DEFENCE = RequiredItems("defence", ("defence",))


def test_missing_hours_and_what_may_still_be_missed_are_exact() -> None:
    result = evaluate(HOURS, full_facts(earned=Decimal(74), reachable=Decimal(83)))
    assert (result.state, result.needs, result.missing, result.spare) == (RuleState.NOT_YET, 80, 6, 3)


def test_hours_out_of_reach_are_not_met_before_the_end() -> None:
    result = evaluate(HOURS, full_facts(reachable=Decimal("79.99")))
    assert (result.state, result.spare) == (RuleState.NOT_MET, None)


def test_hours_that_are_there_are_met_before_the_end() -> None:
    assert evaluate(HOURS, full_facts(earned=Decimal(80))).state is RuleState.MET


def test_hours_missing_at_the_end_are_not_met() -> None:
    assert evaluate(HOURS, full_facts(earned=Decimal(79), finished=True)).state is RuleState.NOT_MET


def test_without_any_hours_the_share_is_not_met_by_chance() -> None:
    nothing = full_facts(possible=Decimal(0), earned=Decimal(0), reachable=Decimal(0))
    assert evaluate(HOURS, nothing).state is RuleState.NOT_YET
    assert evaluate(HOURS, replace(nothing, finished=True)).state is RuleState.NOT_MET


def test_limits_stay_open_while_something_can_still_be_missed() -> None:
    assert evaluate(ABSENCES, full_facts(absences=2)).state is RuleState.NOT_YET
    assert evaluate(ABSENCES, full_facts(absences=2)).spare == 0
    assert evaluate(ABSENCES, full_facts(absences=2, finished=True)).state is RuleState.MET
    assert evaluate(LEAVE, full_facts(on_leave=Decimal(3), reachable=Decimal(50))).state is RuleState.MET


def test_a_limit_once_passed_is_lost() -> None:
    result = evaluate(LEAVE, full_facts(on_leave=Decimal("9.5")))
    assert (result.state, result.missing) == (RuleState.NOT_MET, Decimal("1.5"))


def test_provisional_scores_never_meet_a_rule() -> None:
    good = full_facts(weighted=Decimal(90), lowest=Decimal(90), highest=Decimal(90))
    for finished in (False, True):
        result = evaluate(SCORE, replace(good, finished=finished))
        assert (result.state, result.provisional) == (RuleState.NOT_YET, True)
    assert evaluate(SCORE, replace(good, scores_are_final=True)).state is RuleState.MET


def test_scores_out_of_reach_or_short_at_the_end_are_not_met() -> None:
    open_scores = full_facts(weighted=Decimal(50), lowest=Decimal(20), highest=Decimal(70))
    assert evaluate(SCORE, open_scores).state is RuleState.NOT_YET
    assert evaluate(SCORE, open_scores).missing == 10
    assert evaluate(SCORE, replace(open_scores, finished=True)).state is RuleState.NOT_MET
    assert evaluate(SCORE, replace(open_scores, highest=Decimal("59.99"))).state is RuleState.NOT_MET


def test_no_scores_at_all_are_not_yet_until_the_end() -> None:
    assert evaluate(SCORE, full_facts()).state is RuleState.NOT_YET
    assert evaluate(SCORE, full_facts(finished=True)).state is RuleState.NOT_MET


def test_required_items() -> None:
    def state(item: ItemFact | None, finished: bool = False) -> RuleState:
        items = {} if item is None else {"defence": item}
        return evaluate(DEFENCE, full_facts(items=items, finished=finished)).state

    assert state(None) is RuleState.NOT_YET
    assert state(None, finished=True) is RuleState.NOT_MET
    assert state(ItemFact(True, released=True)) is RuleState.MET
    assert state(ItemFact(True)) is RuleState.NOT_YET
    assert state(ItemFact(True), finished=True) is RuleState.NOT_YET
    assert state(ItemFact(False)) is RuleState.NOT_YET
    assert state(ItemFact(False, released=True)) is RuleState.NOT_MET
    assert state(ItemFact(None, excused=True), finished=True) is RuleState.NOT_MET


def test_n_of_m_counts_waived_rules() -> None:
    tree = Group("top", Need.AT_LEAST, (HOURS, ABSENCES, DEFENCE), at_least=2)
    someone = full_facts(reachable=Decimal(60), absences=3)
    assert evaluate(tree, someone).state is RuleState.NOT_MET
    one = evaluate(tree, someone, {"hours"})
    assert (one.state, one.has, one.missing) == (RuleState.NOT_YET, 1, 1)
    assert evaluate(tree, someone, {"hours", "absences"}).state is RuleState.MET
    assert evaluate(tree, someone, {"top"}).state is RuleState.WAIVED


def test_a_rule_that_is_met_is_not_shown_as_waived() -> None:
    assert evaluate(HOURS, full_facts(earned=Decimal(90)), {"hours"}).state is RuleState.MET


@given(trees(), facts())
def test_at_the_end_only_unreleased_scores_leave_anything_open(tree: Group, someone: TraineeFacts) -> None:
    released = {code: replace(item, released=True) for code, item in someone.items.items()}
    ended = replace(
        someone, finished=True, scores_are_final=True, lowest=someone.weighted, highest=someone.weighted, items=released
    )
    assert evaluate(tree, ended).state in {RuleState.MET, RuleState.NOT_MET}


@given(trees(), facts())
def test_waiving_every_rule_satisfies_every_tree(tree: Group, someone: TraineeFacts) -> None:
    assert evaluate(tree, someone, {rule.key for _depth, rule in walk(tree)}).state.satisfies


@given(trees(), facts(), st.data())
def test_a_waiver_never_makes_anything_worse(tree: Group, someone: TraineeFacts, data: st.DataObject) -> None:
    order = [RuleState.NOT_MET, RuleState.NOT_YET, RuleState.WAIVED, RuleState.MET]
    key = data.draw(st.sampled_from([rule.key for _depth, rule in walk(tree)]))
    before, after = evaluate(tree, someone).state, evaluate(tree, someone, {key}).state
    assert order.index(after) >= order.index(before)


@given(trees(), facts())
def test_what_is_lost_before_the_end_stays_lost(tree: Group, someone: TraineeFacts) -> None:
    running = replace(someone, finished=False)
    if evaluate(tree, running).state is RuleState.NOT_MET:
        assert evaluate(tree, replace(running, finished=True)).state is RuleState.NOT_MET


@given(facts(), st.decimals(min_value=0, max_value=50, places=2))
def test_missing_at_most_the_spare_hours_keeps_the_rule_in_reach(someone: TraineeFacts, missed: Decimal) -> None:
    running = replace(someone, finished=False)
    result = evaluate(HOURS, running)
    if result.spare is None or missed > min(result.spare, running.reachable - running.earned):
        return
    after = evaluate(HOURS, replace(running, reachable=running.reachable - missed))
    assert after.state is not RuleState.NOT_MET
