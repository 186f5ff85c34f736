"""Checked against numpy-free independent computations: the textbook definitions written out another way."""

import statistics as reference
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.quizzes.item_analysis import analyse, correlation, groups_by_sum, variance

points = st.integers(0, 4).map(float)
tables = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(points, min_size=width, max_size=width), min_size=5, max_size=30)
)


def as_scores(table):
    return [dict(enumerate(row)) for row in table], dict.fromkeys(range(len(table[0])), 4.0)


def alpha_by_covariances(table):
    """Alpha as k mean covariance / (mean variance + (k - 1) mean covariance) (Cronbach 1951, equation 16)."""
    columns = list(zip(*table, strict=True))
    k = len(columns)
    covariances = [
        reference.covariance(columns[first], columns[second])
        for first, second in product(range(k), repeat=2)
        if first != second
    ]
    mean_covariance = sum(covariances) / len(covariances)
    mean_variance = sum(reference.variance(column) for column in columns) / k
    return k * mean_covariance / (mean_variance + (k - 1) * mean_covariance)


@given(tables)
def test_alpha_agrees_with_the_formula_by_covariances(table):
    figures = analyse(*as_scores(table))
    if figures.alpha is not None:
        assert figures.alpha == pytest.approx(alpha_by_covariances(table), abs=1e-9)
        assert figures.alpha <= 1 + 1e-9


@given(tables)
def test_discrimination_agrees_with_the_correlation_of_the_standard_library(table):
    figures = analyse(*as_scores(table))
    for key, item in figures.items.items():
        own, rest = [row[key] for row in table], [sum(row) - row[key] for row in table]
        if len(set(own)) > 1 and len(set(rest)) > 1:
            assert item.discrimination == pytest.approx(reference.correlation(own, rest), abs=1e-9)
        else:
            assert item.discrimination is None


@given(tables)
def test_the_figures_of_the_whole_test_agree_with_the_standard_library(table):
    figures = analyse(*as_scores(table))
    sums = [sum(row) for row in table]
    assert figures.mean == pytest.approx(reference.mean(sums))
    assert figures.deviation == pytest.approx(reference.stdev(sums))
    assert all(0 <= item.difficulty <= 1 for item in figures.items.values())


@given(tables)
def test_the_order_of_attempts_changes_neither_difficulty_nor_alpha(table):
    there, back = analyse(*as_scores(table)), analyse(*as_scores(table[::-1]))
    assert there.alpha == pytest.approx(back.alpha) if there.alpha is not None else back.alpha is None
    assert [item.difficulty for item in there.items.values()] == pytest.approx(
        [item.difficulty for item in back.items.values()]
    )


def test_a_worked_example():
    """Five people, three items of one point; computed by hand."""
    table = [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0], [1, 1, 1]]
    scores = [dict(enumerate(map(float, row))) for row in table]
    figures = analyse(scores, {0: 1.0, 1: 1.0, 2: 1.0})
    assert figures.mean == pytest.approx(1.8)
    assert [item.difficulty for item in figures.items.values()] == pytest.approx([0.8, 0.6, 0.4])
    # variances 0.2, 0.3, 0.3; of the sums 1.7: 3/2 (1 - 0.8/1.7)
    assert figures.alpha == pytest.approx(1.5 * (1 - 0.8 / 1.7))
    assert figures.error == pytest.approx(1.7**0.5 * (1 - figures.alpha) ** 0.5)
    # 27 % of five are two: the weakest have sums 0 and 1, the best 3 and 3
    assert [item.difference for item in figures.items.values()] == pytest.approx([0.5, 1.0, 1.0])


def test_with_random_draws_there_is_no_alpha_but_each_item_is_compared_among_those_who_were_asked():
    scores = [{1: 1.0, 2: 0.0}, {1: 0.0, 3: 1.0}, {2: 1.0, 3: 1.0}]
    figures = analyse(scores, {1: 1.0, 2: 1.0, 3: 1.0})
    assert figures.alpha is None
    assert [item.answers for item in figures.items.values()] == [2, 2, 2]
    assert [item.difficulty for item in figures.items.values()] == [0.5, 0.5, 1.0]


def test_too_few_attempts_give_no_coefficient():
    figures = analyse([{1: 1.0, 2: 0.0}, {1: 0.0, 2: 1.0}], {1: 1.0, 2: 1.0})
    assert (figures.alpha, figures.items[1].discrimination, figures.items[1].difference) == (None, None, None)
    assert figures.items[1].difficulty == 0.5


def test_nobody_answered():
    figures = analyse([], {1: 1.0})
    assert (figures.attempts, figures.mean, figures.deviation, figures.items[1].difficulty) == (0, None, None, None)


def test_an_item_that_everybody_solved_does_not_discriminate():
    table = [[1, 1], [1, 0], [1, 1], [1, 0], [1, 1]]
    figures = analyse([dict(enumerate(map(float, row))) for row in table], {0: 1.0, 1: 1.0})
    assert figures.items[0].discrimination is None
    assert figures.items[0].difference == 0


def test_the_outer_groups_are_27_percent_rounded_up():
    assert groups_by_sum([5, 1, 4, 2, 3, 6, 7, 8, 9, 10]) == ([1, 3, 4], [7, 8, 9])


def test_of_one_value_there_is_no_spread():
    assert variance([1.0]) is None
    assert correlation([1.0], [2.0]) is None
