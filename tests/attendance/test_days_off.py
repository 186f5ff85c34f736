"""The real days of 2026, and what the office corrects about them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.attendance.days_off import DayCalendar, SpecialDay, published_days
from cgtraining.attendance.models import CorrectedDay, DayKind
from cgtraining.attendance.operations import correct_days, take_day_away, withdraw_correction
from cgtraining.attendance.planning import propose
from cgtraining.attendance.queries import day_calendar
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.text import BilingualText
from tests.attendance.test_planning import AFTERNOON, MORNING, RULE, WEEKEND, topic

ANNOUNCED = DayCalendar({})
SPRING_FESTIVAL = BilingualText("春节", "Spring Festival")
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


def corrected(day: date, kind: DayKind) -> DayCalendar:
    return DayCalendar({day: SpecialDay(day, kind, BilingualText("院庆"), published=False)})


def weekends(first: date, last: date) -> list[tuple[int, int, DayKind]]:
    return [(one.day.month, one.day.day, one.kind) for one in ANNOUNCED.off_between(first, last, WEEKEND)]


def test_around_the_spring_festival_of_2026_three_weekends_are_lost() -> None:
    assert weekends(date(2026, 2, 1), date(2026, 3, 8)) == [
        (2, 14, DayKind.WORKDAY),
        (2, 15, DayKind.HOLIDAY),
        (2, 21, DayKind.HOLIDAY),
        (2, 22, DayKind.HOLIDAY),
        (2, 28, DayKind.WORKDAY),
    ]
    assert ANNOUNCED.off(date(2026, 2, 14)).name == SPRING_FESTIVAL


def test_around_the_national_day_of_2026_the_swapped_workdays_lie_weeks_apart() -> None:
    assert weekends(date(2026, 9, 14), date(2026, 10, 18)) == [
        (9, 20, DayKind.WORKDAY),
        (9, 26, DayKind.HOLIDAY),
        (9, 27, DayKind.HOLIDAY),
        (10, 3, DayKind.HOLIDAY),
        (10, 4, DayKind.HOLIDAY),
        (10, 10, DayKind.WORKDAY),
    ]


def test_a_program_on_weekdays_loses_the_holidays_alone() -> None:
    lost = ANNOUNCED.off_between(date(2026, 9, 14), date(2026, 10, 18), frozenset(range(5)))
    assert [one.day for one in lost] == [date(2026, 9, 25), *(date(2026, 10, day) for day in (1, 2, 5, 6, 7))]


def test_sessions_go_around_the_holidays_and_may_be_held_on_one_all_the_same() -> None:
    used = {date(2026, 10, 10)}

    def days(is_off) -> list[date]:
        topics = [topic(number, "4") for number in range(4)]
        found = propose(
            topics=topics, first_day=date(2026, 9, 26), weekdays=frozenset({5}), blocks=[MORNING], rule=RULE,
            is_off=is_off,
        )  # fmt: skip
        return [one.day for one in found]

    assert days(ANNOUNCED.off) == [date(2026, 10, 17), date(2026, 10, 24), date(2026, 10, 31), date(2026, 11, 7)]
    assert days(lambda day: day not in used and ANNOUNCED.off(day))[:2] == [date(2026, 10, 10), date(2026, 10, 17)]


def test_a_year_that_was_not_announced_is_named_with_what_the_office_entered() -> None:
    unannounced = date(2040, 10, 1)
    assert ANNOUNCED.unknown_years([date(2026, 1, 1), unannounced, unannounced]) == {2040: 0}
    assert corrected(unannounced, DayKind.HOLIDAY).unknown_years([unannounced]) == {2040: 1}
    assert ANNOUNCED.of_year(2040) == []


@given(DAYS, st.frozensets(st.integers(0, 6), min_size=1), st.lists(st.integers(1, 30), min_size=1, max_size=6))
def test_nothing_is_ever_proposed_on_a_day_off_and_every_class_hour_is_still_planned(first, weekdays, hours) -> None:
    topics = [topic(number, str(value)) for number, value in enumerate(hours)]
    found = propose(
        topics=topics, first_day=first, weekdays=weekdays, blocks=[MORNING, AFTERNOON], rule=RULE, is_off=ANNOUNCED.off
    )
    assert [one for one in found if ANNOUNCED.off(one.day)] == []
    assert sum(one.class_hours for one in found) == sum(hours)
    taught = {one.day for one in found}
    lost = {one.day for one in ANNOUNCED.off_between(first, found[-1].day, weekdays)}
    between = (first + timedelta(days=number) for number in range((found[-1].day - first).days + 1))
    assert {day for day in between if day.weekday() in weekdays} == taught | lost


@given(DAYS, st.sampled_from(DayKind))
def test_what_the_office_says_of_a_day_holds_for_that_day_and_no_other(day, kind) -> None:
    calendar = corrected(day, kind)
    special = calendar.special(day)
    assert (special.kind if special else DayKind.ORDINARY) is kind
    others = [other for other in published_days() if other != day]
    assert [calendar.special(other) for other in others] == [ANNOUNCED.special(other) for other in others]


def test_corrections_are_kept_replaced_and_taken_back(app) -> None:
    name = BilingualText("元旦", "New Year's Day")
    correct_days(first=date(2040, 1, 1), last=date(2040, 1, 3), kind=DayKind.HOLIDAY, name=name, actor=None)
    correct_days(first=date(2040, 1, 3), last=date(2040, 1, 3), kind=DayKind.ORDINARY, name=name, actor=None)
    calendar = day_calendar()
    assert [calendar.special(date(2040, 1, day)) is not None for day in (1, 2, 3)] == [True, True, False]
    assert len(calendar.of_year(2040)) == 3
    for _twice in range(2):
        withdraw_correction(day=date(2040, 1, 1), actor=None)
    assert day_calendar().special(date(2040, 1, 1)) is None


def test_a_published_day_is_taken_away_and_comes_back(app) -> None:
    day = date(2026, 10, 10)
    take_day_away(day=day, actor=None)
    assert day_calendar().off(day) is None
    withdraw_correction(day=day, actor=None)
    assert day_calendar().off(day).kind is DayKind.WORKDAY
    with pytest.raises(RuleBroken):
        take_day_away(day=date(2026, 10, 11), actor=None)


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        (date(2040, 1, 2), date(2040, 1, 1), DayKind.HOLIDAY),
        (date(2040, 1, 1), date(2040, 3, 1), DayKind.HOLIDAY),
        (date(2040, 1, 2), date(2040, 1, 2), DayKind.WORKDAY),
    ],
)
def test_days_that_cannot_be_are_refused_whole(app, first, last, kind) -> None:
    with pytest.raises(RuleBroken):
        correct_days(first=first, last=last, kind=kind, name=BilingualText("假"), actor=None)
    assert db.session.query(CorrectedDay).count() == 0
