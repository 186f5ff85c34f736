"""What a widget shows is what its form says again: the two ways between a response and the fields of a form."""

import pytest
from flask import render_template_string
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from cgtraining.language.text import BilingualText
from cgtraining.questions.answering import fields_of, response_from
from cgtraining.questions.asking import Asking, shuffled
from cgtraining.questions.content import Labelled
from tests.questions.samples import CONTENTS, RESPONSES

PAGE = """{% from "questions/answering/question.html" import question %}
<form data-shown="{{ asked.language }}">{{ question(asked) }}</form>"""
TYPED = sorted(set(CONTENTS) - {"file_upload"})


def drawn(app, **values) -> html.HtmlElement:
    with app.test_request_context():
        asked = Asking(**({"name": "a3", "language": "zh"} | values))
        return html.fromstring(render_template_string(PAGE, asked=asked))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", TYPED)
def test_a_response_that_is_shown_is_read_again_from_its_form(app, kind, language):
    for response in (RESPONSES[kind], None):
        form = drawn(app, content=CONTENTS[kind], response=response, language=language, seed=5)
        fields = [
            (name, value.removeprefix("\n")) for name, value in form.form_values()
        ]  # as a browser reads a textarea
        assert response_from(CONTENTS[kind], fields_of(fields), "a3") == response


@pytest.mark.parametrize("kind", sorted(CONTENTS))
def test_a_question_stands_in_the_page_in_both_languages(app, kind):
    form = drawn(app, content=CONTENTS[kind], response=RESPONSES[kind])
    assert form.xpath("//*[@class='in-zh' or @class='cloze in-zh']")
    assert form.xpath("//*[@class='in-en' or @class='cloze in-en']")
    assert not form.xpath("//script")


def test_nothing_can_be_answered_where_it_is_only_shown(app):
    for kind, content in CONTENTS.items():
        form = drawn(app, content=content, response=RESPONSES[kind], disabled=True)
        assert not form.xpath("//input[not(@disabled)] | //select[not(@disabled)] | //button"), kind


def test_a_language_that_is_missing_is_said_and_the_other_is_seen(app):
    content = CONTENTS["single"].model_copy(update={"text": BilingualText("只有中文")})
    form = drawn(app, content=content, language="en")
    assert form.xpath("//div[@class='question-text']/div[@lang='zh-Hans'][not(contains(@class, 'in-zh'))]")
    assert "No English yet" in form.text_content()


def test_pictures_are_shown_at_the_address_of_this_reader(app):
    content = CONTENTS["single"].model_copy(update={"text": BilingualText('看图<img src="picture:7" alt="图">')})
    form = drawn(app, content=content, address_of=lambda number: f"/here/{number}?a=1&b=2")
    assert form.xpath("//img/@src") == ["/here/7?a=1&b=2"]


def test_numbers_say_the_order_and_what_has_none_comes_last():
    fields = {"a3-a": [""], "a3-b": ["1"], "a3-c": ["x"]}
    assert response_from(CONTENTS["ordering"], fields, "a3") == {"order": ["b", "a", "c"]}
    assert response_from(CONTENTS["ordering"], {"a3-a": [""], "a3-b": ["²"], "a3-c": ["-1"]}, "a3") is None


@given(fields=st.dictionaries(st.sampled_from(["a3", "a3-a", "a3-1", "a3-p", "a3-unit", "a33"]), st.lists(st.text())))
def test_no_form_is_an_error(fields):
    for content in CONTENTS.values():
        response_from(content, fields, "a3")


@given(seed=st.integers(0, 2**31 - 1), keys=st.sets(st.from_regex(r"[a-z]{1,3}", fullmatch=True), min_size=1))
def test_the_seed_alone_says_the_order(seed, keys):
    parts = [Labelled(key=key, text=BilingualText("x")) for key in keys]
    assert shuffled(parts, seed) == shuffled(reversed(parts), seed)
    assert set(shuffled(parts, seed)) == set(parts)
