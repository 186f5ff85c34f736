"""Merging joins: overlaps count once, and only what falls into the session."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.meetings.presence import Presence, Stay, presence_of, value_of
from cgtraining.attendance.models import AttendanceStatus
from tests.attendance.factories import START

ENDS = START + timedelta(hours=3)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def stay(joined: int, left: int, lasted: int | None = None) -> Stay:
    return Stay(at(joined), at(left), timedelta(minutes=lasted) if lasted is not None else None)


def minutes(*stays: Stay) -> int:
    return presence_of(stays, START, ENDS).minutes


def value(*stays: Stay) -> MarkValue:
    return value_of(presence_of(stays, START, ENDS), START, ENDS)


def test_several_joins_are_merged_and_overlaps_count_once() -> None:
    assert minutes(stay(0, 60), stay(60, 90), stay(80, 100)) == 100
    assert minutes(stay(0, 180), stay(10, 20)) == 180
    assert presence_of([stay(30, 60), stay(90, 120)], START, ENDS) == Presence(timedelta(hours=1), at(30), at(120))


def test_only_what_falls_into_the_session_counts() -> None:
    assert minutes(stay(-60, 30), stay(170, 300)) == 40
    assert presence_of([stay(-60, -10)], START, ENDS) == Presence()


def test_a_sum_with_gaps_counts_itself_and_two_devices_at_once_do_not_add_up() -> None:
    assert minutes(stay(0, 180, 120)) == 120
    assert minutes(stay(0, 180, 120), stay(0, 180, 100)) == 120
    assert minutes(stay(0, 60), stay(0, 180, 100)) == 100
    assert minutes(stay(0, 60, 60), stay(100, 180, 40)) == 100


def test_where_only_lengths_are_known_the_longest_counts() -> None:
    assert minutes(Stay(lasted=timedelta(minutes=50)), Stay(lasted=timedelta(minutes=90))) == 90
    assert minutes(Stay(lasted=timedelta(hours=9))) == 180


def test_no_time_of_leaving_is_to_the_end() -> None:
    assert minutes(Stay(at(150))) == 30


def test_marks_by_the_minutes() -> None:
    assert value(stay(5, 175)) == MarkValue(AttendanceStatus.PRESENT)
    assert value(stay(30, 180)) == MarkValue(AttendanceStatus.LATE, 30)
    assert value(stay(0, 120)) == MarkValue(AttendanceStatus.LEFT_EARLY, 60)
    assert value(stay(30, 120)) == MarkValue(AttendanceStatus.LATE, 90)
    assert value(stay(0, 60), stay(90, 180)) == MarkValue(AttendanceStatus.LEFT_EARLY, 30)
    assert value(Stay(lasted=timedelta(minutes=100))) == MarkValue(AttendanceStatus.LEFT_EARLY, 80)
    assert value(Stay(lasted=timedelta(minutes=175))) == MarkValue(AttendanceStatus.PRESENT)


WHOLE = st.tuples(st.integers(-100, 300), st.integers(0, 200)).map(lambda pair: stay(pair[0], sum(pair)))
ANY = st.one_of(
    WHOLE,
    st.tuples(st.integers(-100, 300), st.integers(0, 200), st.integers(0, 200)).map(
        lambda three: stay(three[0], three[0] + three[1], min(three[1], three[2]))
    ),
    st.integers(0, 300).map(lambda length: Stay(lasted=timedelta(minutes=length))),
)


@given(st.lists(WHOLE, max_size=8))
def test_minutes_are_those_at_which_anybody_would_have_seen_them(stays: list[Stay]) -> None:
    seen = [any(one.joined <= at(n) < one.left for one in stays if one.joined and one.left) for n in range(180)]
    assert minutes(*stays) == sum(seen)


@given(st.lists(ANY, max_size=6), st.randoms())
def test_order_and_repetition_change_nothing(stays: list[Stay], random) -> None:
    mixed = [*stays, *stays]
    random.shuffle(mixed)
    assert presence_of(mixed, START, ENDS) == presence_of(stays, START, ENDS)


@given(st.lists(ANY, max_size=6))
def test_nobody_is_there_for_longer_than_the_session_or_than_all_joins_together(stays: list[Stay]) -> None:
    there = presence_of(stays, START, ENDS).there
    said = sum(
        (one.lasted or (one.left - one.joined if one.joined and one.left else timedelta()) for one in stays),
        timedelta(),
    )
    assert timedelta() <= there <= min(ENDS - START, said + timedelta(minutes=2) * len(stays))


@given(st.lists(ANY, min_size=1, max_size=6))
def test_a_mark_misses_exactly_what_was_not_there(stays: list[Stay]) -> None:
    presence = presence_of(stays, START, ENDS)
    said = value_of(presence, START, ENDS)
    assert said.minutes_missed in (0, 180 - presence.minutes)
