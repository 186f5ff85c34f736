"""Shape and wording of what is entered on graded items."""

from decimal import Decimal

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from cgtraining.assessments.models import ItemKind
from cgtraining.assessments.operations.items import ItemValues
from cgtraining.web.fields import ExactNumberField, choices

HIGHEST = Decimal(100_000)


def is_plain_number(form: FlaskForm, field: Field) -> None:
    if field.data is None:
        return
    if not field.data.is_finite() or abs(field.data) > HIGHEST or field.data != round(field.data, 2):
        raise ValidationError(_l("Give a number with at most two decimal places, not above 100,000."))


class ItemForm(FlaskForm):
    version = HiddenField()
    code = StringField(
        _l("Code"),
        validators=[InputRequired(_l("Give the item a code.")), Length(max=40)],
        description=_l("Completion rules name the item by its code, such as “defence”."),
    )
    kind = SelectField(
        _l("Kind"),
        choices=choices((kind.value, kind.label) for kind in ItemKind),
        validators=[InputRequired()],
    )
    title_zh = StringField(_l("Title"), validators=[InputRequired(_l("Give the Chinese title.")), Length(max=200)])
    title_en = StringField(_l("Title (English)"), validators=[Length(max=200)])
    maximum = ExactNumberField(
        _l("Maximum"),
        default=Decimal(100),
        validators=[InputRequired(_l("Give the maximum as a number.")), is_plain_number],
    )
    pass_mark = ExactNumberField(
        _l("Pass mark"),
        validators=[Optional(), is_plain_number],
        description=_l("Without a pass mark, any score above zero passes."),
    )
    weight = ExactNumberField(
        _l("Weight"),
        default=Decimal(1),
        validators=[InputRequired(_l("Give the weight as a number.")), is_plain_number],
        description=_l("Only the proportions between the items count: 30 and 70 is the same as 3 and 7."),
    )
    due_on = DateField(_l("Due date"), validators=[Optional()])

    def values(self) -> ItemValues:
        return ItemValues(
            code=(self.code.data or "").strip(),
            title_zh=(self.title_zh.data or "").strip(),
            title_en=(self.title_en.data or "").strip() or None,
            kind=ItemKind(self.kind.data),
            maximum=self.maximum.data,
            weight=self.weight.data,
            pass_mark=self.pass_mark.data,
            due_on=self.due_on.data,
        )


class ImportForm(FlaskForm):
    file = FileField(_l("Spreadsheet"), description=_l("XLSX, XLS, ODS, CSV or TSV, as it is."))
    text = TextAreaField(
        _l("Or paste from a spreadsheet"),
        description=_l("Copy the rows together with the row of column titles."),
        render_kw={"rows": 8, "spellcheck": "false"},
    )
