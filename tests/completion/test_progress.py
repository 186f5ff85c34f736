from datetime import UTC, datetime
from decimal import Decimal

import pytest

from cgtraining import clock
from cgtraining.assessments.models import GradedItem
from cgtraining.cohorts.models import CohortStatus
from cgtraining.completion.evaluation import RuleState
from cgtraining.completion.models import CompletionRules, Waiver
from cgtraining.completion.presenting import (
    codes_without_item,
    columns_of,
    effect_on,
    result_rows,
    rule_rows,
)
from cgtraining.completion.queries import (
    has_ended,
    item_titles,
    item_titles_of_curriculum,
    progress_of,
    progress_of_trainee,
    rules_in_force,
    waiver_by_id,
)
from cgtraining.completion.rules import Group, MinimumShare, Need, RequiredItems, default_tree, tree_as_json
from cgtraining.database import db
from cgtraining.language.choosing import in_language
from tests import factories
from tests.completion.factories import taught_cohort, trainee

pytestmark = pytest.mark.usefixtures("app")


def test_progress_of_a_cohort_by_the_rules_every_curriculum_begins_with() -> None:
    cohort = taught_cohort()
    good, weak = trainee(cohort), trainee(cohort, attended=2, score=50)
    progress = progress_of(cohort)
    assert progress[good.id].state is RuleState.MET
    assert progress[weak.id].state is RuleState.NOT_MET
    assert progress[weak.id].rules_number == 0
    assert [child.state for child in progress[weak.id].result.children] == [RuleState.NOT_MET] * 3
    assert progress_of_trainee(good) == progress[good.id]


def test_rules_in_force_are_the_latest_that_were_adopted() -> None:
    cohort = taught_cohort()
    someone = trainee(cohort, attended=4)
    strict = Group("all", Need.ALL, (MinimumShare("hours", Decimal(100)),))
    for number, tree, adopted in ((1, default_tree(), True), (2, strict, True), (3, default_tree(), False)):
        db.session.add(
            CompletionRules(
                curriculum=cohort.curriculum,
                number=number,
                tree=tree_as_json(tree),
                adopted_at=clock.now() if adopted else None,
            )
        )
    db.session.flush()
    assert rules_in_force(cohort.curriculum_id).number == 2
    assert progress_of(cohort)[someone.id].state is RuleState.NOT_MET
    effect = effect_on(cohort, default_tree())
    assert (effect.now, effect.then) == ({RuleState.NOT_MET: 1}, {RuleState.MET: 1})


def test_a_waiver_is_shown_with_its_reason() -> None:
    cohort = taught_cohort()
    someone = trainee(cohort, attended=3)
    db.session.add(Waiver(enrolment=someone, rule_key="hours", reason="住院"))
    db.session.flush()
    rows = {row.result.rule.key: row for row in result_rows(progress_of(cohort)[someone.id], {})}
    assert rows["hours"].result.state is RuleState.WAIVED
    assert rows["hours"].waiver is not None
    assert rows["hours"].waiver.reason == "住院"
    assert rows["all"].result.state is RuleState.MET
    assert waiver_by_id(rows["hours"].waiver.id) == rows["hours"].waiver


def test_a_trainee_is_not_told_scores_that_are_not_released() -> None:
    cohort = taught_cohort()
    db.session.query(GradedItem).one().released_at = None
    someone = trainee(cohort, score=95)
    assert progress_of_trainee(someone).grades.weighted == 95
    assert progress_of_trainee(someone, released_only=True).grades.weighted is None
    rows = result_rows(progress_of_trainee(someone, released_only=True), {})
    assert all("95" not in row.missing for row in rows)


def test_a_cohort_ends_by_its_status_or_by_its_last_day() -> None:
    cohort = taught_cohort(status=CohortStatus.RUNNING)
    with clock.frozen(datetime(2026, 12, 31, 15, 59, tzinfo=UTC)):
        assert has_ended(cohort) is False
    with clock.frozen(datetime(2026, 12, 31, 16, 0, tzinfo=UTC)):
        assert has_ended(cohort) is True
    assert has_ended(taught_cohort()) is True


def test_titles_of_items_come_from_the_cohort_or_from_all_of_the_curriculum() -> None:
    cohort = taught_cohort()
    other = factories.cohort(cohort.curriculum, starts_on=cohort.starts_on.replace(year=2025))
    factories.graded_item(other, code="essay", title_zh="论文")
    assert list(item_titles(cohort)) == ["defence"]
    assert {code: title.zh for code, title in item_titles_of_curriculum(cohort.curriculum).items()} == {
        "essay": "论文",
        "defence": "作业",
    }


def test_columns_and_rows_follow_the_tree_in_both_languages() -> None:
    tree = Group("all", Need.ALL, (MinimumShare("hours", Decimal(80)), RequiredItems("items", ("defence", "essay"))))
    with in_language("en"):
        assert columns_of(tree, {}) == [("hours", "Class hours ≥ 80%"), ("items", "Passed: defence, essay")]
    rows = rule_rows(tree, {})
    assert [row.depth for row in rows] == [0, 1, 1]
    assert rows[1].zh == "出勤学时不少于总学时的 80%。"
    assert rows[1].en == "Attend at least 80% of the class hours."
    assert codes_without_item(tree, item_titles(taught_cohort())) == ["essay"]


def test_progress_takes_the_same_number_of_reads_for_one_and_for_many(count_queries) -> None:
    cohort = taught_cohort()
    trainee(cohort)
    one = count_queries(lambda: progress_of(cohort))
    for _number in range(3):
        trainee(cohort)
    assert count_queries(lambda: progress_of(cohort)) == one
