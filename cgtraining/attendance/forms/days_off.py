"""A holiday or a swapped workday that the office enters itself."""

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from cgtraining.attendance.forms.sessions import NEEDED
from cgtraining.attendance.models import DayKind
from cgtraining.language.text import BilingualText
from cgtraining.web.fields import tidy


class DaysOffForm(FlaskForm):
    kind = SelectField(_l("Kind"), choices=[SelectChoice(one.value, one.label) for one in DayKind])
    first = DateField(_l("First day"), [NEEDED])
    last = DateField(_l("Last day"), [Optional()], description=_l("Leave it empty for one day."))
    name_zh = StringField(_l("Name of the day"), [Length(max=100)], filters=[tidy])
    name_en = StringField(_l("Name in English"), [Length(max=100)], filters=[tidy])

    def validate_name_zh(self, field: StringField) -> None:
        if self.kind.data != DayKind.ORDINARY.value and not (field.data or self.name_en.data):
            raise ValidationError(_l("Name it, in one language at least: it is the reason why the day is skipped."))

    @property
    def day_kind(self) -> DayKind:
        return DayKind(self.kind.data)

    @property
    def last_day(self) -> date:
        found: date = self.last.data or self.first.data
        return found

    @property
    def name(self) -> BilingualText:
        return BilingualText(self.name_zh.data, self.name_en.data)


class OneDayForm(FlaskForm):
    """A button about one day of the list."""

    day = DateField()
