from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.attendance.models import AttendanceStatus
from cgtraining.attendance.rates import counted_as, counts_in_denominator, weight_of
from cgtraining.programs.attendance_rule import AttendanceRule


@pytest.mark.parametrize(
    ("status", "missed", "weight"),
    [
        (AttendanceStatus.PRESENT, 0, Decimal(1)),
        (AttendanceStatus.MADE_UP, 0, Decimal(1)),
        (AttendanceStatus.LATE, 45, Decimal("0.75")),
        (AttendanceStatus.LEFT_EARLY, 90, Decimal("0.5")),
        (AttendanceStatus.LATE, 500, Decimal(0)),
        (AttendanceStatus.PERSONAL_LEAVE, 0, Decimal(0)),
        (AttendanceStatus.SICK_LEAVE, 0, Decimal(0)),
        (AttendanceStatus.OFFICIAL_LEAVE, 0, Decimal(0)),
        (AttendanceStatus.ABSENT, 0, Decimal(0)),
    ],
)
def test_a_mark_in_a_session_of_three_hours_weighs(status: AttendanceStatus, missed: int, weight: Decimal) -> None:
    assert weight_of(status, missed, 180) == weight


def test_a_session_without_length_earns_nothing_by_minutes() -> None:
    assert weight_of(AttendanceStatus.LATE, 0, 0) == 0


def test_by_default_only_official_leave_is_out_of_the_denominator() -> None:
    out = [s for s in AttendanceStatus if not counts_in_denominator(s, AttendanceRule())]
    assert out == [AttendanceStatus.OFFICIAL_LEAVE]
    assert counts_in_denominator(None, AttendanceRule())


def test_the_program_says_which_leave_counts() -> None:
    says = AttendanceRule(personal_leave_counts=False, sick_leave_counts=False, official_leave_counts=True)
    out = [s for s in AttendanceStatus if not counts_in_denominator(s, says)]
    assert out == [AttendanceStatus.PERSONAL_LEAVE, AttendanceStatus.SICK_LEAVE]


@pytest.mark.parametrize(
    ("status", "missed", "counts_as"),
    [
        (AttendanceStatus.LATE, 30, AttendanceStatus.LATE),
        (AttendanceStatus.LATE, 31, AttendanceStatus.ABSENT),
        (AttendanceStatus.LEFT_EARLY, 45, AttendanceStatus.LEFT_EARLY),
        (AttendanceStatus.LEFT_EARLY, 46, AttendanceStatus.ABSENT),
        (AttendanceStatus.PRESENT, 0, AttendanceStatus.PRESENT),
    ],
)
def test_more_minutes_than_the_program_allows_count_as_absent(
    status: AttendanceStatus, missed: int, counts_as: AttendanceStatus
) -> None:
    says = AttendanceRule(late_absent_after=30, early_absent_after=45)
    assert counted_as(status, missed, says) is counts_as


@given(st.sampled_from(AttendanceStatus), st.integers(0, 2000))
def test_without_a_limit_every_mark_counts_as_what_it_is(status: AttendanceStatus, missed: int) -> None:
    assert counted_as(status, missed, AttendanceRule()) is status


@given(st.sampled_from(AttendanceStatus), st.integers(0, 2000), st.integers(0, 2000), st.integers(0, 1000))
def test_weight_is_a_share_and_never_grows_with_minutes_missed(
    status: AttendanceStatus, first: int, second: int, minutes: int
) -> None:
    fewer, more = sorted((first, second))
    assert 0 <= weight_of(status, more, minutes) <= weight_of(status, fewer, minutes) <= 1
