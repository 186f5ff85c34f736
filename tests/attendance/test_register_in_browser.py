"""The register by hand in a real browser: by key, by thumb, and by two people at once."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from cgtraining import clock
from cgtraining.attendance.models import AttendanceStatus
from cgtraining.attendance.queries import marks_in
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories
from tests.attendance.factories import ABSENT, PRESENT, SICK, late
from tests.browser import DESK, ON_SQLITE, PHONE

pytestmark = ON_SQLITE


@pytest.fixture
def session(app: Flask):
    """A session of today that began twenty minutes ago, or at midnight, with thirty trainees."""
    cohort = factories.cohort()
    midnight = datetime.combine(clock.today(cohort.timezone), datetime.min.time(), ZoneInfo(cohort.timezone))
    session = factories.class_session(cohort, max(clock.now() - timedelta(minutes=20), midnight))
    for number in range(30):
        factories.enrolment(cohort, factories.person(f"学员{number}", None, sort_key=f"{number:02}"))
    db.session.commit()
    return session


@pytest.fixture
def opened(signed_in: Callable[..., BrowserContext], address: str, session) -> Callable[..., Page]:
    """Open the register as a new member of the staff."""

    def open_page(width: int = DESK, name: str = "赵讲师") -> Page:
        who = factories.cohort_staff(session.cohort, CohortRole.CLASS_TEACHER, factories.person(name, None))
        path = f"/sessions/{session.id}/register"
        page = signed_in(who, width=width).new_page()
        page.goto(address + path)
        return page

    return open_page


def saved_marks(session) -> list:
    found = [value for _id, value in sorted(marks_in(session).items())]
    db.session.rollback()
    return found


def until_saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "done")


def test_thirty_people_are_marked_by_keys_in_under_a_minute(opened, session) -> None:
    page = opened()
    started = time.monotonic()
    for key in ["p"] * 9 + ["l", "7", "ArrowDown", "s", "a"] + ["p"] * 18:
        page.keyboard.press(key)
    until_saved(page)
    assert time.monotonic() - started < 60
    assert page.locator(".figures").inner_text() == "30／30"
    assert saved_marks(session) == [PRESENT] * 9 + [late(7), SICK, ABSENT] + [PRESENT] * 18


def test_thirty_people_are_marked_by_thumb(opened, session) -> None:
    page = opened(width=PHONE)
    rows = page.locator("tr[data-id]")
    rows.nth(3).locator("input[value=absent]").tap()
    rows.nth(5).locator("[data-more]").tap()
    rows.nth(5).locator("input[value=sick_leave]").tap()
    page.locator("[data-all-present]").tap()
    until_saved(page)
    expected = [PRESENT] * 30
    expected[3], expected[5] = ABSENT, SICK
    assert saved_marks(session) == expected


def test_who_comes_late_gets_the_minutes_since_the_start_and_all_of_it_can_be_undone(opened, session) -> None:
    page = opened()
    page.keyboard.press("l")
    page.keyboard.press("Shift+P")
    until_saved(page)
    first = saved_marks(session)[0]
    assert (first.status, 20 <= first.minutes_missed <= 22) == (AttendanceStatus.LATE, True)
    page.keyboard.press("u")
    page.keyboard.press("u")
    until_saved(page)
    assert saved_marks(session) == []


def test_two_people_keep_different_cells_and_choose_in_the_same_one(opened, session) -> None:
    first, second = opened(name="钱老师"), opened(name="孙老师")
    first.keyboard.press("a")
    until_saved(first)
    second.keyboard.press("s")
    second.keyboard.press("p")
    expect(second.locator("tr.conflict .remark")).to_contain_text("钱老师")
    until_saved(second)
    assert saved_marks(session) == [ABSENT, PRESENT]
    second.locator("[data-mine]").click()
    until_saved(second)
    assert saved_marks(session) == [SICK, PRESENT]
