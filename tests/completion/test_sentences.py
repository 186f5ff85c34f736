from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from cgtraining.completion.evaluation import ItemFact, RuleState, TraineeFacts, evaluate
from cgtraining.completion.presenting import results_in
from cgtraining.completion.rules import (
    Group,
    MinimumScore,
    MinimumShare,
    MostAbsences,
    MostLeave,
    Need,
    RequiredItems,
    Rule,
    walk,
)
from cgtraining.completion.sentences import missing_sentence, rule_label, rule_sentence, spare_sentence
from cgtraining.language.choosing import in_language
from cgtraining.language.text import BilingualText, Language
from tests.completion.trees import facts, full_facts, trees

pytestmark = pytest.mark.usefixtures("app")
TITLES = {"defence": BilingualText("结业答辩", "Project defence")}
HOURS = MinimumShare("hours", Decimal(80))
LEAVE = MostLeave("leave", Decimal(8))
ABSENCES = MostAbsences("absences", 2)
SCORE = MinimumScore("score", Decimal(60))
ITEMS = RequiredItems("items", ("defence", "essay"))


@pytest.fixture
def engine_name() -> str:
    """Sentences read no table."""
    return "sqlite"


def said(rule: Rule, language: Language = "en", **values: object) -> str:
    with in_language(language):
        return missing_sentence(evaluate(rule, full_facts(**values)), TITLES)


def spare(rule: Rule, language: Language = "en", **values: object) -> str:
    with in_language(language):
        return spare_sentence(evaluate(rule, full_facts(**values)))


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        (HOURS, "出勤学时不少于总学时的 80%。", "Attend at least 80% of the class hours."),
        (LEAVE, "请假不超过 8 学时。", "Take at most 8 class hours of leave."),
        (ABSENCES, "旷课不超过 2 次。", "Be absent without leave at most 2 times."),
        (MostAbsences("a", 1), "旷课不超过 1 次。", "Be absent without leave at most 1 time."),
        (MostAbsences("a", 0), "不得旷课。", "Never be absent without leave."),
        (SCORE, "加权总分不低于 60 分（百分制）。", "Reach a weighted score of at least 60 out of 100."),
        (ITEMS, "以下考核项合格：结业答辩、essay。", "Pass: Project defence, essay."),
        (Group("g", Need.ALL, (HOURS,)), "满足以下全部要求：", "Meet all of these:"),
        (Group("g", Need.ANY, (HOURS,)), "满足以下任意一项：", "Meet any one of these:"),
        (
            Group("g", Need.AT_LEAST, (HOURS, LEAVE), 1),
            "以下 2 项中至少满足 1 项：",
            "Meet at least 1 of these 2:",
        ),
    ],
)
def test_rules_are_whole_sentences_in_both_languages(rule: Rule, zh: str, en: str) -> None:
    with in_language("zh"):
        assert rule_sentence(rule, TITLES) == zh
    with in_language("en"):
        assert rule_sentence(rule, TITLES) == en


def test_hours_say_exactly_what_is_missing() -> None:
    assert said(HOURS, earned=Decimal(74), reachable=Decimal(83)) == (
        "Missing 6 class hours: 74 of the 80 needed. Can miss 3 more."
    )
    assert said(HOURS, "zh", earned=Decimal(74), reachable=Decimal(83)) == (
        "还差 6 学时：已修 74，要求 80；最多还可缺 3 学时。"
    )
    assert said(HOURS, reachable=Decimal(70)) == "Missing 30 class hours: 50 of the 80 needed."
    assert said(HOURS, finished=True) == "Missing 30 class hours: 50 of the 80 needed."
    assert said(HOURS, earned=Decimal(90)) == "90 class hours; 80 are needed."
    assert said(HOURS, possible=Decimal(0), earned=Decimal(0), reachable=Decimal(0)) == (
        "No class hours are planned yet."
    )


