from decimal import Decimal

import pytest

from cgtraining.language.text import BilingualText
from cgtraining.questions.answer_key import key_of, number_said
from cgtraining.questions.content import AcceptedNumber
from tests.questions.samples import CONTENTS


def said(kind: str) -> list[tuple[object, ...]]:
    lines = key_of(CONTENTS[kind])
    return [(str(one.label), one.text.zh or one.plain, one.share, [also.zh for also in one.goes_with]) for one in lines]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("single", [("", "议事会", 0, []), ("", "居委会", 1, []), ("", "业委会", 0, [])]),
        ("ordering", [("1", "征集", None, []), ("2", "评议", None, []), ("3", "确定", None, [])]),
        ("numerical", [("", "12.5 km", 1, [])]),
        ("short_text", [("", "议事会", 1, []), ("", "council", 1, [])]),
        ("matrix", [("", "征集", None, ["居民"]), ("", "验收", None, ["街道"])]),
        ("essay", []),
    ],
)
def test_the_key_says_what_is_right(kind: str, lines: list[object]) -> None:
    assert said(kind) == lines


def test_the_key_of_a_cloze_text_names_its_gaps() -> None:
    assert [(label, text) for label, text, _share, _with in said("cloze")][2:] == [
        ("[[1]]", "业委会"),
        ("[[2]]", "议事会"),
        ("[[2]]", "council"),
        ("[[3]]", "5"),
    ]


def test_true_and_false_have_a_line_each() -> None:
    assert [line.share for line in key_of(CONTENTS["true_false"])] == [1, 0]


def test_what_matches_nothing_is_said() -> None:
    lines = key_of(CONTENTS["matching"])
    assert [line.goes_with for line in lines][:2] == [
        [BilingualText("主任", "主任 in English")],
        [BilingualText("秘书", "秘书 in English")],
    ]
    assert lines[2].text.zh == "居民"
    assert lines[2].label


def test_a_number_is_said_with_its_tolerance() -> None:
    assert number_said(AcceptedNumber(value=Decimal("12.50"), tolerance=Decimal("0.10"))) == "12.5 ± 0.1"
    assert number_said(AcceptedNumber(value=None)) == "*"
