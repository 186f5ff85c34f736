"""What the forms of all kinds share: the question, its explanation, how it is filed, and rows of several sorts."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.validators import Length

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Asked, Content, Labelled
from cgtraining.questions.forms.numbers import NumberText, ShareText, read_number
from cgtraining.questions.forms.texts import Data, read_both, typed_both
from cgtraining.questions.kinds import Difficulty
from cgtraining.web.fields import choices, tidy

LONGEST_TEXT = 50_000
LONGEST_LABEL = 5_000
NAMELESS = BilingualText()


def area(label: object, longest: int = LONGEST_LABEL) -> TextAreaField:
    return TextAreaField(label, validators=[Length(max=longest)])


class LabelRow(Form):
    key = HiddenField()
    text_zh = area(_l("Text in Chinese"))
    text_en = area(_l("Text in English"))


class FeedbackFields:
    feedback_zh = area(_l("Feedback in Chinese"))
    feedback_en = area(_l("Feedback in English"))


class OptionRow(FeedbackFields, LabelRow):
    right = BooleanField(_l("Right"))
    share = ShareText(_l("Part of the points, in per cent"))


class AcceptedRow(FeedbackFields, Form):
    text = StringField(_l("Accepted answer"), filters=[tidy], validators=[Length(max=500)])
    share = ShareText(_l("Part of the points, in per cent"))


class NumberRow(FeedbackFields, Form):
    value = NumberText(_l("Number"))
    tolerance = NumberText(_l("Give or take"), least=0)
    share = ShareText(_l("Part of the points, in per cent"))


class QuestionForm(FlaskForm):
    """`html` is set by the script whose editor sends HTML."""

    kind: ClassVar[str]
    lists: ClassVar[tuple[str, ...]] = ()

    version = HiddenField()
    html = HiddenField()
    text_zh = area(_l("Question in Chinese"), LONGEST_TEXT)
    text_en = area(_l("Question in English"), LONGEST_TEXT)
    explanation_zh = area(_l("Explanation in Chinese"), LONGEST_TEXT)
    explanation_en = area(_l("Explanation in English"), LONGEST_TEXT)
    name = StringField(
        _l("Name of the question"),
        filters=[tidy],
        validators=[Length(max=200)],
        description=_l("For those who work with the bank. Left empty, it is the beginning of the question."),
    )
    points = NumberText(_l("Points"), least=0, most=1000)
    difficulty = SelectField(
        _l("Difficulty"), choices=choices([("", _l("Not rated")), *((one.value, one.label) for one in Difficulty)])
    )
    folder = SelectField(_l("Folder"))
    competencies = SelectMultipleField(
        _l("Competencies"), widget=widgets.ListWidget(prefix_label=False), option_widget=widgets.CheckboxInput()
    )
    reason = StringField(
        _l("What you changed, and why"),
        filters=[tidy],
        validators=[Length(max=500)],
        description=_l("It stands beside the new version. Attempts keep the version with which they began."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not (self.text_zh.data or self.text_en.data or "").strip():
            complain(self.text_zh, _l("Write the question in at least one language."))
        if not self.points.data:
            complain(self.points, _l("Give the points, or 0."))
        elif (points := read_number(self.points.data)) is not None and points != round(points, 2):
            complain(self.points, _l("Give a number with at most two decimal places."))
        self.check()
        return not any(True for _problem in self.problems())

    def check(self) -> None:
        """What only the fields together can tell."""

    def problems(self) -> Iterator[tuple[Field, object]]:
        """Every field that something is wrong with, also within rows, with its sentence."""
        for field in leaves(self):
            for sentence in field.errors:
                yield field, sentence

    @staticmethod
    def content_of(data: Data) -> Content:
        raise NotImplementedError

    @staticmethod
    def data_of(content: Any) -> dict[str, Any]:
        raise NotImplementedError


def rows_of(row: type[Form], least: int = 0) -> FieldList:
    return FieldList(FormField(row), min_entries=least)


def complain(field: Field, sentence: object) -> None:
    field.errors = [*field.errors, sentence]


def leaves(form: Iterable[Field]) -> Iterator[Field]:
    for field in form:
        if isinstance(field, FormField):
            yield from leaves(field.form)
        elif isinstance(field, FieldList):
            yield from leaves(field.entries)
        else:
            yield field


def is_written(row: Data, *names: str) -> bool:
    """Whether anything stands in one of the fields of a row; by itself a text in two languages."""
    wanted = names or ("text_zh", "text_en")
    return any(str(row.get(name) or "").strip() for name in wanted)


def is_html(data: Data) -> bool:
    return data.get("html") == "1"


def asked_of(data: Data) -> dict[str, BilingualText]:
    html = is_html(data)
    return {name: read_both(data, name, is_html=html) for name in ("text", "explanation")}


def asked_data(content: Asked) -> dict[str, str]:
    return typed_both("text", content.text) | typed_both("explanation", content.explanation)


def labelled_of(row: Data, html: bool) -> Labelled:
    return Labelled(key=row["key"], text=read_both(row, "text", is_html=html))


def labelled_data(part: Labelled) -> dict[str, Any]:
    return {"key": part.key, **typed_both("text", part.text)}
