"""A quiz on a phone, with everything that goes wrong in a hall: a dead server, a second phone, a deadline."""

import json
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cgtraining import clock
from cgtraining.database import db
from cgtraining.people import passwords
from cgtraining.quizzes.models import Attempt, FeedbackTime
from tests import factories
from tests.browser import IN_BROWSER, PHONE
from tests.journeys.acts.signing_in import PASSWORD, signs_in
from tests.journeys.conftest import Welcome
from tests.journeys.server import Office
from tests.journeys.visitor import Visitor
from tests.quizzes.factories import quiz

pytestmark = [*IN_BROWSER, pytest.mark.xdist_group("quiz")]
TRAINEE = "wang.fang@example.org"
NEARLY = timedelta(seconds=4)


def a_quiz_is_open(office: Office) -> int:
    def write() -> int:
        cohort = factories.cohort()
        person = factories.person("王芳", None, email=TRAINEE)
        factories.account_of(person, email=TRAINEE, password=passwords.hashed(PASSWORD))
        factories.enrolment(cohort, person)
        asks = ("single", "short_text", "cloze", "essay")
        made = quiz(cohort, asks, minutes=30, feedback=FeedbackTime.AT_ONCE, published_at=clock.now())
        db.session.flush()
        return made.id

    return office.arrange(write)


def begins(phone: Visitor, quiz_id: int, language: str) -> None:
    phone.open(f"/my/quizzes/{quiz_id}")
    signs_in(phone, TRAINEE, PASSWORD)
    phone.speaks(language)
    phone.open(f"/my/quizzes/{quiz_id}")
    for way in ("Start now", "Go on"):
        if phone.page.get_by_text(phone.say(way), exact=True).count():
            phone.page.get_by_text(phone.say(way), exact=True).click()
    phone.page.wait_for_url("**/my/attempts/*")


def is_delivered(phone: Visitor) -> None:
    expect(phone.page.locator("[data-saving-state=saved]")).to_be_attached(timeout=20_000)


def answers_in(office: Office) -> dict[int, object]:
    rows = office.rows("SELECT place, response FROM attempt_answer ORDER BY place")
    return {place: json.loads(response) if response else None for place, response in rows}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_lost_although_the_server_dies(office: Office, welcome: Welcome, language: str) -> None:
    phone = welcome(language, PHONE)
    begins(phone, a_quiz_is_open(office), language)
    page = phone.page
    page.locator("input[name=a1]").nth(1).check()
    page.locator(f"[data-gaps-in={language}] [name=a3-2]").fill("council")
    is_delivered(phone)

    office.kill()
    page.locator("input[name=a2]").fill("议事会")
    expect(page.locator("[data-saving-state=waiting]")).to_be_attached()
    other = "en" if language == "zh" else "zh"
    page.locator(f"[data-show-language={other}]").click()
    expect(page.locator(f"[data-gaps-in={other}] [name=a3-2]")).to_have_value("council")
    page.locator(f"[data-gaps-in={other}] [name=a3-3]").fill("5")
    office.start()
    is_delivered(phone)
    phone.forgives()
    given = answers_in(office)
    assert given == {1: {"chosen": ["b"]}, 2: {"text": "议事会"}, 3: {"gaps": {"2": "council", "3": "5"}}, 4: None}

    page.locator("[data-go$='/hand-in']").click()
    page.wait_for_url("**/hand-in")
    page.locator("main form button").click()
    page.wait_for_url("**/result")
    assert office.rows("SELECT count(*), count(handed_in_at) FROM attempt") == [(1, 1)]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_a_second_phone_is_told_and_a_deadline_hands_in_the_sentence_under_way(
    office: Office, welcome: Welcome
) -> None:
    quiz_id = a_quiz_is_open(office)
    phone, second = welcome("zh", PHONE), welcome("zh", PHONE)
    begins(phone, quiz_id, "zh")
    begins(second, quiz_id, "zh")
    phone.page.locator("input[name=a1]").nth(0).check()
    is_delivered(phone)
    second.page.locator("input[name=a1]").nth(1).check()
    expect(second.page.locator("#q1 .callout")).to_be_visible()
    assert office.count("SELECT count(*) FROM overtaken_answer") == 1

    def is_nearly_over() -> None:
        attempt = db.session.query(Attempt).one()
        attempt.due_at = clock.now() + NEARLY

    office.arrange(is_nearly_over)
    phone.page.locator("[name=a2]").fill("一")
    is_delivered(phone)  # and with it comes the new end
    phone.page.locator("textarea").press_sequentially("先征集意见，再")
    phone.page.wait_for_url("**/result", timeout=30_000)
    given = answers_in(office)
    assert given[4] == {"text": "先征集意见，再"}
    assert office.rows("SELECT ended_by FROM attempt") == [("time",)]


def test_a_quiz_is_taken_without_script(office: Office, welcome: Welcome) -> None:
    phone = welcome("zh", PHONE, java_script_enabled=False)
    begins(phone, a_quiz_is_open(office), "zh")
    phone.page.locator("input[name=a1]").nth(1).check()
    phone.page.locator("input[name=a2]").fill("议事会")
    phone.page.locator("button[value=hand-in]").click()
    phone.page.locator("main form button").click()
    assert phone.path().endswith("/result")
    assert answers_in(office)[2] == {"text": "议事会"}
