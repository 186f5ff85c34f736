from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.quizzes.grading import counting_points, is_pass, percent_of, scaled
from cgtraining.quizzes.models import GradingMethod

hundredths = st.decimals(0, 100, places=2)


@pytest.mark.parametrize(
    ("method", "points", "counts"),
    [
        (GradingMethod.BEST, [], None),
        (GradingMethod.BEST, [D(5), D(8), D(6)], D(8)),
        (GradingMethod.LAST, [D(5), D(8), D(6)], D(6)),
        (GradingMethod.MEAN, [D(5), D(8), D(6)], D("6.33")),
        (GradingMethod.MEAN, [D("0.01"), D("0.02")], D("0.02")),
        (GradingMethod.BEST, [D(5), None], None),
        (GradingMethod.MEAN, [None, D(5)], None),
        (GradingMethod.LAST, [None, D(5)], D(5)),
        (GradingMethod.LAST, [D(5), None], None),
    ],
)
def test_which_attempt_counts(method, points, counts):
    assert counting_points(method, points) == counts


@given(st.sampled_from(GradingMethod), st.lists(hundredths, min_size=1, max_size=6))
def test_what_counts_lies_between_the_worst_and_the_best_attempt(method, points):
    assert min(points) <= counting_points(method, points) <= max(points)


def test_a_pass_is_not_reached_by_rounding():
    assert is_pass(D("59.99"), D(100), D(60)) is False
    assert is_pass(D(6), D(10), D(60)) is True
    assert is_pass(D(2), D(3), D("66.67")) is False
    assert is_pass(D(2), D(3), None) is None
    assert is_pass(D(0), D(0), D(60)) is None
    assert percent_of(D(1), D(0)) is None


@given(points=hundredths, to=st.decimals(1, 200, places=2))
def test_scaled_points_are_never_above_the_maximum(points, to):
    assert 0 <= scaled(points, D(100), to) <= to
    assert scaled(points, D(0), to) == 0
