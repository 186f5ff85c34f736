"""Planning in a real browser: around the National Day of 2026, on a swapped workday too, then a week later."""

import re
from datetime import date

from playwright.sync_api import expect

from cgtraining.attendance.queries import sessions_of
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories
from tests.browser import ON_SQLITE, PHONE, faults

pytestmark = ON_SQLITE


def days_of(cohort) -> list[date]:
    found = [listed.session.day for listed in sessions_of(cohort)]
    db.session.rollback()
    return found


def test_a_weekend_program_is_planned_around_the_holidays_and_shifted(app, signed_in, address) -> None:
    cohort = factories.cohort()
    factories.unit(cohort.curriculum, 8)
    path = f"{address}/cohorts/{cohort.id}/sessions"
    teacher = factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER)
    page = signed_in(teacher, width=PHONE, language="en").new_page()
    page.goto(f"{path}/plan")
    page.get_by_label("First day of teaching").fill("2026-09-26")
    page.get_by_label("Afternoon from").fill("")
    page.get_by_role("button", name="Propose a timetable").click()
    page.get_by_label("Sat 10 Oct 2026").check()
    page.get_by_role("button", name="Propose again").click()
    expect(page).to_have_url(re.compile("teach_on=2026-10-10"))
    expect(page.locator(".proposal .remark")).to_contain_text("trainees must be at their own work")
    assert faults(page) == []
    page.get_by_role("button", name="Create them all the same").click()
    expect(page.get_by_text("2 sessions are planned.")).to_be_visible()
    assert days_of(cohort) == [date(2026, 10, 10), date(2026, 10, 11)]

    page.goto(f"{path}/shift?first_day=2026-10-10")
    page.get_by_role("button", name="Preview").click()
    page.get_by_label("New day").last.fill("2026-10-31")
    assert faults(page) == []
    page.get_by_role("button", name="Move 2 sessions").click()
    expect(page.get_by_text("2 sessions are moved.")).to_be_visible()
    assert days_of(cohort) == [date(2026, 10, 17), date(2026, 10, 31)]
