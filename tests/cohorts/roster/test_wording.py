"""Values and changes in the words of the reader."""

import pytest
from flask import Flask

from cgtraining.cohorts.roster.differences import Change
from cgtraining.cohorts.roster.headings import Field
from cgtraining.cohorts.roster.wording import change_texts, column_label, name_found, value_text
from cgtraining.language.choosing import in_language
from cgtraining.language.text import Language


@pytest.mark.parametrize(
    ("language", "field", "value", "text"),
    [
        ("zh", "gender", "female", "女"),
        ("en", "gender", "male", "Male"),
        ("zh", "province_code", "440000", "广东省"),
        ("en", "province_code", "440000", "Guangdong"),
        ("zh", "city_code", "440300", "深圳市"),
        ("en", "city_code", "440300", "Shenzhen"),
        ("zh", "preferred_language", "en", "English"),
        ("en", "preferred_language", "zh", "简体中文"),
        ("en", "phone", "+8613800138001", "138 0013 8001"),
        ("en", "position_zh", "理事", "理事"),
        ("en", "email", None, ""),
    ],
)
def test_values_are_said_as_people_read_them(
    app: Flask, language: Language, field: str, value: str | None, text: str
) -> None:
    with in_language(language):
        assert value_text(field, value) == text


def test_change_of_a_group_is_said(app: Flask) -> None:
    with in_language("en"):
        [change] = change_texts([Change("group", None, "第一组").stored()])

    assert (change.label, change.old, change.new, change.kept) == ("Group", "", "第一组", False)


def test_every_field_that_is_recognised_has_a_label(app: Flask) -> None:
    assert all(column_label(field.value) for field in Field if field is not Field.IGNORED)


def test_name_of_a_row_without_any_is_empty() -> None:
    assert name_found({"shown": {"phone": "12"}}) == ""