def test_limits_say_what_is_left_or_too_much() -> None:
    assert said(LEAVE, on_leave=Decimal(3)) == "Kept so far: can take 5 more class hours of leave."
    assert said(LEAVE, on_leave=Decimal(3), finished=True) == "3 class hours of leave; 8 are allowed."
    assert said(LEAVE, on_leave=Decimal("9.5")) == "9.5 class hours of leave: 1.5 more than the 8 allowed."
    assert said(ABSENCES, absences=1) == "Kept so far: absences without leave 1 of 2 allowed."
    assert said(ABSENCES, absences=1, finished=True) == "Absences without leave: 1; allowed: 2."
    assert said(ABSENCES, absences=3) == "Absences without leave: 3; allowed: 2."


def test_scores_say_how_far_and_whether_final() -> None:
    open_scores = {"weighted": Decimal(70), "lowest": Decimal(30), "highest": Decimal(90)}
    final = {"weighted": Decimal(70), "lowest": Decimal(70), "highest": Decimal(70), "scores_are_final": True}
    assert said(SCORE) == "No score counts yet; 60 is needed."
    assert said(SCORE, **open_scores) == "Weighted score 70 so far; open items can still lower it below 60."
    assert said(SCORE, **final) == "Weighted score 70; 60 is needed."
    assert said(SCORE, **(final | {"scores_are_final": False})) == (
        "Weighted score 70 is enough, but not all scores are released."
    )
    assert said(SCORE, **(open_scores | {"weighted": Decimal("51.5")})) == (
        "Weighted score 51.5: 8.5 below the 60 needed."
    )


def test_items_are_named_by_their_titles() -> None:
    passed = {"defence": ItemFact(True, released=True), "essay": ItemFact(True, released=True)}
    assert said(ITEMS, "zh") == "未合格：结业答辩、essay。"
    assert said(ITEMS, items=passed | {"essay": ItemFact(None)}) == "Not passed: essay."
    assert said(ITEMS, items=passed) == "All passed."
    assert said(ITEMS, items=passed | {"essay": ItemFact(True)}) == "All passed, but not all scores are released."


def test_groups_count_and_waived_rules_say_so() -> None:
    group = Group("g", Need.ALL, (HOURS, ABSENCES))
    assert said(group, earned=Decimal(90)) == "1 of the 2 needed are met."
    assert said(group, earned=Decimal(90), finished=True) == ""
    with in_language("en"):
        assert missing_sentence(evaluate(HOURS, full_facts(), {"hours"})) == "This rule is waived."


def test_trainees_are_told_what_they_may_still_miss() -> None:
    assert spare(HOURS, "zh", reachable=Decimal(83)) == "您还可以缺 3 学时。"
    assert spare(HOURS, reachable=Decimal(83)) == "You can miss 3 more class hours."
    assert spare(HOURS, reachable=Decimal(70)) == ""
    assert spare(LEAVE, on_leave=Decimal(3)) == "You can take 5 more class hours of leave."
    assert spare(ABSENCES, absences=2) == "You cannot be absent without leave any more."
    assert spare(ABSENCES, absences=1) == "You can be absent without leave 1 more time."
    assert spare(ABSENCES) == "You can be absent without leave 2 more times."
    assert spare(ABSENCES, absences=3) == ""
    assert spare(SCORE) == ""
    with in_language("en"):
        assert spare_sentence(replace(evaluate(SCORE, full_facts()), spare=Decimal(1))) == ""


def test_labels_are_short() -> None:
    tree = Group("g", Need.AT_LEAST, (HOURS, LEAVE, ABSENCES, SCORE, ITEMS), 3)
    with in_language("en"):
        assert [rule_label(rule, TITLES) for _depth, rule in walk(tree)] == [
            "Group: 3 of 5",
            "Class hours ≥ 80%",
            "Leave ≤ 8 class hours",
            "Absences ≤ 2",
            "Weighted score ≥ 60",
            "Passed: Project defence, essay",
        ]


@given(trees(), facts())
def test_every_verdict_can_be_said_in_both_languages(tree: Group, someone: TraineeFacts) -> None:
    for language in ("zh", "en"):
        with in_language(language):
            for _depth, result in results_in(evaluate(tree, someone)):
                assert rule_sentence(result.rule)
                assert missing_sentence(result) or result.state is RuleState.MET
                assert "None" not in missing_sentence(result) + spare_sentence(result)
