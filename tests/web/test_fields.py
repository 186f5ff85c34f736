from decimal import Decimal

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from cgtraining.web.fields import ExactNumberField


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
