from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given

from cgtraining import clock
from cgtraining.assessments.models import Score
from cgtraining.cohorts.models import CohortStatus
from cgtraining.completion.deciding import result_of_record
from cgtraining.completion.evaluation import RuleResult, evaluate
from cgtraining.completion.grounds import grounds_of, shortfalls
from cgtraining.completion.models import GraduateList
from cgtraining.completion.operations import approve_list, draft_list, grant_waiver, revoke_waiver
from cgtraining.completion.papers import sheet_content
from cgtraining.completion.queries import entries_of, item_titles, progress_of
from cgtraining.database import db
from cgtraining.language.choosing import in_language
from tests import factories
from tests.completion.factories import taught_cohort, trainee
from tests.completion.trees import facts, trees

AWARD = date(2027, 1, 9)
TODAY = datetime(2027, 1, 5, 3, 0, tzinfo=UTC)


def told(graduate_list: GraduateList) -> list[list[str]]:
    entries = entries_of(graduate_list)
    with in_language("en"):
        found = grounds_of(entries, progress_of(graduate_list.cohort), item_titles(graduate_list.cohort))
    return [found[entry.id] for entry in entries]


@given(trees(), facts())
def test_what_keeps_a_trainee_short_is_never_met_and_is_there_whenever_the_whole_is_not(tree, known) -> None:
    result = evaluate(tree, known)
    short = list(shortfalls(result))
    assert bool(short) is not result.state.satisfies
    assert not any(one.state.satisfies or one.children for one in short)


@pytest.mark.usefixtures("app")
def test_of_a_draft_the_grounds_are_those_of_today_and_of_an_approved_list_those_of_its_day() -> None:
    with clock.frozen(TODAY):
        cohort = taught_cohort()
        trainee(cohort)
        short = trainee(cohort, attended=2, score=50)
        made = draft_list(cohort=cohort, award_date=AWARD, actor=None)
        live = told(made)
        approve_list(graduate_list=made, actor=None)
        db.session.query(Score).filter_by(enrolment_id=short.id).one().points = Decimal(90)
        db.session.flush()
        assert told(made) == live
    assert live == [
        [],
        [
            "Missing 8 class hours: 8 of the 16 needed.",
            "Absences without leave: 3; allowed: 2.",
            "Weighted score 50: 10 below the 60 needed.",
        ],
    ]


@pytest.mark.usefixtures("app")
def test_a_limit_that_is_kept_so_far_is_no_shortfall() -> None:
    with clock.frozen(TODAY):
        cohort = taught_cohort(status=CohortStatus.RUNNING, ends_on=date(2027, 6, 30))
        trainee(cohort, attended=5)
        factories.class_session(cohort, TODAY + timedelta(days=9), hours=8)
        made = draft_list(cohort=cohort, award_date=AWARD, actor=None, before_the_end=True)
        assert told(made) == [["Missing 2.4 class hours: 20 of the 22.4 needed."]]


@pytest.mark.usefixtures("app")
def test_a_waiver_stands_on_the_sheet_with_reason_and_name_even_after_it_was_revoked() -> None:
    granter = factories.person("许文涛", "XU Wentao")
    with clock.frozen(TODAY):
        cohort = taught_cohort()
        waived = trainee(cohort, score=50)
        waiver = grant_waiver(enrolment=waived, rule_key="score", reason="公派出访。", actor=granter)
        made = draft_list(cohort=cohort, award_date=AWARD, actor=None)
        assert told(made) == [["Waived “Weighted score ≥ 60”: 公派出访 (XU Wentao)."]]
        approve_list(graduate_list=made, actor=None)
        revoke_waiver(waiver=waiver, actor=None)
        db.session.expire_all()
        assert sheet_content(made, "zh")["rows"][0][5] == "豁免“加权总分 ≥ 60”：公派出访（许文涛）。"


@pytest.mark.usefixtures("app")
def test_a_waiver_whose_giver_is_gone_keeps_its_reason() -> None:
    with clock.frozen(TODAY):
        cohort = taught_cohort()
        grant_waiver(enrolment=trainee(cohort, score=50), rule_key="score", reason="病休", actor=None)
        made = draft_list(cohort=cohort, award_date=AWARD, actor=None)
        assert told(made) == [["Waived “Weighted score ≥ 60”: 病休 (name not kept)."]]


@pytest.mark.usefixtures("app")
def test_the_record_gives_the_verdicts_again() -> None:
    with clock.frozen(TODAY):
        cohort = taught_cohort()
        trainee(cohort, attended=2)
        made = draft_list(cohort=cohort, award_date=AWARD, actor=None)
        approve_list(graduate_list=made, actor=None)
        (entry,) = entries_of(made)
        again = result_of_record(entry.facts)
        assert again is not None
        assert _plain(again) == _plain(progress_of(cohort)[entry.enrolment_id].result)
    assert result_of_record({}) is None


def _plain(result: RuleResult) -> tuple[object, ...]:
    own = (result.rule, result.state, result.has, result.needs, result.missing, result.open_codes)
    return (*own, tuple(map(_plain, result.children)))
