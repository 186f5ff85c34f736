"""Merging what several devices tapped without a network: properties of `tapping`, whatever comes in whatever order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import reduce

from hypothesis import example, given
from hypothesis import strategies as st

from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus, TapVerdict
from cgtraining.attendance.tapping import (
    CYCLE,
    OLDEST,
    KeptTap,
    Said,
    Standing,
    after,
    agree,
    judge,
    moment_of_tap,
    next_value,
    standing_of,
)
from tests.attendance.factories import ABSENT, NOTHING, PRESENT, SICK, START, late

VALUES = (NOTHING, PRESENT, late(5), late(12), ABSENT)
values = st.sampled_from(VALUES)
NOW = datetime(2026, 3, 9, 2, tzinfo=UTC)


@st.composite
def offline_devices(draw) -> list[Said]:
    """What up to three devices tapped that all left the network with the same mark on their screens."""
    base = draw(values)
    return [
        Said(device, number, base, new)
        for device in "abc"
        for number, new in enumerate(draw(st.lists(values, max_size=4)), start=1)
    ]


@st.composite
def delivered(draw) -> list[Said]:
    """In any order, some of them twice."""
    taps = draw(offline_devices())
    twice = draw(st.lists(st.sampled_from(taps), max_size=3)) if taps else []
    return draw(st.permutations(taps + twice))


def last_words(taps: list[Said]) -> dict[str, Said]:
    return {tap.device: tap for tap in sorted(taps, key=lambda one: one.number)}


def beginning(taps: list[Said]) -> Standing:
    return Standing(taps[0].base if taps else NOTHING)


def all_of(taps: list[Said]) -> Standing:
    return reduce(after, taps, beginning(taps))


@given(delivered())
def test_the_last_word_of_each_device_stands_or_is_in_dispute(taps: list[Said]) -> None:
    standing = all_of(taps)
    for device, word in last_words(taps).items():
        unsaid = agree(word.new, word.base)
        assert agree(word.new, standing.current) or device in standing.disputed or unsaid
        assert device not in standing.disputed or standing.disputed[device] == word.new


@given(delivered())
def test_what_is_delivered_twice_changes_nothing(taps: list[Said]) -> None:
    once = all_of(taps)
    assert reduce(after, taps, once) == once
    assert {judge(once, tap) for tap in taps} <= {TapVerdict.OUTRUN}


@given(st.data())
def test_who_comes_first_decides_only_which_of_two_words_stands_meanwhile(data) -> None:
    """Of devices that each said one thing: the words on the table are the same in every order."""
    said = data.draw(st.lists(st.sampled_from((PRESENT, late(5), ABSENT)), min_size=1, max_size=3))
    taps = [Said(device, 1, NOTHING, new) for device, new in zip("abc", said, strict=False)]
    standing = all_of(data.draw(st.permutations(taps)))
    words = {standing.current.status} | {value.status for value in standing.disputed.values()}
    assert words == {value.status for value in said}


@given(st.data())
def test_one_device_alone_ends_at_its_last_word_in_any_order(data) -> None:
    said = data.draw(st.lists(values, min_size=1, max_size=5))
    taps = [Said("a", number, NOTHING, new) for number, new in enumerate(said, start=1)]
    standing = all_of(data.draw(st.permutations(taps)))
    assert (agree(standing.current, said[-1]), dict(standing.disputed)) == (True, {})


@given(delivered())
@example([Said("a", 1, NOTHING, PRESENT), Said("b", 1, NOTHING, PRESENT), Said("a", 2, NOTHING, ABSENT)])
def test_a_mark_changes_only_for_who_had_seen_it_or_alone_made_it(taps: list[Said]) -> None:
    standing = beginning(taps)
    for tap in taps:
        then = after(standing, tap)
        if then.current != standing.current:
            assert tap.base == standing.current or standing.holder == tap.device
        standing = then


@given(delivered())
def test_the_standing_is_the_same_when_it_is_read_back_from_what_was_kept(taps: list[Said]) -> None:
    standing, kept, change = beginning(taps), [], 0
    for tap in {(tap.device, tap.number): tap for tap in taps}.values():
        verdict, then = judge(standing, tap), after(standing, tap)
        change += verdict is TapVerdict.COUNTED
        alone = verdict is TapVerdict.COUNTED and then.holder == tap.device
        kept = [replace(one, is_open=one.is_open and one.said.device in then.disputed) for one in kept]
        kept = [replace(one, is_open=one.is_open and one.said.new == then.disputed[one.said.device]) for one in kept]
        kept.append(KeptTap(tap, verdict, change if alone else None, verdict is TapVerdict.DISPUTED))
        standing = then
        assert standing_of(standing.current, change or None, kept) == standing


def test_two_who_say_late_within_minutes_of_each_other_agree() -> None:
    assert judge(Standing(late(5)), Said("b", 1, NOTHING, late(12))) is TapVerdict.AGREED


def test_a_mark_that_came_otherwise_is_not_changed_unseen() -> None:
    """As when the trainee asked for leave, or the register was kept, while the device was away."""
    mine = KeptTap(Said("a", 1, NOTHING, PRESENT), TapVerdict.COUNTED, 7, False)
    standing = standing_of(SICK, 8, [mine])
    assert judge(standing, Said("a", 2, NOTHING, ABSENT)) is TapVerdict.DISPUTED
    assert judge(standing, Said("a", 2, SICK, ABSENT)) is TapVerdict.COUNTED


@given(st.integers(-5, 5), st.integers(0, 600))
def test_a_clock_that_is_minutes_wrong_does_not_matter(minutes_wrong: int, minutes_ago: int) -> None:
    tapped = NOW - timedelta(minutes=minutes_ago)
    wrong = timedelta(minutes=minutes_wrong)
    assert moment_of_tap(tapped + wrong, -wrong, NOW) == tapped


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1970, 1, 1)))
def test_no_clock_makes_a_tap_of_the_future_or_of_another_year(at: datetime) -> None:
    assert NOW - OLDEST <= moment_of_tap(at, timedelta(), NOW) <= NOW


def test_taps_go_around_and_begin_with_present() -> None:
    ends, now = START + timedelta(hours=3), START + timedelta(minutes=20)
    value, shown = NOTHING, []
    for _ in CYCLE:
        value = next_value(value, START, ends, now)
        shown.append(value)
    assert shown == [PRESENT, late(20), ABSENT, NOTHING]
    assert next_value(SICK, START, ends, now) == PRESENT
    assert next_value(PRESENT, START, ends, ends) == MarkValue(AttendanceStatus.LATE)
