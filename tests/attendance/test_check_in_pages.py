from datetime import timedelta

import pytest
from lxml import html

from cgtraining import clock
from cgtraining.attendance.codes import new_key, scanned_code, spoken_code
from cgtraining.attendance.models import CheckInScope, MarkSource
from cgtraining.attendance.operations import (
    cancel_session,
    close_check_in,
    open_check_in,
    open_check_out,
    set_check_in_rule,
)
from cgtraining.attendance.queries import count_checked_out, own_mark
from cgtraining.cohorts.models import CohortRole, EnrolmentState
from cgtraining.database import db
from cgtraining.people.passwords import hashed
from tests import factories
from tests.attendance.factories import SICK, START, stored

NOW = START + timedelta(minutes=2)


@pytest.fixture
def session(cohort):
    opened = factories.class_session(cohort)
    with clock.frozen(START):
        open_check_in(session=opened, actor=None)
    db.session.commit()
    return opened


def address(session, moment=NOW, key=None) -> str:
    return f"/check-in/{session.id}/{scanned_code(key or session.check_in_key, moment)}"


def text_of(answer) -> str:
    return " ".join(html.fromstring(answer.data).find(".//main").text_content().split())


def test_a_trainee_scans_confirms_and_is_present(sign_in, session, trainee) -> None:
    client = sign_in(trainee.person)
    with clock.frozen(NOW):
        confirm = client.get(address(session), follow_redirects=True)
        assert "王芳" in text_of(confirm)
        done = client.post(f"/check-in/{session.id}", follow_redirects=True)
    assert "签到成功" in text_of(done)
    assert own_mark(session, trainee.person).source is MarkSource.QR


def test_the_code_survives_signing_in_though_it_runs_out_meanwhile(client, session, trainee) -> None:
    account = factories.account_of(trainee.person, password=hashed("cedar forest 2026"))
    with clock.frozen(NOW):
        landing = client.get(address(session))
        gate = client.get(landing.location)
    with clock.frozen(NOW + timedelta(minutes=9)):
        form = {"identifier": account.email, "password": "cedar forest 2026"}
        back = client.post(gate.location, data=form)
        assert back.location == landing.location
        assert client.get(back.location).status_code == 200
        client.post(back.location)
    mark = own_mark(session, trainee.person)
    assert (mark.status.value, mark.minutes_missed) == ("present", 0)


def test_what_was_seen_is_good_for_ten_minutes_only(sign_in, session, trainee) -> None:
    client = sign_in(trainee.person)
    with clock.frozen(NOW):
        client.get(address(session))
    with clock.frozen(NOW + timedelta(minutes=11)):
        assert client.get(f"/check-in/{session.id}").status_code == 410
        assert client.post(f"/check-in/{session.id}").status_code == 410
    assert own_mark(session, trainee.person) is None


def test_what_was_seen_for_one_session_is_not_good_for_another(sign_in, session, trainee) -> None:
    other = factories.class_session(session.cohort)
    with clock.frozen(START):
        open_check_in(session=other, actor=None)
    client = sign_in(trainee.person)
    with clock.frozen(NOW):
        client.get(address(session))
        assert client.post(f"/check-in/{other.id}").status_code == 410


def test_each_wrong_code_has_its_own_sentence(sign_in, session, trainee) -> None:
    client = sign_in(trainee.person)
    with clock.frozen(NOW):
        answers = [
            client.get(address(session, NOW - timedelta(minutes=5))),
            client.get(address(session, key=new_key())),
            client.get("/check-in/999999/ABCDEFGHIJKLMNOP"),
        ]
    assert [answer.status_code for answer in answers] == [410, 404, 404]
    assert text_of(answers[0]) != text_of(answers[1])


def test_a_code_scanned_again_after_it_ran_out_still_leads_on(sign_in, session, trainee) -> None:
    client = sign_in(trainee.person)
    with clock.frozen(NOW):
        client.get(address(session))
    with clock.frozen(NOW + timedelta(minutes=5)):
        assert client.get(address(session)).status_code == 302


def test_a_forged_cookie_is_worth_nothing(sign_in, session, trainee) -> None:
    client = sign_in(trainee.person)
    client.set_cookie("check_in_seen", "WzEsIDE3NzMwMTgwMDBd.forged", path="/check-in")
    with clock.frozen(NOW):
        assert client.post(f"/check-in/{session.id}").status_code == 410


