from hypothesis import given, settings

from cgtraining.questions.content import content_from, stored
from cgtraining.questions.rich_text import clean, pictures_in
from tests.questions.strategies import contents


@given(contents(pictures=True))
@settings(max_examples=30, deadline=None)
def test_generated_contents_are_as_the_bank_keeps_them(content):
    assert content_from(stored(content)) == content
    for text in filter(None, (content.text.zh, content.text.en)):
        assert clean(text) == text
        assert pictures_in(text) <= {1, 2}
