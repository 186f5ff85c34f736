from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.quizzes.counting import Done, attempt_that_counts, on_scale, passes, share_that_counts
from cgtraining.quizzes.models import GradingMethod

BEST, LAST, MEAN = GradingMethod.BEST, GradingMethod.LAST, GradingMethod.MEAN
MARKED = st.builds(
    lambda number, points: Done(number, Decimal(points), Decimal(10)), st.integers(1, 9), st.integers(0, 10)
)
ATTEMPTS = st.lists(MARKED, min_size=1, unique_by=lambda one: one.number)


@given(attempts=ATTEMPTS)
def test_best_is_never_below_last_or_mean_and_the_order_does_not_matter(attempts):
    best, last, mean = (share_that_counts(attempts, method) for method in (BEST, LAST, MEAN))
    assert 0 <= mean <= best <= 1
    assert last <= best
    assert [share_that_counts(attempts[::-1], method) for method in (BEST, LAST)] == [best, last]


@given(attempts=ATTEMPTS, maximum=st.decimals(1, 500, places=2))
def test_a_score_is_within_the_scale(attempts, maximum):
    share = share_that_counts(attempts, BEST)
    assert 0 <= on_scale(share, maximum) <= maximum


def test_nothing_counts_before_all_that_it_depends_on_is_marked():
    attempts = [Done(1, None, Decimal(10)), Done(2, Decimal(5), Decimal(10))]
    assert [share_that_counts(attempts, method) for method in (BEST, LAST, MEAN)] == [None, Decimal("0.5"), None]
    assert [share_that_counts([], method) for method in (BEST, LAST, MEAN)] == [None] * 3
    assert share_that_counts([Done(1, Decimal(0), Decimal(0))], BEST) is None


def test_the_attempt_that_counts_is_named():
    attempts = [Done(1, Decimal(7), Decimal(10)), Done(2, Decimal(7), Decimal(10)), Done(3, Decimal(1), Decimal(10))]
    assert [attempt_that_counts(attempts, method) for method in (BEST, LAST, MEAN)] == [1, 3, None]
    assert attempt_that_counts([Done(1, None, Decimal(10))], BEST) is None


@pytest.mark.parametrize(
    ("share", "percent", "passed"),
    [("0.6", "60", True), ("0.5999", "60", False), (None, "60", None), ("1", None, None)],
)
def test_passing_is_decided_before_rounding(share, percent, passed):
    assert passes(Decimal(share) if share else None, Decimal(percent) if percent else None) is passed
