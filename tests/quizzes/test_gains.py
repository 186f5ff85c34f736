import math
import statistics as reference

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.quizzes.gains import gain_between

percents = st.dictionaries(st.integers(1, 40), st.integers(0, 100).map(float), max_size=30)


def test_a_worked_example():
    before = {1: 40.0, 2: 50.0, 3: 60.0, 4: 55.0, 9: 10.0}
    after = {1: 70.0, 2: 65.0, 3: 90.0, 4: 75.0, 8: 100.0}

    found = gain_between(before, after)

    assert (found.n, found.before, found.after, found.gain) == (4, 51.25, 75.0, 23.75)
    assert found.normalised == pytest.approx(23.75 / 48.75)
    differences = [30.0, 15.0, 30.0, 20.0]
    r = reference.correlation([40, 50, 60, 55], [70, 65, 90, 75])
    within = reference.stdev(differences) / math.sqrt(2 * (1 - r))
    d = 23.75 / within
    j = 1 - 3 / 11
    error = math.sqrt(j**2 * (1 / 4 + d**2 / 8) * 2 * (1 - r))
    assert found.effect.size == pytest.approx(j * d)
    assert found.effect.low == pytest.approx(j * d - 1.959964 * error)
    assert found.effect.high == pytest.approx(j * d + 1.959964 * error)


def test_the_standardizer_is_the_spread_within_when_both_spreads_are_equal():
    """With equal spreads S_within is that spread (Borenstein et al. 2009, equation 4.27), so d is the plain one."""
    before = dict(enumerate([10.0, 20.0, 30.0, 40.0, 50.0]))
    after = dict(enumerate([40.0, 30.0, 60.0, 50.0, 70.0]))
    assert reference.stdev(before.values()) == pytest.approx(reference.stdev(after.values()))
    plain = 20 / reference.stdev(before.values())
    assert gain_between(before, after).effect.size == pytest.approx((1 - 3 / 15) * plain)


@given(percents, percents)
def test_only_those_who_took_both_count(before, after):
    found = gain_between(before, after)
    both = before.keys() & after.keys()
    if not both:
        assert found is None
        return
    assert found.n == len(both)
    assert found.gain == pytest.approx(sum(after[key] - before[key] for key in both) / len(both))
    if found.effect:
        assert found.effect.low <= found.effect.size <= found.effect.high


def test_nothing_is_said_where_nothing_can_be():
    assert gain_between({1: 50.0}, {2: 60.0}) is None
    assert gain_between({1: 50.0, 2: 60.0}, {1: 60.0, 2: 80.0}).effect is None
    assert gain_between({1: 100.0}, {1: 90.0}).normalised is None
    same = {1: 50.0, 2: 60.0, 3: 70.0}
    assert gain_between(same, same).effect is None
