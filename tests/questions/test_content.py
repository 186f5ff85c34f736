from decimal import Decimal

import pytest
from pydantic import ValidationError

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import (
    AcceptedNumber,
    Choice,
    Cloze,
    Labelled,
    Matching,
    Matrix,
    MatrixRow,
    NumberGap,
    Option,
    Premise,
    content_from,
    stored,
)

ASKED = BilingualText(zh="谁召集居民议事会？", en="Who convenes the council?")
A, B = BilingualText(zh="甲"), BilingualText(zh="乙")


def test_content_is_kept_without_what_is_as_usual_and_read_again():
    content = Choice(
        kind="single", text=ASKED, options=(Option(key="a", text=A, share=Decimal(1)), Option(key="b", text=B))
    )

    kept = stored(content)

    assert kept == {
        "kind": "single",
        "text": {"zh": "谁召集居民议事会？", "en": "Who convenes the council?"},
        "options": [{"key": "a", "text": {"zh": "甲"}, "share": "1"}, {"key": "b", "text": {"zh": "乙"}}],
    }
    assert content_from(kept) == content


def test_a_choice_in_which_nothing_is_right_is_refused():
    with pytest.raises(ValidationError, match="no option is right"):
        Choice(kind="single", text=ASKED, options=(Option(key="a", text=A), Option(key="b", text=B)))


def test_two_options_with_one_key_are_refused():
    with pytest.raises(ValidationError, match="same key"):
        Choice(kind="single", text=ASKED, options=(Option(key="a", text=A, share=Decimal(1)), Option(key="a", text=B)))


def test_a_match_that_is_no_target_is_refused():
    with pytest.raises(ValidationError, match="not among the targets"):
        Matching(
            kind="matching",
            text=ASKED,
            premises=(Premise(key="p", text=A, target="x"),),
            targets=(Labelled(key="y", text=A), Labelled(key="z", text=B)),
        )


def test_a_gap_must_stand_once_in_each_language_of_the_text():
    gap = NumberGap(key="1", kind="number", accepted=(AcceptedNumber(value=Decimal(4)),))
    with pytest.raises(ValidationError, match="exactly once"):
        Cloze(kind="cloze", text=BilingualText(zh="二加二等于[[1]]", en="Two and two make four"), gaps=(gap,))


def test_a_matrix_is_marked_in_all_rows_or_in_none():
    columns = (Labelled(key="x", text=A), Labelled(key="y", text=B))
    opinions = Matrix(kind="matrix", text=ASKED, rows=(MatrixRow(key="r", text=A),), columns=columns)
    assert not opinions.is_marked
    with pytest.raises(ValidationError, match="some rows"):
        Matrix(
            kind="matrix",
            text=ASKED,
            rows=(MatrixRow(key="r", text=A, right=("x",)), MatrixRow(key="s", text=B)),
            columns=columns,
        )


def test_what_is_unknown_is_refused_rather_than_lost():
    with pytest.raises(ValidationError):
        content_from({"kind": "true_false", "text": {"zh": "对吗"}, "right": True, "colour": "red"})
