"""Answers in words and in numbers."""

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, RadioField, StringField
from wtforms.validators import Length

from cgtraining.questions.content import Accepted, AcceptedNumber, Folding, Numerical, ShortText, Unit, UnitRule
from cgtraining.questions.forms.numbers import (
    ANYTHING,
    NumberText,
    ShareText,
    read_number,
    read_share,
    typed_number,
    typed_share,
)
from cgtraining.questions.forms.parts import (
    AcceptedRow,
    NumberRow,
    QuestionForm,
    asked_data,
    asked_of,
    complain,
    is_html,
    is_written,
    rows_of,
)
from cgtraining.questions.forms.texts import Data, read_both, typed_both
from cgtraining.web.fields import choices, tidy

WHOLE, NOTHING = Decimal(1), Decimal(0)


class FoldingFields:
    """What makes no difference, in plain words; each is ticked where it makes none."""

    wildcards = BooleanField(_l("* stands for anything: 居民*会 accepts 居民议事会 and 居民代表会"))
    any_case = BooleanField(_l("Capital and small letters are the same: NGO, ngo"), default=True)
    any_width = BooleanField(_l("Full-width and half-width are the same: １２Ａ, 12A"), default=True)
    any_script = BooleanField(_l("Simplified and traditional are the same: 议事会, 議事會"))


class ShortTextForm(FoldingFields, QuestionForm):
    kind = "short_text"
    lists = ("accepted",)
    accepted = rows_of(AcceptedRow)

    def check(self) -> None:
        if not any(is_written(row.form.data, "text") for row in self.accepted):
            complain(self.accepted[0].form.text if len(self.accepted) else self.text_zh, _l("Give an accepted answer."))

    @staticmethod
    def content_of(data: Data) -> ShortText:
        accepted = accepted_of(data, is_html(data))
        return ShortText(kind="short_text", accepted=accepted, folding=folding_of(data), **asked_of(data))

    @staticmethod
    def data_of(content: ShortText) -> dict[str, Any]:
        accepted = [accepted_data(one) for one in content.accepted]
        return {**asked_data(content), **folding_data(content.folding), "accepted": accepted}


class UnitRow(Form):
    name = StringField(_l("Unit of measure"), filters=[tidy], validators=[Length(max=30)])
    factor = NumberText(_l("One of it is so many of the first one"))


class NumericalForm(QuestionForm):
    kind = "numerical"
    lists = ("numbers", "units")
    numbers = rows_of(NumberRow)
    units = rows_of(UnitRow)
    unit_rule = RadioField(
        _l("Units of measure"),
        choices=choices(
            [
                (UnitRule.IGNORED.value, _l("There are none, or they do not matter")),
                (UnitRule.OPTIONAL.value, _l("May be left out: the first one is meant")),
                (UnitRule.NEEDED.value, _l("Have to be given")),
            ]
        ),
        default=UnitRule.IGNORED.value,
    )
    unit_penalty = ShareText(_l("A missing or unknown unit takes away, in per cent"), least=0)

    def check(self) -> None:
        if not any(is_written(row.form.data, "value") for row in self.numbers):
            complain(self.numbers[0].form.value if len(self.numbers) else self.text_zh, _l("Give the right number."))
        named = [row for row in self.units if is_written(row.form.data, "name")]
        if self.unit_rule.data != UnitRule.IGNORED.value and not named:
            complain(self.unit_rule, _l("Name at least one unit."))
        for row in named:
            factor = read_number(row.form.factor.data)
            if factor is not None and factor <= 0:
                complain(row.form.factor, _l("Give a number above 0."))

    @staticmethod
    def content_of(data: Data) -> Numerical:
        penalty = read_share(data.get("unit_penalty"))
        return Numerical(
            kind="numerical",
            accepted=numbers_of(data, is_html(data)),
            units=tuple(
                Unit(name=row["name"], factor=read_number(row.get("factor")) or WHOLE)
                for row in data["units"]
                if is_written(row, "name")
            ),
            unit_rule=UnitRule(data.get("unit_rule")),
            unit_penalty=Decimal("0.5") if penalty is None else penalty,
            **asked_of(data),
        )

    @staticmethod
    def data_of(content: Numerical) -> dict[str, Any]:
        return {
            **asked_data(content),
            "numbers": [number_data(one) for one in content.accepted],
            "units": [{"name": unit.name, "factor": typed_number(unit.factor)} for unit in content.units],
            "unit_rule": content.unit_rule.value,
            "unit_penalty": typed_share(content.unit_penalty),
        }


def accepted_of(data: Data, html: bool) -> tuple[Accepted, ...]:
    return tuple(
        Accepted(text=row["text"], share=_share(row), feedback=read_both(row, "feedback", is_html=html))
        for row in data["accepted"]
        if is_written(row, "text")
    )


def accepted_data(one: Accepted) -> dict[str, Any]:
    return {"text": one.text, "share": typed_share(one.share), **typed_both("feedback", one.feedback)}


def numbers_of(data: Data, html: bool) -> tuple[AcceptedNumber, ...]:
    return tuple(
        AcceptedNumber(
            value=None if row["value"].strip() == ANYTHING else read_number(row["value"]),
            tolerance=read_number(row.get("tolerance")) or NOTHING,
            share=_share(row),
            feedback=read_both(row, "feedback", is_html=html),
        )
        for row in data["numbers"]
        if is_written(row, "value")
    )


def number_data(one: AcceptedNumber) -> dict[str, Any]:
    return {
        "value": ANYTHING if one.value is None else typed_number(one.value),
        "tolerance": typed_number(one.tolerance) if one.tolerance else "",
        "share": typed_share(one.share),
        **typed_both("feedback", one.feedback),
    }


def folding_of(data: Data) -> Folding:
    return Folding(
        wildcards=bool(data.get("wildcards")),
        case=bool(data.get("any_case")),
        width=bool(data.get("any_width")),
        script=bool(data.get("any_script")),
    )


def folding_data(folding: Folding) -> dict[str, bool]:
    return {
        "wildcards": folding.wildcards,
        "any_case": folding.case,
        "any_width": folding.width,
        "any_script": folding.script,
    }


def _share(row: Data) -> Decimal:
    given = read_share(row.get("share"))
    return WHOLE if given is None else given
