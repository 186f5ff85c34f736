"""Cloze texts: gaps stand in the text as [[1]], and a block below says what is right in each."""

import re
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, Form, HiddenField, SelectField

from cgtraining.questions.content import ChoiceGap, Cloze, Gap, NumberGap, Option, TextGap
from cgtraining.questions.forms.answers import (
    FoldingFields,
    accepted_data,
    accepted_of,
    folding_data,
    folding_of,
    number_data,
    numbers_of,
)
from cgtraining.questions.forms.choices import option_data, options_of, share_of, written_options
from cgtraining.questions.forms.numbers import NumberText, read_number, typed_number
from cgtraining.questions.forms.parts import (
    AcceptedRow,
    NumberRow,
    OptionRow,
    QuestionForm,
    asked_data,
    asked_of,
    complain,
    is_html,
    is_written,
    rows_of,
)
from cgtraining.questions.forms.texts import Data
from cgtraining.web.fields import choices

MARK = re.compile(r"\[\[([A-Za-z0-9_.-]{1,40})\]\]")
KINDS = [("text", _l("Words that are typed")), ("choice", _l("A choice from a list")), ("number", _l("A number"))]


class GapRow(FoldingFields, Form):
    key = HiddenField()
    kind = SelectField(_l("What goes into the gap"), choices=choices(KINDS), default="text")
    weight = NumberText(_l("Weight beside the other gaps"), least=0)
    options = rows_of(OptionRow)
    accepted = rows_of(AcceptedRow)
    numbers = rows_of(NumberRow)
    shuffle = BooleanField(_l("Show the options in a different order to each trainee"))


class ClozeForm(QuestionForm):
    kind = "cloze"
    lists = ("gaps",)
    gaps = rows_of(GapRow)

    def check(self) -> None:
        for field in (self.text_zh, self.text_en):
            if field.data and field.data.strip():
                self._check_marks(field)
        if not len(self.gaps):
            complain(self.text_zh, _l("Put at least one gap into the text."))
        for row in self.gaps:
            _check_gap(row.form)

    def _check_marks(self, field: Field) -> None:
        marks, keys = MARK.findall(field.data), [row.form.key.data for row in self.gaps]
        for key in keys:
            if marks.count(key) == 0:
                complain(field, _l("Gap [[%(key)s]] is missing in this text.", key=key))
            if marks.count(key) > 1:
                complain(field, _l("Gap [[%(key)s]] stands in this text more than once.", key=key))
        for key in sorted(set(marks) - set(keys)):
            complain(field, _l("[[%(key)s]] stands in this text, but there is no such gap below.", key=key))

    @staticmethod
    def content_of(data: Data) -> Cloze:
        html = is_html(data)
        return Cloze(kind="cloze", gaps=tuple(gap_of(row, html) for row in data["gaps"]), **asked_of(data))

    @staticmethod
    def data_of(content: Cloze) -> dict[str, Any]:
        return {**asked_data(content), "gaps": [gap_data(gap) for gap in content.gaps]}


def with_gaps_of_the_text(data: dict[str, Any]) -> dict[str, Any]:
    """A block for each mark in the text, in the order of the text; blocks without a mark go."""
    marks = [key for name in ("text_zh", "text_en") for key in MARK.findall(data.get(name) or "")]
    known = {row.get("key"): row for row in data["gaps"]}
    gaps = [
        known.get(key) or {"key": key, "kind": "text", "any_case": True, "any_width": True}
        for key in dict.fromkeys(marks)
    ]
    for gap in gaps:
        for name in ("options", "accepted", "numbers"):
            gap[name] = gap.get(name) or [{"key": "a"}]
    return {**data, "gaps": gaps}


def gap_of(row: Data, html: bool) -> Gap:
    within = {**row, "html": "1" if html else ""}
    weight = read_number(row.get("weight")) or Decimal(1)
    if row.get("kind") == "choice":
        shares = {option["key"]: share_of(option) for option in written_options(within)}
        options: tuple[Option, ...] = options_of(within, shares)
        return ChoiceGap(
            key=row["key"], kind="choice", weight=weight, options=options, shuffle=bool(row.get("shuffle"))
        )
    if row.get("kind") == "number":
        return NumberGap(key=row["key"], kind="number", weight=weight, accepted=numbers_of(within, html))
    accepted = accepted_of(within, html)
    return TextGap(key=row["key"], kind="text", weight=weight, accepted=accepted, folding=folding_of(within))


def gap_data(gap: Gap) -> dict[str, Any]:
    data: dict[str, Any] = {
        "key": gap.key, "kind": gap.kind, "weight": typed_number(gap.weight), "options": [], "accepted": [],
        "numbers": [], "shuffle": False, "any_case": True, "any_width": True,
    }  # fmt: skip
    if gap.kind == "choice":
        return data | {"options": [option_data(option) for option in gap.options], "shuffle": gap.shuffle}
    if gap.kind == "number":
        return data | {"numbers": [number_data(one) for one in gap.accepted]}
    return data | {"accepted": [accepted_data(one) for one in gap.accepted]} | folding_data(gap.folding)


def _check_gap(gap: Any) -> None:
    """`gap` is the form of one block."""
    if gap.kind.data == "choice":
        written = written_options(gap.data)
        if len(written) < 2:
            complain(gap.kind, _l("Write at least two options for this gap."))
        elif not any(share_of(row) > 0 for row in written):
            complain(gap.kind, _l("Mark at least one option of this gap as right."))
    elif gap.kind.data == "number":
        if not any(is_written(row, "value") for row in gap.data["numbers"]):
            complain(gap.kind, _l("Give the right number for this gap."))
    elif not any(is_written(row, "text") for row in gap.data["accepted"]):
        complain(gap.kind, _l("Give an accepted answer for this gap."))
