from hypothesis import given, settings

from cgtraining.questions.interchange import qti
from tests.questions.interchange.going_home import assert_home, leaving_questions


@given(leaving_questions())
@settings(max_examples=30, deadline=None)
def test_what_is_written_as_a_package_of_qti_comes_back_the_same(questions):
    assert_home(questions, qti.read(qti.write(questions)))
