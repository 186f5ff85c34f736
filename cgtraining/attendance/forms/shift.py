"""Moving everything from one day on: what is asked for, and the preview that is confirmed."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, FieldList, Form, FormField, HiddenField, IntegerField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from cgtraining.attendance.forms.cautious import Cautious
from cgtraining.attendance.forms.sessions import NEEDED
from cgtraining.attendance.forms.timetable import MOST_SESSIONS
from cgtraining.attendance.operations import Move
from cgtraining.web.numbers import row_number_or_none

FURTHEST = 52
DAYS_IN = {"days": 1, "weeks": 7}


class ShiftForm(FlaskForm):
    """Sent by GET, so that the preview has an address."""

    class Meta:
        csrf = False

    first_day = DateField(_l("From this day on"), [NEEDED])
    number = IntegerField(
        _l("How far"),
        [NEEDED],
        default=1,
        description=_l("A number below 0 moves them to earlier days."),
    )
    unit = SelectField(
        _l("Days or weeks"),
        choices=[SelectChoice("days", _l("days")), SelectChoice("weeks", _l("weeks"))],
        default="weeks",
    )

    def validate_number(self, field: IntegerField) -> None:
        if field.data is not None and abs(field.data) > FURTHEST:
            raise ValidationError(_l("Give a whole number, at most 52."))

    @property
    def days(self) -> int:
        return (self.number.data or 0) * DAYS_IN.get(self.unit.data, 1)


class MovedSession(Form):
    session_id = HiddenField()
    version = HiddenField()
    day = DateField(_l("New day"), [NEEDED])

    @property
    def number(self) -> int | None:
        return row_number_or_none(self.session_id.data)

    def move(self) -> Move:
        """Of a row that passed; what is no number is no session, and refused as one that is gone."""
        return Move(self.number or 0, row_number_or_none(self.version.data) or 0, self.day.data)


class MovesForm(FlaskForm, Cautious):
    sessions = FieldList(FormField(MovedSession), max_entries=MOST_SESSIONS)

    def moves(self) -> list[Move]:
        return [row.form.move() for row in self.sessions]
