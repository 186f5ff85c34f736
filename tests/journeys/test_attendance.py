"""Attendance from session plan to hours ledger, in a browser: the trainee on a phone, the class teacher at a desk."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext

from cgtraining import clock
from cgtraining.attendance.queries import sessions_of
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories
from tests.browser import DESK, ON_SQLITE, PHONE, misfits
from tests.journeys.acts import attending
from tests.journeys.acts.attending import MINE, NAMES, Hands
from tests.journeys.visitor import Visitor

pytestmark = ON_SQLITE
SignedIn = Callable[..., BrowserContext]


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    """The server runs in threads of its own, which a clock that is frozen for one context would not reach."""
    hands = Hands()
    monkeypatch.setattr(clock, "_frozen", hands)
    return hands


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hours_are_right_from_the_session_plan_to_the_ledger(
    app: Flask, hands: Hands, signed_in: SignedIn, address: str, language: str
) -> None:
    cohort = attending.a_course_is_to_begin()
    trainees = [factories.enrolment(cohort, factories.person(*name)) for name in NAMES]
    someone = factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER)
    someone.preferred_language = trainees[MINE].person.preferred_language = language
    cohort_id, enrolment_id = cohort.id, trainees[MINE].id
    teacher = Visitor(signed_in(someone, width=DESK, language=language), address, language)
    phone = Visitor(signed_in(trainees[MINE].person, width=PHONE, language=language), address, language)

    attending.plans_around_the_holiday(teacher, cohort_id)
    first, second, *_later = [listed.session.id for listed in sessions_of(cohort)]
    db.session.rollback()
    hands.at(9, 30, 8, 55)
    attending.checks_in_by_the_digits(phone, teacher, first)
    attending.marks_the_others(teacher)
    hands.at(10, 12)
    attending.asks_for_leave(phone, second)
    attending.approves(teacher, cohort_id)
    hands.at(10, 15)
    attending.is_back(phone)
    attending.arranges_a_make_up(teacher, second, enrolment_id)
    attending.hands_in(phone)
    attending.accepts_it(teacher)

    assert attending.reads_the_ledger(teacher, cohort_id) == {
        "韩梅梅": ["3", "20", "19"],
        "李雷": ["0", "20", "16"],
        "王芳": ["8", "20", "20"],
    }
    phone.open("/my/attendance")
    phone.reads("You can miss %(hours)s more class hours.", hours=4)
    assert phone.page.locator(".stat-value").all_inner_texts() == ["8", "20"]
    assert misfits(phone.page) == []
    assert (phone.complaints, teacher.complaints) == ([], [])
