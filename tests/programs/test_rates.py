from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.programs.models import Curriculum, SessionKind
from cgtraining.programs.rates import counted_hours, rounded_down

RULE = Curriculum(
    smallest_step=Decimal("0.5"),
    most_per_day=Decimal(8),
    rate_online=Decimal("0.5"),
    rate_recorded=Decimal("0.25"),
    rate_visit=Decimal("0.8"),
    rate_practice=Decimal("0.6"),
)
EXPECTED = {
    SessionKind.CLASSROOM: Decimal(4),
    SessionKind.WORKSHOP: Decimal(4),
    SessionKind.ONLINE: Decimal(2),
    SessionKind.RECORDED: Decimal(1),
    SessionKind.VISIT: Decimal(3),
    SessionKind.PRACTICE: Decimal(2),
}
hundredths = st.integers(0, 10_000).map(lambda number: Decimal(number) / 100)


@pytest.mark.parametrize("kind", SessionKind)
def test_four_hours_count_by_the_rate_of_their_kind_rounded_down(kind: SessionKind) -> None:
    assert counted_hours(kind, Decimal(4), RULE) == EXPECTED[kind]


@given(hundredths, hundredths)
def test_rounding_down_gives_whole_steps_and_loses_less_than_one(hours: Decimal, step: Decimal) -> None:
    rounded = rounded_down(hours, step)
    assert 0 <= hours - rounded < (step or Decimal("0.01"))
    assert step == 0 or rounded % step == 0


@given(hundredths, hundredths, st.sampled_from(SessionKind))
def test_more_hours_never_count_for_less(fewer: Decimal, more: Decimal, kind: SessionKind) -> None:
    fewer, more = sorted((fewer, more))
    assert counted_hours(kind, fewer, RULE) <= counted_hours(kind, more, RULE)
