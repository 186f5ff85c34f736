from datetime import UTC, date, datetime, timedelta

import pytest

from cgtraining.attendance.arrivals import arrival, departure, is_open, may_open
from cgtraining.attendance.marking import (
    LastChange,
    MarkValue,
    counts_as_absent,
    is_listed,
    may_be_entered,
    needs_reason,
    tidied,
)
from cgtraining.attendance.models import AttendanceStatus
from cgtraining.programs.attendance_rule import AttendanceRule
from tests.attendance.factories import ABSENT, NOTHING, PRESENT, SICK, START, late

DAY = date(2026, 3, 9)
NOW = datetime(2026, 3, 10, 1, tzinfo=UTC)
END = START + timedelta(hours=3)


def early(minutes: int) -> MarkValue:
    return MarkValue(AttendanceStatus.LEFT_EARLY, minutes)


def reason_needed(old: MarkValue = PRESENT, today: date = date(2026, 3, 10), last: LastChange | None = None) -> bool:
    return needs_reason(old=old, session_day=DAY, today=today, last=last, actor_id=1, now=NOW)


def test_changing_a_mark_of_a_past_day_needs_a_reason() -> None:
    assert reason_needed()
    assert reason_needed(last=LastChange(2, NOW - timedelta(minutes=1)))
    assert reason_needed(last=LastChange(1, NOW - timedelta(minutes=31)))


def test_a_first_mark_a_mark_of_the_same_day_and_the_own_slip_need_none() -> None:
    assert not reason_needed(old=NOTHING)
    assert not reason_needed(today=DAY)
    assert not reason_needed(last=LastChange(1, NOW - timedelta(minutes=29)))


def test_minutes_are_kept_only_where_they_say_something_and_within_the_session() -> None:
    assert tidied(MarkValue(AttendanceStatus.PRESENT, 9), 180) == PRESENT
    assert tidied(late(500), 180) == late(180)
    assert tidied(late(-5), 180) == late(0)


def test_before_its_day_a_session_takes_leave_only() -> None:
    before = date(2026, 3, 8)
    assert [may_be_entered(s, DAY, before) for s in (SICK.status, None, PRESENT.status, ABSENT.status)] == [
        True,
        True,
        False,
        False,
    ]
    assert may_be_entered(PRESENT.status, DAY, DAY)


def test_the_register_lists_who_has_not_left_and_whoever_has_a_mark() -> None:
    assert is_listed(day=DAY, left_on=None, has_mark=False)
    assert is_listed(day=DAY, left_on=date(2026, 3, 10), has_mark=False)
    assert not is_listed(day=DAY, left_on=DAY, has_mark=False)
    assert is_listed(day=DAY, left_on=DAY, has_mark=True)


@pytest.mark.parametrize(
    ("minutes", "value"), [(-30, PRESENT), (0, PRESENT), (10, PRESENT), (11, late(11)), (500, late(180))]
)
def test_an_arrival_is_late_from_ten_minutes_after_the_start(minutes: int, value: MarkValue) -> None:
    assert arrival(START, END, START + timedelta(minutes=minutes), AttendanceRule()) == value


@pytest.mark.parametrize(
    ("minutes", "value"),
    [(-10, PRESENT), (0, PRESENT), (5, PRESENT), (6, early(6)), (500, early(180))],
)
def test_a_departure_is_early_from_the_program_s_tolerance_before_the_end(minutes: int, value: MarkValue) -> None:
    assert departure(START, END, END - timedelta(minutes=minutes), AttendanceRule(early_tolerance=5)) == value


def test_an_arrival_is_late_from_the_program_s_tolerance() -> None:
    at = START + timedelta(minutes=6)
    assert [arrival(START, END, at, AttendanceRule(late_tolerance=n)) for n in (5, 6)] == [late(6), PRESENT]


def test_check_in_may_be_open_from_two_hours_before_until_the_end() -> None:
    moments = [START - timedelta(hours=2, seconds=1), START - timedelta(hours=2), END - timedelta(seconds=1), END]
    assert [may_open(START, END, moment) for moment in moments] == [False, True, True, False]
    assert [is_open(until, NOW) for until in (None, NOW, NOW + timedelta(seconds=1))] == [False, False, True]


def test_only_who_came_or_left_beyond_the_limit_counts_as_absent() -> None:
    says = AttendanceRule(late_absent_after=30)
    assert [counts_as_absent(value, says) for value in (late(30), late(31), early(180), PRESENT, NOTHING)] == [
        False,
        True,
        False,
        False,
        False,
    ]
