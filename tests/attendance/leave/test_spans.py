import itertools
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.attendance.leave.spans import (
    Span,
    collide,
    covers,
    days_in,
    joined,
    morning,
    night,
    noon,
    spans_from_json,
    spans_to_json,
    until,
)

START = datetime(2026, 3, 9, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
minutes = st.integers(0, 10_000)
moments = minutes.map(lambda number: START + timedelta(minutes=number))
spans = st.tuples(moments, st.integers(1, 3_000)).map(lambda made: Span(made[0], made[0] + timedelta(minutes=made[1])))
several = st.lists(spans, min_size=1, max_size=5)


@given(several)
def test_joined_spans_are_in_order_apart_and_cover_the_same_moments(some) -> None:
    found = joined(some)
    assert all(one.end < other.start for one, other in itertools.pairwise(found))
    for span in some:
        assert any(one.start <= span.start and span.end <= one.end for one in found)
    assert joined(found) == found


@given(several, spans)
def test_a_session_is_covered_by_half_of_it_or_more(some, session) -> None:
    away = sum(
        any(one.start <= session.start + timedelta(minutes=n) < one.end for one in some)
        for n in range(int(session.length.total_seconds() // 60))
    )
    assert covers(joined(some), session) == (away > 0 and 2 * away * 60 >= session.length.total_seconds())


@given(several, several)
def test_to_collide_is_mutual_and_means_a_shared_minute(some, others) -> None:
    assert collide(some, others) == collide(others, some)
    assert collide(some, others) == any(one.start < two.end and two.start < one.end for one in some for two in others)


@given(several, moments)
def test_what_is_left_before_a_moment_ends_by_it_and_covers_no_more_than_before(some, end) -> None:
    whole = joined(some)
    left = until(whole, end)
    assert all(one.end <= end for one in left)
    assert all(any(two.start == one.start and one.end <= two.end for two in whole) for one in left)


@given(several)
def test_spans_come_back_from_what_is_stored(some) -> None:
    assert spans_from_json(spans_to_json(some)) == tuple(some)


@given(several)
def test_the_length_is_in_half_days_and_covers_the_hours_away(some) -> None:
    days = days_in(joined(some), "Asia/Shanghai")
    assert days % Decimal("0.5") == 0
    away = sum((one.length for one in joined(some)), timedelta(0))
    assert days >= Decimal("0.5")
    assert away <= timedelta(days=float(days))


def test_a_day_a_morning_and_an_afternoon_have_their_lengths() -> None:
    day = date(2026, 3, 9)
    assert days_in([Span(morning(day, SHANGHAI), night(day, SHANGHAI))], "Asia/Shanghai") == 1
    assert days_in([Span(morning(day, SHANGHAI), noon(day, SHANGHAI))], "Asia/Shanghai") == Decimal("0.5")
    assert days_in([Span(noon(day, SHANGHAI), night(date(2026, 3, 11), SHANGHAI))], "Asia/Shanghai") == Decimal("2.5")
