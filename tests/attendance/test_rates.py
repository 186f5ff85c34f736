from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.attendance.models import AttendanceStatus
from cgtraining.attendance.rates import counts_in_denominator, weight_of


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


def test_only_official_leave_is_out_of_the_denominator() -> None:
    assert [s for s in AttendanceStatus if not counts_in_denominator(s)] == [AttendanceStatus.OFFICIAL_LEAVE]
    assert counts_in_denominator(None)


@given(st.sampled_from(AttendanceStatus), st.integers(0, 2000), st.integers(0, 2000), st.integers(0, 1000))
def test_weight_is_a_share_and_never_grows_with_minutes_missed(
    status: AttendanceStatus, first: int, second: int, minutes: int
) -> None:
    fewer, more = sorted((first, second))
    assert 0 <= weight_of(status, more, minutes) <= weight_of(status, fewer, minutes) <= 1
