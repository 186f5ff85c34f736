from decimal import Decimal

import pytest

from cgtraining.completion.editing import find_rule
from cgtraining.completion.models import CompletionRules
from cgtraining.completion.operations import (
    add_rule,
    begin_change,
    change_rule,
    discard_change,
    grant_waiver,
    put_into_force,
    remove_rule,
    revoke_waiver,
)
from cgtraining.completion.queries import change_being_written, rules_history, rules_in_force
from cgtraining.completion.rules import (
    MOST_DEPTH,
    Group,
    MinimumScore,
    MinimumShare,
    MostAbsences,
    Need,
    RequiredItems,
    default_tree,
    tree_from_json,
)
from cgtraining.database import db
from cgtraining.errors import ManyRulesBroken, RuleBroken, StaleRecord
from cgtraining.programs.models import CurriculumStatus
from tests import factories
from tests.completion.factories import taught_cohort, trainee

pytestmark = pytest.mark.usefixtures("app")


def change(**values: object) -> CompletionRules:
    return begin_change(curriculum=factories.curriculum(**values), actor=None)


def tree_of(rules: CompletionRules) -> Group:
    return tree_from_json(rules.tree)


def test_a_change_begins_from_the_rules_in_force_and_counts_only_when_adopted() -> None:
    rules = change()
    assert tree_of(rules) == default_tree()
    assert begin_change(curriculum=rules.curriculum, actor=None) is rules
    remove_rule(rules=rules, key="score", actor=None, version=rules.version)
    assert rules_in_force(rules.curriculum_id).number == 0
    put_into_force(rules=rules, actor=None, version=rules.version, reason="第一期不设考核")
    assert rules_in_force(rules.curriculum_id).number == 1
    assert find_rule(rules_in_force(rules.curriculum_id).tree, "score") is None
    assert [one.number for one in rules_history(rules.curriculum)] == [1]
    assert begin_change(curriculum=rules.curriculum, actor=None).number == 2


def test_a_rule_is_added_with_a_key_that_never_comes_again() -> None:
    rules = change()
    keys = set()
    for _number in range(3):
        add_rule(rules=rules, group_key="all", rule=MostAbsences("new", 1), actor=None, version=rules.version)
        key = tree_of(rules).rules[-1].key
        keys.add(key)
        remove_rule(rules=rules, key=key, actor=None, version=rules.version)
    assert len(keys) == 3


def test_nested_groups_are_written_step_by_step() -> None:
    rules = change()
    add_rule(rules=rules, group_key="all", rule=Group("new", Need.AT_LEAST, (), 1), actor=None, version=rules.version)
    inner = tree_of(rules).rules[-1].key
    with pytest.raises(ManyRulesBroken):
        put_into_force(rules=rules, actor=None, version=rules.version, reason="试行")
    item = RequiredItems("new", ("defence",))
    add_rule(rules=rules, group_key=inner, rule=item, actor=None, version=rules.version)
    put_into_force(rules=rules, actor=None, version=rules.version, reason="试行")
    assert tree_of(rules).rules[-1].kind == "group"


def test_groups_stand_in_each_other_only_so_deep() -> None:
    rules, key = change(), "all"
    for _level in range(MOST_DEPTH):
        add_rule(rules=rules, group_key=key, rule=Group("new", Need.ALL), actor=None, version=rules.version)
        key = next(one for one in _group_keys(tree_of(rules)) if one not in {"all"} and _is_last(tree_of(rules), one))
    with pytest.raises(RuleBroken):
        add_rule(rules=rules, group_key=key, rule=MostAbsences("new", 1), actor=None, version=rules.version)


def _group_keys(tree: Group) -> list[str]:
    inner = [rule for rule in tree.rules if isinstance(rule, Group)]
    return [tree.key, *(key for group in inner for key in _group_keys(group))]


def _is_last(tree: Group, key: str) -> bool:
    found = find_rule(tree, key)
    return isinstance(found, Group) and not found.rules


def test_unusable_rules_are_refused_at_once() -> None:
    rules = change()
    for rule in (
        MinimumShare("new", Decimal(0)),
        MostAbsences("new", -1),
        RequiredItems("new", ()),
        Group("new", Need.AT_LEAST, (), 0),
    ):
        with pytest.raises(RuleBroken):
            add_rule(rules=rules, group_key="all", rule=rule, actor=None, version=rules.version)
    with pytest.raises(RuleBroken):
        add_rule(rules=rules, group_key="hours", rule=MostAbsences("new", 1), actor=None, version=rules.version)


def test_an_unknown_code_is_refused_where_cohorts_have_items() -> None:
    cohort = taught_cohort()
    rules = begin_change(curriculum=cohort.curriculum, actor=None)
    with pytest.raises(RuleBroken):
        add_rule(
            rules=rules, group_key="all", rule=RequiredItems("new", ("thesis",)), actor=None, version=rules.version
        )


def test_a_rule_is_changed_in_its_place() -> None:
    rules = change()
    change_rule(rules=rules, rule=MinimumScore("score", Decimal(70)), actor=None, version=rules.version)
    assert tree_of(rules).rules[2] == MinimumScore("score", Decimal(70))
    for rule in (MinimumScore("unknown", Decimal(70)), MostAbsences("score", 2)):
        with pytest.raises(RuleBroken):
            change_rule(rules=rules, rule=rule, actor=None, version=rules.version)


def test_the_outermost_group_stays() -> None:
    rules = change()
    with pytest.raises(RuleBroken):
        remove_rule(rules=rules, key="all", actor=None, version=rules.version)


def test_two_people_cannot_write_over_each_other() -> None:
    rules = change()
    remove_rule(rules=rules, key="score", actor=None, version=1)
    with pytest.raises(StaleRecord):
        remove_rule(rules=rules, key="hours", actor=None, version=1)


def test_a_published_curriculum_needs_a_reason_and_a_draft_does_not() -> None:
    rules = change()
    with pytest.raises(RuleBroken):
        put_into_force(rules=rules, actor=None, version=rules.version, reason="  ")
    draft = change(status=CurriculumStatus.DRAFT)
    assert put_into_force(rules=draft, actor=None, version=draft.version).adopted_at is not None


def test_rules_in_force_are_not_edited() -> None:
    rules = put_into_force(rules=change(), actor=None, version=1, reason="试行")
    with pytest.raises(RuleBroken):
        remove_rule(rules=rules, key="score", actor=None, version=rules.version)
    with pytest.raises(RuleBroken):
        discard_change(rules=rules, actor=None)


def test_a_discarded_change_leaves_the_rules_as_they_are() -> None:
    rules = change()
    discard_change(rules=rules, actor=None)
    assert change_being_written(rules.curriculum) is None


def test_waivers_need_a_reason_and_a_rule_in_force() -> None:
    someone, actor = trainee(taught_cohort(), attended=2), factories.person()
    for key, reason in (("hours", " "), ("unknown", "住院"), ("all", "住院")):
        with pytest.raises(RuleBroken):
            grant_waiver(enrolment=someone, rule_key=key, reason=reason, actor=actor)
    waiver = grant_waiver(enrolment=someone, rule_key="hours", reason=" 住院 ", actor=actor)
    assert (waiver.reason, waiver.granted_by) == ("住院", actor)
    with pytest.raises(RuleBroken):
        grant_waiver(enrolment=someone, rule_key="hours", reason="再次", actor=actor)
    revoke_waiver(waiver=waiver, actor=actor, reason="误录")
    grant_waiver(enrolment=someone, rule_key="hours", reason="住院证明已补", actor=actor)
    db.session.flush()
