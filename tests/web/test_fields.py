from decimal import Decimal

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from cgtraining.web.fields import ExactNumberField, choices_as_written


class Numbers(Form):
    number = ExactNumberField()


@pytest.mark.parametrize(("number", "shown"), [("100.00", "100"), ("7.50", "7.5"), ("0.00", "0")])
def test_a_number_is_shown_without_trailing_zeros(number: str, shown: str) -> None:
    assert f'value="{shown}"' in Numbers(data={"number": Decimal(number)}).number()


def test_no_number_is_an_empty_field() -> None:
    assert 'value=""' in Numbers().number()


def test_full_width_digits_are_understood_and_what_was_typed_stays(app: Flask) -> None:
    form = Numbers(MultiDict({"number": " ８０．５ "}))
    assert form.validate()
    assert form.number.data == Decimal("80.5")
    assert "８０．５" in form.number()


def test_what_is_no_number_is_refused_and_stays(app: Flask) -> None:
    form = Numbers(MultiDict({"number": "many"}))
    assert not form.validate()
    assert 'value="many"' in form.number()


@pytest.mark.parametrize(("page", "marks"), [("en", [{"lang": "zh-Hans"}, {}, {}]), ("zh", [{}, {"lang": "en"}, {}])])
def test_choices_that_people_typed_are_marked_where_they_are_in_the_other_language(
    app: Flask, page: str, marks: list[dict[str, str]]
) -> None:
    with app.test_request_context(headers={"Cookie": f"language={page}"}):
        offered = choices_as_written([(1, "单雄信"), (2, "Rosa Parks"), (3, "12")])

    assert [choice.render_kw for choice in offered] == marks
