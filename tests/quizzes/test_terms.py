from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.quizzes.models import Quiz, QuizAllowance
from cgtraining.quizzes.terms import GRACE, is_too_late, terms_of
from tests.quizzes.factories import NOON

HOUR = timedelta(hours=1)
MINUTES = st.none() | st.integers(1, 300)
MOMENTS = st.none() | st.integers(0, 300).map(lambda minutes: NOON + timedelta(minutes=minutes))


def beyond(**values) -> QuizAllowance:
    return QuizAllowance(**({"extra_minutes": 0, "extra_attempts": 0} | values))


@given(minutes=MINUTES, closes_at=MOMENTS, extra=st.integers(0, 120), own_closing=MOMENTS)
def test_an_allowance_only_adds(minutes, closes_at, extra, own_closing):
    quiz = Quiz(minutes=minutes, closes_at=closes_at, attempts=1)
    usual = terms_of(quiz).due_at(NOON)
    own = terms_of(quiz, beyond(extra_minutes=extra)).due_at(NOON)
    assert own == (usual + timedelta(minutes=extra) if usual else None)
    named = terms_of(quiz, beyond(extra_minutes=extra, closes_at=own_closing))
    assert named.ends_at == (own_closing or (closes_at + timedelta(minutes=extra) if closes_at else None))


def test_an_attempt_ends_with_its_time_or_the_closing_whichever_is_first():
    assert terms_of(Quiz(minutes=60, closes_at=NOON + HOUR / 2)).due_at(NOON) == NOON + HOUR / 2
    assert terms_of(Quiz(minutes=20, closes_at=NOON + HOUR / 2)).due_at(NOON) == NOON + HOUR / 3
    assert terms_of(Quiz()).due_at(NOON) is None


def test_it_begins_between_opening_and_closing():
    terms = terms_of(Quiz(opens_at=NOON, closes_at=NOON + HOUR))
    moments = (NOON - GRACE, NOON, NOON + HOUR)
    assert [(terms.is_early(at), terms.is_over(at)) for at in moments] == [(True, False), (False, False), (False, True)]
    assert not terms_of(Quiz()).is_early(NOON)
    assert not terms_of(Quiz()).is_over(NOON)


def test_attempts_that_are_left_are_never_fewer_than_none():
    assert terms_of(Quiz(attempts=2)).attempts_left(5) == 0
    assert terms_of(Quiz(attempts=2), beyond(extra_attempts=4)).attempts_left(5) == 1
    assert terms_of(Quiz(), beyond(extra_attempts=4)).attempts_left(5) is None


def test_what_is_under_way_at_the_last_moment_is_taken_for_a_few_seconds():
    assert not is_too_late(NOON, NOON + GRACE)
    assert is_too_late(NOON, NOON + GRACE + timedelta(milliseconds=1))
    assert not is_too_late(None, NOON)
