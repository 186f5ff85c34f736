"""A timetable that was changed on its way, and questions that would never end."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from cgtraining.people.models import Person
from tests import factories

SignIn = Callable[[Person], FlaskClient]
ROW = {
    "sessions-0-title_zh": "开班",
    "sessions-0-day": "2026-03-09",
    "sessions-0-starts": "09:00",
    "sessions-0-ends": "12:00",
    "sessions-0-class_hours": "4",
    "sessions-0-chosen": "y",
}


@pytest.fixture
def cohort(app):
    curriculum = factories.curriculum()
    factories.unit(curriculum, hours=150)
    factories.unit(curriculum, hours=150)
    return factories.cohort(curriculum)


@pytest.fixture
def office(cohort, sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.program_staff(cohort.program))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-28", "2027-01-01"])
def test_teaching_begins_within_the_cohort(cohort, office: FlaskClient, day: str) -> None:
    page = office.get(f"/cohorts/{cohort.id}/sessions/plan?first_day={day}&weekdays=5")

    assert page.status_code == 200
    assert "请填写其间的日期" in page.text
    assert "timetable" not in page.text


def test_more_sessions_than_can_be_planned_at_once_are_not_proposed(cohort, office: FlaskClient) -> None:
    parts = "&morning_starts=09:00&morning_ends=09:25&afternoon_starts=&afternoon_ends="
    page = office.get(f"/cohorts/{cohort.id}/sessions/plan?first_day=2026-03-01&weekdays=5{parts}")

    assert page.status_code == 200
    assert "600" in page.text
    assert "timetable" not in page.text


@pytest.mark.parametrize(("name", "value"), [("unit_id", "x"), ("unit_id", "9" * 30), ("kind", "x")])
def test_hidden_values_that_mean_nothing_are_none(cohort, office: FlaskClient, name: str, value: str) -> None:
    sent = ROW | {f"sessions-0-{name}": value}

    assert office.post(f"/cohorts/{cohort.id}/sessions/plan", data=sent).status_code == 302


@pytest.mark.parametrize("hours", ["NaN", "sNaN", "Infinity", "1e30", "1E-30"])
def test_class_hours_that_are_no_number_are_refused(cohort, office: FlaskClient, hours: str) -> None:
    page = office.post(f"/cohorts/{cohort.id}/sessions/plan", data=ROW | {"sessions-0-class_hours": hours})

    assert page.status_code == 200
    assert "请用数字填写" in page.text


def test_a_link_that_is_no_address_is_refused(cohort, office: FlaskClient) -> None:
    form = {name.removeprefix("sessions-0-"): value for name, value in ROW.items()} | {"kind": "online"}
    for link in ("http://[", "javascript:alert(1)", "data:text/html,x"):
        page = office.post(f"/cohorts/{cohort.id}/sessions/new", data=form | {"link": link})
        assert "以 https://" in page.text
