"""Numbers as people write them, and nothing that only Python calls a number."""

from decimal import Decimal

import pytest
from flask import Flask
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from cgtraining.web.fields import ExactNumberField


class NumberForm(FlaskForm):
    number = ExactNumberField()


def read(app: Flask, text: str) -> NumberForm:
    with app.test_request_context("/", method="POST"):
        form = NumberForm(MultiDict({"number": text}))
        form.validate()
        return form


@pytest.mark.parametrize(
    ("text", "number"), [("2.5", "2.5"), ("２．５", "2.5"), (" 80 ", "80"), ("-1", "-1"), (".5", "0.5")]
)
def test_digits_of_either_width_are_read(app: Flask, text: str, number: str) -> None:
    assert read(app, text).number.data == Decimal(number)


@pytest.mark.parametrize(
    "text", ["NaN", "sNaN", "Infinity", "-inf", "1e999", "1E5", "八十", "٣", "1,000", "9" * 40, "--1", ""]
)
def test_what_is_no_number_is_refused_with_a_sentence(app: Flask, text: str) -> None:
    form = read(app, text)

    assert form.number.data is None
    assert [str(error) for error in form.number.errors] == ["请用数字填写，例如 2.5。"]
