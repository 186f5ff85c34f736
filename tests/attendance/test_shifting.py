"""Moving what is to come by days and weeks: in order, around days off."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.attendance.days_off import DayCalendar
from cgtraining.attendance.shifting import shifted

off = DayCalendar({}).off
DAYS = st.lists(st.dates(date(2025, 9, 1), date(2026, 11, 1)), min_size=1, max_size=20)


def test_a_weekend_program_that_moves_by_a_week_goes_around_the_spring_festival() -> None:
    days = [date(2026, 2, 7), date(2026, 2, 8), date(2026, 3, 7)]
    assert shifted(days, by=7, is_off=off) == {
        date(2026, 2, 7): date(2026, 3, 1),
        date(2026, 2, 8): date(2026, 3, 7),
        date(2026, 3, 7): date(2026, 3, 14),
    }


def test_what_moves_onto_the_national_day_goes_on_to_the_weekend_after_the_swapped_workday() -> None:
    days = [date(2026, 9, 19), date(2026, 9, 19), date(2026, 10, 17)]
    assert shifted(days, by=7, is_off=off) == {
        date(2026, 9, 19): date(2026, 10, 17),
        date(2026, 10, 17): date(2026, 10, 24),
    }


@given(DAYS, st.integers(-60, 60))
def test_without_days_off_everything_moves_by_exactly_as_much(days, by) -> None:
    moved = shifted(days, by=by, is_off=lambda day: False)
    assert moved == {day: day + timedelta(days=by) for day in days}


@given(DAYS, st.integers(-60, 60))
def test_order_is_kept_nothing_lands_on_a_day_off_and_nothing_comes_too_early(days, by) -> None:
    moved = shifted(days, by=by, is_off=off)
    targets = [moved[day] for day in sorted(set(days))]
    assert all(first < second for first, second in pairwise(targets))
    assert [day for day in targets if off(day)] == []
    assert all(moved[day] >= day + timedelta(days=by) for day in days)
    assert {day.weekday() for day in targets} <= {(day + timedelta(days=by)).weekday() for day in days}
