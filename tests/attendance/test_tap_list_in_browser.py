"""The tap list in a real browser, on a phone, with the network switched off."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask, current_app
from playwright.sync_api import BrowserContext, Page, expect

from cgtraining import clock
from cgtraining.attendance.models import MarkSource
from cgtraining.attendance.operations import cancel_session
from cgtraining.attendance.queries import history_of_mark, marks_in
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories
from tests.attendance.factories import ABSENT, PRESENT
from tests.browser import ON_SQLITE, PHONE, faults, session_cookie
from tests.journeys.words import Words

pytestmark = ON_SQLITE
KEPT = """async (id) => {
    const marks = await caches.match(`/tap-list/${id}/marks`);
    return Boolean(marks) && (await marks.text()).includes("present");
}"""


@pytest.fixture
def session(app: Flask):
    """A session of today that began twenty minutes ago, or at midnight, with three trainees."""
    cohort = factories.cohort()
    midnight = datetime.combine(clock.today(cohort.timezone), datetime.min.time(), ZoneInfo(cohort.timezone))
    session = factories.class_session(cohort, max(clock.now() - timedelta(minutes=20), midnight))
    for number, name in enumerate(("安顺平", "曹见山", "邓如初")):
        factories.enrolment(cohort, factories.person(name, None, sort_key=f"{number}"))
    db.session.commit()
    return session


class Marker:
    """Someone of the staff with the list open on a phone that keeps it."""

    def __init__(self, context: BrowserContext, address: str, language: str) -> None:
        context.add_cookies([{"name": "language", "value": language, "url": address}])
        self.context, self.page, self.say = context, context.new_page(), Words(language)
        self.address = address

    def opens(self) -> "Marker":
        self.page.goto(self.address)
        expect(self.page.locator("p[data-kept]")).to_be_visible()
        return self

    def loses_the_network(self) -> None:
        self.context.set_offline(True)
        self.page.reload()
        self.reads("No network: tap on, it is kept here")

    def finds_the_network(self) -> None:
        self.context.set_offline(False)
        expect(self.page.locator("[data-waiting]")).to_have_text("")
        expect(self.page.locator("[data-when=online]")).to_be_visible()

    def taps(self, row: int, times: int = 1) -> None:
        for _ in range(times):
            self.page.locator(".tap-rows button").nth(row).tap()

    def reads(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(self.say(text))


@pytest.fixture
def marker(signed_in: Callable[..., BrowserContext], address: str, session) -> Callable[..., Marker]:
    def someone(name: str, language: str = "zh") -> Marker:
        who = factories.cohort_staff(session.cohort, CohortRole.CLASS_TEACHER, factories.person(name, None))
        path = f"/tap-list/{session.id}"  # read before signing in commits: a later read would hold the database
        return Marker(signed_in(who, width=PHONE), address + path, language)

    return someone


def saved(session) -> list:
    found = [value for _id, value in sorted(marks_in(session).items())]
    db.session.rollback()
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_list_that_was_opened_before_is_tapped_without_a_network_and_delivered_later(
    marker, session, language: str
) -> None:
    teacher = marker("赵老师", language).opens()
    teacher.taps(0)
    expect(teacher.page.locator("[data-last]")).not_to_have_text("")
    teacher.page.wait_for_function(KEPT, arg=session.id)
    teacher.loses_the_network()
    expect(teacher.page.locator(".tap-rows li").first).to_contain_text(teacher.say("Present"))
    teacher.taps(1, times=3)
    teacher.taps(2)
    teacher.page.locator("[data-undo]").tap()
    teacher.taps(2)
    expect(teacher.page.locator("[data-waiting]")).to_contain_text("6")
    assert faults(teacher.page) == []
    teacher.page.reload()
    expect(teacher.page.locator(".tap-rows li").nth(1)).to_contain_text(teacher.say("Absent"))
    assert saved(session) == [PRESENT]
    teacher.finds_the_network()
    assert saved(session) == [PRESENT, ABSENT, PRESENT]
    history = history_of_mark(session.id, max(marks_in(session)))
    assert [(one.new_status, one.source) for one in history] == [
        (PRESENT.status, MarkSource.TAP_LIST), (None, MarkSource.TAP_LIST), (PRESENT.status, MarkSource.TAP_LIST),
    ]  # fmt: skip


def test_two_devices_that_differ_without_a_network_show_it_until_one_decides(marker, session) -> None:
    zhao, qian = marker("赵老师").opens(), marker("钱老师").opens()
    for one in (zhao, qian):
        one.loses_the_network()
    zhao.taps(0)
    qian.taps(0, times=3)
    qian.taps(1)
    zhao.finds_the_network()
    qian.finds_the_network()
    panel: Page = qian.page.locator("#disputes")
    expect(panel).to_contain_text("赵老师")
    assert (saved(session), faults(qian.page)) == ([PRESENT, PRESENT], [])
    zhao.page.reload()
    zhao.page.locator("#disputes button", has_text="旷课").tap()
    expect(zhao.page.locator("#disputes")).to_have_count(0)
    assert saved(session) == [ABSENT, PRESENT]


def test_what_is_refused_stays_on_the_device_until_it_is_dismissed(marker, session) -> None:
    teacher = marker("赵老师").opens()
    teacher.loses_the_network()
    teacher.taps(0)
    cancel_session(session=session, reason="台风", actor=None)
    db.session.commit()
    teacher.finds_the_network()
    teacher.page.reload()
    refused = teacher.page.locator("[data-refused]")
    expect(refused).to_contain_text("安顺平")
    expect(refused).to_contain_text(teacher.say("This session was cancelled, so its attendance cannot be marked."))
    assert faults(teacher.page) == []
    refused.locator("[data-dismiss]").tap()
    expect(refused).to_be_hidden()


def test_signing_out_takes_the_kept_pages_and_leaves_what_waits_for_its_person_only(marker, session) -> None:
    teacher = marker("赵老师").opens()
    teacher.loses_the_network()
    teacher.taps(0)
    teacher.context.clear_cookies(name="session")
    teacher.context.set_offline(False)
    teacher.reads("You are signed out. What you tapped is kept on this device.")
    other = factories.cohort_staff(session.cohort, CohortRole.TRAINER, factories.person("钱老师", None))
    other_id = other.id
    teacher.context.add_cookies(_session_of(other, teacher.address))
    teacher.page.reload()
    expect(teacher.page.locator("p[data-kept]")).to_be_visible()
    expect(teacher.page.locator("[data-waiting]")).to_have_text("")
    assert (saved(session), _owners(teacher.page)) == ([], {str(other_id)})
    teacher.page.locator("header details summary").tap()
    teacher.page.locator("[data-sign-out] button").tap()
    teacher.page.wait_for_url("**/sign-in")
    assert _owners(teacher.page) == set()


def _owners(page: Page) -> set[str]:
    """Whose pages are kept on the device."""
    return {name.split(":")[1] for name in page.evaluate("caches.keys()")}


def _session_of(person, address: str) -> list[dict[str, str]]:
    account = factories.account_of(person).fs_uniquifier
    db.session.commit()
    cookie = session_cookie(current_app, account)
    return [{"name": "session", "value": cookie, "url": address}]
