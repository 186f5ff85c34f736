"""The soak in short: `python3 dev.py soak` kills 200 times."""

import random

import pytest

from tests.soak.soaking import soak

KILLS = 5


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_after_five_kills_everything_is_there_once_and_what_is_uncertain_is_listed(engine: str) -> None:
    outcome = soak(engine, KILLS, random.randrange(10**6))
    assert outcome.problems == [], str(outcome)
    assert outcome.kills == KILLS
