from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from cgtraining import clock
from cgtraining.attendance.codes import CodeVerdict
from cgtraining.attendance.models import CheckInScope, MarkSource
from cgtraining.attendance.operations import open_check_out, set_check_in_rule
from cgtraining.attendance.personal_codes import STEP_SECONDS, STEPS_AHEAD, judge_personal, personal_codes
from cgtraining.attendance.queries import count_checked_out, history_of_mark, own_mark
from cgtraining.cohorts.models import CohortRole, EnrolmentState
from tests import factories
from tests.attendance.factories import SICK, START, stored

NOW = START + timedelta(minutes=3)
SECRET = "a secret for tests"
STEP = timedelta(seconds=STEP_SECONDS)


def address(trainee, moment=NOW, secret=SECRET) -> str:
    return f"/attend/{trainee.person_id}/{personal_codes(secret, trainee.person_id, moment)[0]}"


def text_of(answer) -> str:
    return " ".join(html.fromstring(answer.data).find(".//main").text_content().split())


@given(st.integers(0, 3 * STEP_SECONDS), st.integers(0, STEPS_AHEAD - 1))
def test_a_code_is_good_around_its_own_ten_minutes(seconds, ahead) -> None:
    opened = START + timedelta(seconds=seconds)
    code = personal_codes("secret", 7, opened)[ahead]
    shown = opened + ahead * STEP
    for moment in (shown, shown + STEP, shown - STEP):
        assert judge_personal("secret", 7, f" {code.lower()} ", moment) is CodeVerdict.GOOD
    assert judge_personal("secret", 7, code, shown + 2 * STEP) is CodeVerdict.OLD
    assert judge_personal("secret", 7, code, shown - 3 * STEP) is CodeVerdict.WRONG
    assert judge_personal("secret", 8, code, shown) is CodeVerdict.WRONG
    assert judge_personal("other", 7, code, shown) is CodeVerdict.WRONG


def test_a_trainee_holds_the_codes_of_two_hours(sign_in, trainee) -> None:
    with clock.frozen(NOW):
        page = html.fromstring(sign_in(trainee.person).get("/my/code").data)
    codes = page.findall(".//*[@data-code]")
    assert (len(codes), [code.get("hidden") is None for code in codes].count(True)) == (12, 1)


def test_staff_mark_whom_they_scan_with_one_tap(sign_in, session, trainee, teacher) -> None:
    client = sign_in(teacher)
    with clock.frozen(NOW):
        page = html.fromstring(client.get(address(trainee)).data)
        button = page.xpath("//form[.//input[@name='session_id']]//button")[0]
        assert (button.text_content().strip(), "btn-primary" in button.get("class")) == ("记为出勤", True)
        client.post(address(trainee), data={"session_id": session.id})
        assert "出勤" in text_of(client.get(address(trainee)))
    (change,) = history_of_mark(session.id, trainee.id)
    assert (change.source, change.actor_zh) == (MarkSource.PERSONAL_CODE, teacher.name_zh)


def test_who_is_scanned_late_is_late(sign_in, session, trainee, teacher) -> None:
    moment = START + timedelta(minutes=31)
    with clock.frozen(moment):
        sign_in(teacher).post(address(trainee, moment), data={"session_id": session.id})
    assert own_mark(session, trainee.person).minutes_missed == 31


def test_a_leave_is_not_overwritten_by_a_scan(sign_in, session, trainee, teacher) -> None:
    stored(session, trainee, SICK)
    client = sign_in(teacher)
    with clock.frozen(NOW):
        assert "病假" in text_of(client.post(address(trainee), data={"session_id": session.id}))
    assert own_mark(session, trainee.person).status is SICK.status


@pytest.mark.parametrize("who", ["themselves", "classmate", "teacher elsewhere", "mentor"])
def test_nobody_else_learns_whose_code_it_is(sign_in, session, cohort, trainee, who) -> None:
    person = {
        "themselves": lambda: trainee.person,
        "classmate": lambda: factories.enrolment(cohort, factories.person("李雷", "LI Lei")).person,
        "teacher elsewhere": lambda: factories.cohort_staff(factories.cohort(), CohortRole.CLASS_TEACHER),
        "mentor": lambda: factories.cohort_staff(cohort, CohortRole.MENTOR),
    }[who]()
    client = sign_in(person)
    with clock.frozen(NOW):
        answers = [client.get(address(trainee)), client.post(address(trainee), data={"session_id": session.id})]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert "王芳" not in text_of(answers[0])
    assert own_mark(session, trainee.person) is None


def test_old_and_forged_codes_and_those_of_people_who_left_have_their_sentence(
    sign_in, session, cohort, trainee, teacher
) -> None:
    left = factories.enrolment(cohort, state=EnrolmentState.WITHDRAWN)
    client = sign_in(teacher)
    with clock.frozen(NOW):
        addresses = [address(trainee, NOW - 3 * STEP), address(trainee, secret="forged"), address(left)]
        answers = [client.get(one) for one in addresses]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert len({text_of(answer) for answer in answers}) == 2


def test_a_session_of_another_class_or_day_is_not_chosen(sign_in, session, cohort, trainee, teacher) -> None:
    others = [factories.class_session(factories.cohort()), factories.class_session(cohort, START + timedelta(days=1))]
    client = sign_in(teacher)
    with clock.frozen(NOW):
        for other in others:
            client.post(address(trainee), data={"session_id": other.id})
            assert own_mark(other, trainee.person) is None
        client.post(address(trainee), data={"session_id": "many"})
    with clock.frozen(START - timedelta(hours=3)):
        early = address(trainee, START - timedelta(hours=3))
        assert client.post(early, data={"session_id": session.id}).status_code == 200
    assert own_mark(session, trainee.person) is None


def test_a_day_without_sessions_is_said(sign_in, session, trainee, teacher) -> None:
    day_before = START - timedelta(days=1)
    with clock.frozen(day_before):
        assert "今天没有" in text_of(sign_in(teacher).get(address(trainee, day_before)))


def test_going_out_is_scanned_too_once_check_out_is_open(sign_in, session, cohort, trainee, teacher) -> None:
    set_check_in_rule(cohort=cohort, scope=CheckInScope.SESSION, asks_check_out=True, version=None, actor=None)
    stored(session, trainee)
    late = factories.enrolment(cohort, factories.person("李雷", "LI Lei"))
    client, moment = sign_in(teacher), session.ends_at - timedelta(minutes=5)
    with clock.frozen(moment):
        open_check_out(session=session, actor=None)
        for who in (trainee, late):
            client.post(address(who, moment), data={"session_id": session.id})
    assert count_checked_out(session) == 1
    assert own_mark(session, late.person).minutes_missed == 175
