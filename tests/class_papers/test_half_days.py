from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.class_papers.half_days import Half, half_days_of, halves_covered
from cgtraining.class_papers.queries import sessions_on_paper
from tests.class_papers.sample import a_class, with_sessions

MORNING = datetime(2026, 3, 9, 9, 0)


def test_a_session_over_noon_stands_in_both_halves():
    assert halves_covered(MORNING, MORNING + timedelta(hours=6)) == [Half.MORNING, Half.AFTERNOON]
    assert halves_covered(MORNING, MORNING + timedelta(hours=3, minutes=30)) == [Half.MORNING]


def test_an_evening_that_goes_on_after_midnight_is_one_evening():
    late = datetime(2026, 3, 9, 23, 59, 59)
    assert halves_covered(late, late + timedelta(hours=2)) == [Half.EVENING]


@given(st.datetimes(), st.timedeltas(timedelta(minutes=1), timedelta(hours=10)))
def test_every_session_stands_in_a_half_and_they_follow_each_other(starts, length):
    covered = halves_covered(starts, starts + length)
    order = [list(Half).index(half) for half in covered]
    assert order == list(range(order[0], order[0] + len(order)))


def test_the_half_days_of_a_class_are_in_order_of_time(app):
    halves = half_days_of(sessions_on_paper(with_sessions(a_class(1))))
    assert [(one.day, one.half, len(one.sessions)) for one in halves] == [
        (date(2026, 3, 9), Half.MORNING, 1),
        (date(2026, 3, 9), Half.AFTERNOON, 1),
        (date(2026, 3, 9), Half.EVENING, 1),
        (date(2026, 3, 10), Half.MORNING, 1),
        (date(2026, 3, 10), Half.AFTERNOON, 1),
    ]
