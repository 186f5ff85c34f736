from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.quizzes.drawing import draw, most_filled

PLACES = st.lists(st.sets(st.integers(1, 8), max_size=5), max_size=8)


@given(places=PLACES, seed=st.integers())
def test_every_place_gets_a_fitting_question_and_none_twice(places, seed):
    drawn = draw(places, Random(seed))
    if drawn is None:
        assert most_filled(places) < len(places)
    else:
        assert all(question in fitting for question, fitting in zip(drawn, places, strict=True))
        assert len(set(drawn)) == len(places)


@given(places=PLACES, seeds=st.tuples(st.integers(), st.integers()))
def test_whether_there_are_enough_is_no_matter_of_luck(places, seeds):
    assert len({draw(places, Random(seed)) is None for seed in seeds}) == 1


def test_every_question_has_the_same_chance():
    chance = Random(7)
    drawn = [question for _ in range(3000) for question in draw([{1, 2, 3, 4}] * 2, chance)]
    assert all(1300 < drawn.count(question) < 1700 for question in (1, 2, 3, 4))
