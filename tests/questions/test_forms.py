"""Content to form data and back: nothing changes on the way."""

from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from werkzeug.datastructures import MultiDict

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Content
from cgtraining.questions.forms.by_kind import FORMS, data_of
from cgtraining.questions.forms.choices import even_shares
from cgtraining.questions.forms.gaps import with_gaps_of_the_text
from cgtraining.questions.forms.numbers import read_number
from cgtraining.questions.forms.rows import changed_rows, fresh_key, with_keys
from cgtraining.questions.forms.texts import read_text, typed_text
from cgtraining.questions.kinds import QuestionKind
from tests.questions.samples import CONTENTS
from tests.questions.strategies import contents, html


def fields_of(data: dict[str, Any], start: str = "") -> list[tuple[str, str]]:
    """As a browser would send the form."""
    sent: list[tuple[str, str]] = []
    for name, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for number, row in enumerate(value):
                sent += fields_of(row, f"{start}{name}-{number}-")
        elif isinstance(value, list):
            sent += [(start + name, str(one)) for one in value]
        elif value is True:
            sent.append((start + name, "y"))
        elif value not in (False, None):
            sent.append((start + name, str(value)))
    return sent


@given(contents(pictures=True))
def test_a_content_comes_back_from_its_form_as_it_was(content: Content) -> None:
    form = FORMS[QuestionKind(content.kind)]
    assert form.content_of(form.data_of(content)) == content


@pytest.mark.parametrize("kind", CONTENTS)
def test_a_content_comes_back_from_what_a_browser_sends(app: Flask, kind: str) -> None:
    content = CONTENTS[kind]
    with app.test_request_context():
        form = FORMS[QuestionKind(kind)](formdata=MultiDict(fields_of({**data_of(content), "points": "1"})))
        form.folder.choices, form.competencies.choices = [], []
        form.validate()
        assert [sentence for field, sentence in form.problems() if field.name not in {"folder", "difficulty"}] == []
        assert form.content_of(form.data) == content


@given(html(pictures=True))
def test_a_text_is_typed_and_read_without_loss(text: str) -> None:
    assert read_text(typed_text(text)) == text
    assert read_text(text, is_html=True) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a < b", "a &lt; b"),
        ("一\n\n二", "<p>一</p><p>二</p>"),
        ("<b>重点</b><script>x()</script>", "<b>重点</b>"),
        ("  ", None),
        (None, None),
    ],
)
def test_what_is_typed_is_plain_unless_it_has_tags(typed: str | None, kept: str | None) -> None:
    assert read_text(typed) == kept


def test_shares_of_ticks_are_even_and_add_up_to_all() -> None:
    for count in range(1, 20):
        assert sum(even_shares([str(one) for one in range(count)]).values()) == 1
    assert even_shares([]) == {}


def test_rows_are_added_removed_and_moved() -> None:
    data = {"options": [{"key": "a"}, {"key": "b"}], "gaps": [{"options": []}]}
    assert changed_rows(data, "options add")["options"][2] == {"key": "c"}
    assert [row["key"] for row in changed_rows(data, "options up 2")["options"]] == ["a", "c", "b"]
    assert [row["key"] for row in changed_rows(data, "options down 0")["options"]] == ["c", "a", "b"]
    assert [row["key"] for row in changed_rows(data, "options remove 1")["options"]] == ["c", "b"]
    assert changed_rows(data, "gaps-0-options add")["gaps"][0]["options"] == [{"key": "a"}]


@pytest.mark.parametrize(
    "command",
    [
        "",
        "options",
        "options burn 1",
        "options up 9",
        "nothing add",
        "gaps-7-x add",
        "options-x add",
        "options remove -1",
        "options add x",
    ],
)
def test_a_command_that_means_nothing_changes_nothing(command: str) -> None:
    data = {"options": [{"key": "a"}], "gaps": []}
    assert changed_rows(data, command) == {"options": [{"key": "a"}], "gaps": []}


def test_keys_are_given_where_they_are_missing_or_double() -> None:
    rows = with_keys([{"key": "a"}, {"key": ""}, {"key": "a"}, {"key": "b"}])
    assert [row["key"] for row in rows] == ["a", "c", "d", "b"]
    assert fresh_key([*"abcdefghijklmnopqrstuvwxyz"]) == "z0"


def test_gaps_are_read_from_both_texts_and_keep_what_was_written_for_them() -> None:
    data = {
        "text_zh": "[[2]]和[[1]]",
        "text_en": "[[1]] and [[3]]",
        "gaps": [{"key": "1", "kind": "number"}, {"key": "9"}],
    }
    gaps = with_gaps_of_the_text(data)["gaps"]
    assert [(gap["key"], gap["kind"]) for gap in gaps] == [("2", "text"), ("1", "number"), ("3", "text")]


@pytest.mark.parametrize(
    ("typed", "number"), [("１２.5", "12.5"), ("50%", "50"), ("1,000", "1000"), ("-3", "-3"), ("1e9", None), ("", None)]
)
def test_numbers_are_read_as_people_write_them(typed: str, number: str | None) -> None:
    assert read_number(typed) == (None if number is None else Decimal(number))


def test_matches_with_the_same_words_are_one_target() -> None:
    form = FORMS[QuestionKind.MATCHING]
    pairs = [{"key": key, "text_zh": key, "match_zh": "服务类"} for key in "pq"]
    content = form.content_of({"text_zh": "配对", "pairs": pairs, "distractors": [{"key": "a", "text_zh": "工程类"}]})
    assert [target.text for target in content.targets] == [BilingualText("服务类"), BilingualText("工程类")]
    assert {premise.target for premise in content.premises} == {content.targets[0].key}