@pytest.mark.parametrize("who", ["stranger", "withdrawn", "on leave"])
def test_who_may_not_check_in_is_told_why(sign_in, session, trainee, who) -> None:
    person = trainee.person
    if who == "stranger":
        person = factories.person()
    elif who == "withdrawn":
        trainee.state = EnrolmentState.WITHDRAWN
    else:
        stored(session, trainee, SICK)
    client = sign_in(person)
    with clock.frozen(NOW):
        client.get(address(session))
        answer = client.post(f"/check-in/{session.id}")
    assert answer.status_code == 409
    assert "未签到" in text_of(answer)


def test_a_stranger_is_not_shown_the_session(sign_in, session) -> None:
    client = sign_in(factories.person())
    with clock.frozen(NOW):
        page = text_of(client.get(address(session), follow_redirects=True))
    assert session.title_zh not in page


def test_who_is_in_already_is_greeted(sign_in, session, trainee) -> None:
    stored(session, trainee)
    client = sign_in(trainee.person)
    with clock.frozen(NOW):
        assert "签到成功" in text_of(client.get(address(session), follow_redirects=True))


def test_who_is_in_is_greeted_after_check_in_has_closed_too(sign_in, session, trainee) -> None:
    stored(session, trainee)
    client = sign_in(trainee.person)
    with clock.frozen(NOW + timedelta(minutes=1)):
        close_check_in(session=session, actor=None)
        db.session.commit()
        assert "签到成功" in text_of(client.get(address(session), follow_redirects=True))
        assert "签到成功" in text_of(client.get(f"/check-in/{session.id}", follow_redirects=True))


def test_who_is_on_leave_is_sent_to_the_staff_at_once(sign_in, session, trainee) -> None:
    stored(session, trainee, SICK)
    client = sign_in(trainee.person)
    with clock.frozen(NOW):
        page = text_of(client.get(address(session), follow_redirects=True))
    assert "未签到" in page
    assert "病假" in page


def test_the_done_page_before_checking_in_says_so(sign_in, session, trainee) -> None:
    assert sign_in(trainee.person).get(f"/check-in/{session.id}/done").status_code == 404


def test_a_session_cancelled_after_the_scan_says_so(sign_in, session, trainee) -> None:
    client = sign_in(trainee.person)
    with clock.frozen(NOW):
        client.get(address(session))
        cancel_session(session=session, reason="台风", actor=None)
        assert "已取消" in text_of(client.post(f"/check-in/{session.id}"))


def test_the_digits_that_are_read_out_check_in_too(sign_in, session, trainee) -> None:
    client = sign_in(trainee.person)
    with clock.frozen(NOW):
        assert client.get("/check-in").status_code == 200
        code = spoken_code(session.check_in_key, NOW)
        done = client.post("/check-in", data={"code": f"{code[:3]} {code[3:]}"}, follow_redirects=True)
    assert "签到成功" in text_of(done)
    assert own_mark(session, trainee.person).source is MarkSource.SPOKEN_CODE


def test_wrong_digits_are_refused_and_the_page_stays(sign_in, session, trainee) -> None:
    client = sign_in(trainee.person)
    with clock.frozen(NOW):
        good = spoken_code(session.check_in_key, NOW)
        wrong = f"{(int(good) + 1) % 10**6:06d}"
        answer = client.post("/check-in", data={"code": wrong})
    assert answer.status_code == 422
    assert own_mark(session, trainee.person) is None


def test_digits_on_leave_or_without_an_open_session_are_told_so(sign_in, session, trainee) -> None:
    stored(session, trainee, SICK)
    client = sign_in(trainee.person)
    with clock.frozen(NOW):
        assert client.post("/check-in", data={"code": spoken_code(session.check_in_key, NOW)}).status_code == 409
    client = sign_in(factories.person())
    with clock.frozen(NOW):
        assert "没有可签到" in text_of(client.post("/check-in", data={"code": "123456"}))


def test_guessing_is_limited_by_account_and_not_by_address(sign_in, session, trainee) -> None:
    client = sign_in(trainee.person)
    with clock.frozen(NOW):
        statuses = [client.post("/check-in", data={"code": "x"}).status_code for _ in range(11)]
        assert (statuses[9], statuses[10]) == (422, 429)
        neighbour = sign_in(factories.enrolment(session.cohort).person)
        assert neighbour.post("/check-in", data={"code": "x"}).status_code == 422


