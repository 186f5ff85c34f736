import icalendar
import pytest

from cgtraining import clock
from cgtraining.attendance.operations import renew_feed
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories
from tests.attendance.factories import DURING, WEEK_BEFORE


@pytest.fixture(autouse=True)
def week_before(app):
    with clock.frozen(WEEK_BEFORE):
        yield


@pytest.fixture
def cohort(app):
    made = factories.cohort(title_zh="第一期", title_en="Cohort one", code="CEDAR-1")
    factories.class_session(made)
    return made


@pytest.fixture
def trainee(cohort):
    return factories.enrolment(cohort, factories.person(preferred_language="en")).person


def address_on(page: str) -> str:
    """The path of the feed, as the page gives it to copy."""
    return "/" + page.split("https://training.example.org/")[1].split("<")[0]


def test_nobody_has_an_address_before_asking_for_one(trainee, sign_in) -> None:
    client = sign_in(trainee)
    assert ".ics" not in client.get("/my/calendar").text
    page = client.post("/my/calendar/renew", follow_redirects=True).text
    assert 'href="webcal://training.example.org/calendar/' in page
    assert client.get(address_on(page)).status_code == 200


def test_the_calendar_is_read_without_signing_in_in_its_readers_language(trainee, client) -> None:
    feed = renew_feed(owner=trainee, actor=trainee)
    answer = client.get(f"/calendar/{feed.secret}.ics")
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    [event] = icalendar.Calendar.from_ical(answer.data).events
    assert (str(event["SUMMARY"]), event["STATUS"]) == ("Opening", "CONFIRMED")
    chinese = icalendar.Calendar.from_ical(client.get(f"/calendar/{feed.secret}.ics?lang=zh").data)
    assert (str(chinese.events[0]["SUMMARY"]), str(chinese.calendar_name)) == ("开班", "我的课次")


def test_nobody_in_between_keeps_it_and_nothing_is_sent_twice(trainee, client) -> None:
    path = f"/calendar/{renew_feed(owner=trainee, actor=trainee).secret}.ics"
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in answer.headers
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    factories.class_session(trainee_cohort(trainee), DURING)
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200


def trainee_cohort(person):
    from cgtraining.cohorts.queries import enrolments_of_person

    return enrolments_of_person(person)[0].cohort


def test_as_a_file_it_has_a_name(cohort, trainee, client) -> None:
    own, shared = renew_feed(owner=trainee, actor=None), renew_feed(owner=cohort, actor=None)
    names = [
        client.get(f"/calendar/{feed.secret}.ics?download=1").headers["Content-Disposition"] for feed in (own, shared)
    ]
    assert names == ["attachment; filename=cgtraining.ics", "attachment; filename=CEDAR-1.ics"]


def test_a_replaced_address_says_so_and_guessing_is_slowed_down_for_nobody_else(trainee, sign_in) -> None:
    client = sign_in(trainee)
    old = address_on(client.post("/my/calendar/renew", follow_redirects=True).text)
    new = address_on(client.post("/my/calendar/renew", follow_redirects=True).text)
    answer = client.get(old)
    assert (answer.status_code, answer.headers["X-Robots-Tag"]) == (404, "noindex, nofollow")
    assert "这个地址没有日历" in answer.text
    codes = [client.get(f"/calendar/guess{number}.ics").status_code for number in range(40)]
    assert (codes.count(404), codes[-1]) == (29, 429)
    assert client.get(new).status_code == 200
    client.post("/my/calendar/end")
    assert client.get(new).status_code == 429


def test_the_calendar_of_a_closed_account_says_nothing(trainee, client) -> None:
    factories.account_of(trainee).active = False
    feed = renew_feed(owner=trainee, actor=None)
    assert client.get(f"/calendar/{feed.secret}.ics").status_code == 404


def test_the_calendar_of_a_cohort_is_given_out_by_whoever_plans_it_in_both_languages(cohort, sign_in) -> None:
    teacher = factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER)
    mentor = factories.cohort_staff(cohort, CohortRole.MENTOR, factories.person("何导师", "HE Daoshi"))
    page = f"/cohorts/{cohort.id}/calendar"
    assert "没有地址" in sign_in(mentor).get(page).text
    assert sign_in(mentor).post(f"{page}/renew").status_code == 404
    client = sign_in(teacher)
    shown = client.post(f"{page}/renew", follow_redirects=True).text
    names = [
        str(
            icalendar.Calendar.from_ical(
                client.get(f"{address_on(shown).split('?')[0]}?lang={spoken}").data
            ).calendar_name
        )
        for spoken in ("zh", "en")
    ]
    assert names == ["第一期", "Cohort one"]
    client.post(f"{page}/end")
    assert client.get(address_on(shown)).status_code == 404
    again = client.post(f"{page}/end", follow_redirects=True).text
    assert "这份日历现在没有地址" in again


def test_wechat_is_told_that_it_opens_no_calendars(trainee, sign_in) -> None:
    renew_feed(owner=trainee, actor=None)
    db.session.commit()
    page = sign_in(trainee).get("/my/calendar", headers={"User-Agent": "MicroMessenger"}).text
    assert "微信打不开日历" in page
