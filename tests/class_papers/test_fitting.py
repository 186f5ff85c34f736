from hypothesis import given
from hypothesis import strategies as st

from cgtraining.class_papers.fitting import POINT, fitted, tracking_of
from cgtraining.documents.faces import Face
from cgtraining.documents.widths import text_width

FACES = (Face.SONG_STRONG, Face.SONG, Face.PLAIN_STRONG)


def test_names_of_two_characters_are_spread_and_others_hardly():
    assert [tracking_of(name) for name in ("王芳", "李小龙", "司马相如", "阿依·买提", "LI")] == [1.0, 0.2, 0, 0, 0]


@given(st.text("王芳李ABCabc ·", min_size=1, max_size=40))
def test_what_is_larger_than_the_smallest_size_fits(name):
    tracking = tracking_of(name)
    size = fitted(name, 60, 8, 80, tracking=tracking)
    width = text_width(name, size * POINT, FACES, tracking) - tracking * size * POINT
    assert 8 <= size <= 60
    assert size == 8 or width <= 80 + 1e-6
