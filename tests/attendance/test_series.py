"""A session that repeats: its days, and planning them in one go."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from cgtraining.attendance.days_off import DayCalendar
from cgtraining.attendance.queries import sessions_of
from cgtraining.attendance.series import repeated
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories

off = DayCalendar({}).off
SATURDAY, WEDNESDAY = 5, 2


def days(first: date, last: date, weekdays=frozenset({SATURDAY}), every: int = 1, most: int = 100, is_off=off):
    return repeated(
        first_day=first, last_day=last, weekdays=weekdays, every_weeks=every, most=most, is_off=is_off
    )  # fmt: skip


def test_a_weekly_series_skips_the_national_day_and_its_swapped_workday_and_is_held_as_often() -> None:
    assert days(date(2026, 9, 19), date(2026, 12, 31), most=3) == [
        date(2026, 9, 19), date(2026, 10, 17), date(2026, 10, 24),
    ]  # fmt: skip


def test_every_second_week_is_counted_from_the_monday_of_the_first_day() -> None:
    both = frozenset({WEDNESDAY, SATURDAY})
    assert days(date(2026, 3, 14), date(2026, 4, 1), both, every=2) == [
        date(2026, 3, 14), date(2026, 3, 25), date(2026, 3, 28),
    ]  # fmt: skip


def test_a_last_day_ends_the_series_before_its_number_is_full() -> None:
    assert days(date(2026, 3, 14), date(2026, 3, 21), most=9) == [date(2026, 3, 14), date(2026, 3, 21)]
    assert days(date(2026, 3, 14), date(2026, 3, 13)) == []


DATES = st.dates(date(2025, 1, 1), date(2026, 6, 30))


@given(
    DATES,
    st.integers(0, 180),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from([1, 2, 4]),
    st.integers(1, 40),
)
def test_the_days_of_a_series_are_exactly_those_that_fit(first, length, weekdays, every, most) -> None:
    last = first + timedelta(days=length)
    found = days(first, last, weekdays, every, most)
    monday = first - timedelta(days=first.weekday())
    fitting = [
        day
        for day in (first + timedelta(days=number) for number in range(length + 1))
        if day.weekday() in weekdays and ((day - monday).days // 7) % every == 0 and off(day) is None
    ]
    assert found == fitting[:most]


ASKED = {
    "title_zh": "读书会", "title_en": "Reading circle", "first_day": "2026-09-19", "weekdays": ["5"], "every": "1",
    "starts": "19:00", "ends": "21:00", "class_hours": "2", "times": "3", "until": "", "unit_id": "",
    "kind": "workshop",
}  # fmt: skip


@pytest.fixture
def staff(cohort, sign_in):
    client = sign_in(factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER))
    client.set_cookie("language", "en")
    return client


@pytest.fixture
def address(cohort) -> str:
    return f"/cohorts/{cohort.id}/sessions/series"


def page_of(answer):
    return html.fromstring(answer.data)


def fields_of(page) -> dict[str, str]:
    fields = page.xpath("//form[@class='proposal']//input[not(@type='checkbox') or @checked]")
    return {field.get("name"): field.get("value", "y") for field in fields if field.get("name")} | {"trainer_id": ""}


def test_a_series_is_proposed_looked_at_and_created_in_one_go(staff, cohort, address) -> None:
    unit = factories.unit(cohort.curriculum)
    asked = ASKED | {"unit_id": str(unit.id)}
    assert staff.get(address).status_code == 200
    page = page_of(staff.get(address, query_string=asked))
    lost = page.xpath("//fieldset[@class='days-off']//input/@value")
    assert lost == ["2026-09-26", "2026-10-03", "2026-10-10"]
    fields = fields_of(page) | {"link": "https://meeting.example.org/1"}
    assert staff.post(address, data=fields, query_string=asked).status_code == 302
    made = [listed.session for listed in sessions_of(cohort)]
    assert [one.day for one in made] == [date(2026, 9, 19), date(2026, 10, 17), date(2026, 10, 24)]
    assert {(one.title_en, one.unit_id, one.kind.value, one.link) for one in made} == {
        ("Reading circle", unit.id, "workshop", "https://meeting.example.org/1")
    }
    again = page_of(staff.post(address, data=fields, query_string=asked))
    assert len(again.xpath("//*[contains(@class, 'callout-bad')]")) == 3
    assert len(sessions_of(cohort)) == 3


def test_a_day_off_is_used_all_the_same_by_who_was_told(staff, cohort, address) -> None:
    asked = ASKED | {"teach_on": ["2026-10-10"]}
    page = page_of(staff.get(address, query_string=asked))
    assert len(page.xpath("//p[@class='remark']")) == 1
    assert staff.post(address, data=fields_of(page), query_string=asked).status_code == 302
    assert [listed.session.day.day for listed in sessions_of(cohort)] == [19, 10, 17]


def test_a_series_until_a_day_ends_with_the_cohort_at_the_latest(staff, cohort, address) -> None:
    asked = ASKED | {"times": "", "until": "2030-01-01"}
    page = page_of(staff.get(address, query_string=asked))
    assert page.xpath("//form[@class='proposal']//input[@type='date']/@value")[-1] == "2026-12-26"


@pytest.mark.parametrize(
    "wrong",
    [
        {"times": "", "until": ""},
        {"times": "0"},
        {"times": "401"},
        {"until": "2026-09-01"},
        {"ends": "18:00"},
        {"weekdays": []},
        {"first_day": "2025-01-01"},
        {"title_zh": ""},
        {"every": "3"},
    ],
)
def test_a_series_that_cannot_be_says_so_once(staff, cohort, address, wrong) -> None:
    page = page_of(staff.get(address, query_string=ASKED | wrong))
    assert len(page.xpath("//*[@role='alert']//li")) == 1
    assert page.xpath("//form[@class='proposal']") == []


def test_a_series_without_a_day_says_what_to_do(staff, cohort, address) -> None:
    page = page_of(staff.get(address, query_string=ASKED | {"first_day": "2026-10-01", "until": "2026-10-07"}))
    assert len(page.xpath("//form[@class='proposal']//*[contains(@class, 'callout-attention') and not(@hidden)]")) == 1


def test_the_proposal_takes_as_many_reads_for_three_days_as_for_one(staff, cohort, address, count_queries) -> None:
    db.session.commit()
    with_one = count_queries(lambda: staff.get(address, query_string=ASKED | {"times": "1"}))
    assert count_queries(lambda: staff.get(address, query_string=ASKED)) == with_one
