from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.assessments.cells import Cell, parse_cell, score_text
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import in_language

HUNDRED = Decimal(100)


@pytest.mark.usefixtures("app")
@given(st.decimals(min_value=0, max_value=100, places=2))
def test_what_is_shown_is_understood_again(points: Decimal) -> None:
    assert parse_cell(score_text(Cell(points)), HUNDRED) == Cell(points)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("", Cell()),
        ("  ", Cell()),
        ("87.5", Cell(Decimal("87.5"))),
        ("８７．５", Cell(Decimal("87.5"))),
        (" 90 ", Cell(Decimal(90))),
        ("0", Cell(Decimal(0))),
        ("免", Cell(excused=True)),
        ("Excused", Cell(excused=True)),
        ("exc.", Cell(excused=True)),
        ("八十五", Cell(Decimal(85))),
        ("九十二点五", Cell(Decimal("92.5"))),
        ("85分", Cell(Decimal(85))),
        ("85 分", Cell(Decimal(85))),
        ("-", Cell()),
        ("——", Cell()),
    ],
)
def test_cells_are_read_as_people_type_them(text: str, cell: Cell) -> None:
    assert parse_cell(text, HUNDRED) == cell


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("101", "101 is above the maximum of 100."),
        ("-1", "A score cannot be negative."),
        ("good", "“good” is not a number."),
        ("NaN", "“NaN” is not a number."),
        ("1_0", "“1_0” is not a number."),
        ("87.555", "A score has at most two decimal places."),
        ("1e30", "“1e30” is not a number."),
        ("85,5", "“85,5” is not a number."),
        ("优", "“优” is not a number."),
        ("一百零一", "101 is above the maximum of 100."),
    ],
)
def test_cells_are_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        parse_cell(text, HUNDRED)
    with in_language("en"):
        assert str(refusal.value) == sentence


@pytest.mark.usefixtures("app")
def test_thousands_may_be_set_off_by_commas() -> None:
    assert parse_cell("1，200", Decimal(2000)) == parse_cell("1,200.0", Decimal(2000)) == Cell(Decimal(1200))


@pytest.mark.usefixtures("app")
def test_excused_is_shown_in_the_readers_language() -> None:
    with in_language("zh"):
        assert score_text(Cell(excused=True)) == "免"
    assert score_text(None) == ""
