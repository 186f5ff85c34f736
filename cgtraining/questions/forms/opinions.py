"""Rating scales and matrices."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectMultipleField

from cgtraining.language.both import in_both_languages
from cgtraining.questions.content import Likert, Matrix, MatrixRow
from cgtraining.questions.forms.parts import (
    LabelRow,
    QuestionForm,
    asked_data,
    asked_of,
    complain,
    is_html,
    is_written,
    labelled_data,
    labelled_of,
    rows_of,
)
from cgtraining.questions.forms.rows import with_keys
from cgtraining.questions.forms.texts import Data, read_both

AGREEMENT = (
    _l("Strongly disagree"),
    _l("Disagree"),
    _l("Neither agree nor disagree"),
    _l("Agree"),
    _l("Strongly agree"),
)
SATISFACTION = (_l("Very dissatisfied"), _l("Dissatisfied"), _l("Neutral"), _l("Satisfied"), _l("Very satisfied"))
READY_SCALES = {"agree": AGREEMENT, "satisfied": SATISFACTION}


def ready_scale(name: str) -> list[dict[str, Any]]:
    """Rows of a scale in both languages; an unknown name gives that of agreement."""
    words = in_both_languages({str(n): word for n, word in enumerate(READY_SCALES.get(name, AGREEMENT), start=1)})
    return [{"key": key, "text_zh": text.zh, "text_en": text.en} for key, text in words.items()]


class LikertForm(QuestionForm):
    kind = "likert"
    lists = ("scale",)
    scale = rows_of(LabelRow)

    def check(self) -> None:
        count = sum(is_written(row.form.data) for row in self.scale)
        if not 2 <= count <= 11:
            complain(self.text_zh, _l("A scale has 2 to 11 steps. Take a ready one, or write your own."))

    @staticmethod
    def content_of(data: Data) -> Likert:
        html = is_html(data)
        rows = with_keys([row for row in data["scale"] if is_written(row)])
        return Likert(kind="likert", scale=tuple(labelled_of(row, html) for row in rows), **asked_of(data))

    @staticmethod
    def data_of(content: Likert) -> dict[str, Any]:
        return {**asked_data(content), "scale": [labelled_data(step) for step in content.scale]}


class MatrixRowFields(LabelRow):
    right = SelectMultipleField(_l("Right columns"), choices=(), validate_choice=False)


class MatrixForm(QuestionForm):
    """Rows are ticked by the keys of columns; a key of a column that is gone is no longer ticked."""

    kind = "matrix"
    lists = ("columns", "rows_")
    columns = rows_of(LabelRow)
    rows_ = rows_of(MatrixRowFields)
    many = BooleanField(_l("Several columns may be chosen in a row"))

    def check(self) -> None:
        columns = [row.form.key.data for row in self.columns if is_written(row.form.data)]
        rows = [row.form for row in self.rows_ if is_written(row.form.data)]
        if len(columns) < 2:
            complain(self.text_zh, _l("Write at least two columns."))
        if not rows:
            complain(self.text_zh, _l("Write at least one row."))
        right = [[key for key in row.right.data or () if key in columns] for row in rows]
        for row, keys in zip(rows, right, strict=True):
            if any(right) and not keys:
                complain(row.text_zh, _l("Mark the right column of this row too, or of no row."))
            if len(keys) > 1 and not self.many.data:
                complain(row.text_zh, _l("Several columns are right in this row: let several be chosen."))

    @staticmethod
    def content_of(data: Data) -> Matrix:
        html = is_html(data)
        columns = [labelled_of(row, html) for row in with_keys([row for row in data["columns"] if is_written(row)])]
        keys = [column.key for column in columns]
        rows = tuple(
            MatrixRow(
                key=row["key"],
                text=read_both(row, "text", is_html=html),
                right=tuple(key for key in row.get("right") or () if key in keys),
            )
            for row in with_keys([row for row in data["rows_"] if is_written(row)])
        )
        return Matrix(kind="matrix", columns=tuple(columns), rows=rows, many=bool(data.get("many")), **asked_of(data))

    @staticmethod
    def data_of(content: Matrix) -> dict[str, Any]:
        return {
            **asked_data(content),
            "columns": [labelled_data(column) for column in content.columns],
            "rows_": [{**labelled_data(row), "right": list(row.right)} for row in content.rows],
            "many": content.many,
        }