def test_the_screen_opens_shows_the_code_and_closes(sign_in, cohort, trainee) -> None:
    session = factories.class_session(cohort)
    client = sign_in(factories.cohort_staff(cohort, CohortRole.TRAINER))
    with clock.frozen(NOW):
        assert b"check-in-live" not in client.get(f"/sessions/{session.id}/check-in").data
        opened = client.post(f"/sessions/{session.id}/check-in/open", follow_redirects=True)
        db.session.expire_all()
        digits = spoken_code(session.check_in_key, NOW)
        assert f"{digits[:3]} {digits[3:]}" in opened.data.decode()
        panel = client.get(f"/sessions/{session.id}/check-in/panel")
        assert (panel.status_code, "0／1" in panel.data.decode()) == (200, True)
        client.post(f"/sessions/{session.id}/check-in/close")
    with clock.frozen(NOW + timedelta(seconds=1)):
        assert client.get(f"/sessions/{session.id}/check-in/panel").status_code == 286


def test_opening_out_of_time_is_refused_on_the_screen(sign_in, cohort) -> None:
    session = factories.class_session(cohort)
    client = sign_in(factories.cohort_staff(cohort, CohortRole.TRAINER))
    with clock.frozen(START - timedelta(days=1)):
        page = client.post(f"/sessions/{session.id}/check-in/open", follow_redirects=True).data.decode()
    assert "callout-bad" in page


def test_the_panel_shows_who_came_last_in_as_many_reads_for_three_as_for_one(
    sign_in, session, cohort, count_queries
) -> None:
    client = sign_in(factories.cohort_staff(cohort, CohortRole.TRAINER))
    stored(session, factories.enrolment(cohort))
    address = f"/sessions/{session.id}/check-in/panel"
    db.session.commit()
    with clock.frozen(NOW):
        with_one = count_queries(lambda: client.get(address))
        for _ in range(2):
            stored(session, factories.enrolment(cohort))
        db.session.commit()
        assert count_queries(lambda: client.get(address)) == with_one


def test_how_a_cohort_checks_in_is_chosen_and_shown_again(sign_in, cohort) -> None:
    client = sign_in(factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER))
    path = f"/cohorts/{cohort.id}/check-in-rule"
    client.post(path, data={"scope": "half_day", "asks_check_out": "y"})
    page = html.fromstring(client.get(path).data)
    assert page.xpath("//input[@type='radio'][@checked]/@value") == ["half_day"]
    assert page.xpath("//input[@name='asks_check_out']/@checked")


def test_a_trainee_goes_out_by_the_code_for_going_out_only(sign_in, session, cohort, trainee) -> None:
    set_check_in_rule(cohort=cohort, scope=CheckInScope.SESSION, asks_check_out=True, version=None, actor=None)
    stored(session, trainee)
    client = sign_in(trainee.person)
    with clock.frozen(NOW):
        client.get(address(session))
    end = session.ends_at
    with clock.frozen(end):
        open_check_out(session=session, actor=None)
        db.session.commit()
        assert client.post(f"/check-in/{session.id}").status_code == 410
        assert "签退" in text_of(client.get(address(session, end), follow_redirects=True))
        assert "签退成功" in text_of(client.post(f"/check-in/{session.id}", follow_redirects=True))
    assert count_checked_out(session) == 1


def test_staff_see_on_the_register_who_shared_a_phone_and_who_did_not_check_out(
    sign_in, client, session, cohort, trainee
) -> None:
    set_check_in_rule(cohort=cohort, scope=CheckInScope.SESSION, asks_check_out=True, version=None, actor=None)
    friend = factories.enrolment(cohort, factories.person("李雷", "LI Lei"))
    for who in (trainee, friend):
        phone = sign_in(who.person)
        with clock.frozen(NOW):
            phone.get(address(session), follow_redirects=True)
            phone.post(f"/check-in/{session.id}")
    teacher = sign_in(factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER))
    with clock.frozen(NOW):
        assert "1 部手机" in teacher.get(f"/sessions/{session.id}/check-in").text
    with clock.frozen(session.ends_at + timedelta(hours=1)):
        page = teacher.get(f"/sessions/{session.id}/register").text
    assert (page.count("同一手机为 2 人签到"), page.count("未签退")) == (2, 2)
