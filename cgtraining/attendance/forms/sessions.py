"""A session planned alone: its fields, and why it is cancelled."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, Form, HiddenField, SelectField, StringField, TextAreaField, TimeField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from cgtraining.attendance.forms.cautious import Cautious
from cgtraining.attendance.models import CheckInScope
from cgtraining.attendance.operations import SessionValues
from cgtraining.cohorts.models import CohortStaff
from cgtraining.people.models import Person
from cgtraining.programs.models import SessionKind, Unit
from cgtraining.web.fields import ExactNumberField, tidy
from cgtraining.web.numbers import row_number_or_none

NEEDED = InputRequired(_l("Please fill this in."))
TEXT_NEEDED = DataRequired(_l("Please fill this in."))
NOBODY = SelectChoice("", _l("Not named yet"))
AS_COHORT = SelectChoice("", _l("As the cohort does"))
YES, NO = "yes", "no"
SAID: dict[str | None, bool | None] = {YES: True, NO: False, "": None, None: None}
NO_UNIT = SelectChoice("", _l("Not from the curriculum"))


def _is_web_address(text: str) -> bool:
    try:
        return urlsplit(text).scheme in {"http", "https"}
    except ValueError:  # http://[
        return False


def trainers_among(staff: Iterable[CohortStaff], name_of: Any, present: Person | None = None) -> list[SelectChoice]:
    people = {row.person_id: row.person for row in staff} | ({present.id: present} if present else {})
    return [NOBODY, *(SelectChoice(person.id, name_of(person)) for person in people.values())]


def units_among(units: Iterable[Unit], name_of: Any) -> list[SelectChoice]:
    return [NO_UNIT, *(SelectChoice(unit.id, name_of(unit)) for unit in units)]


class SessionFields(Form):
    """The fields that a session planned alone and one in a proposed timetable have in common."""

    title_zh = StringField(_l("Title"), [TEXT_NEEDED, Length(max=200)], filters=[tidy])
    title_en = StringField(_l("Title in English"), [Length(max=200)], filters=[tidy])
    day = DateField(_l("Date"), [NEEDED])
    starts = TimeField(_l("Starts"), [NEEDED])
    ends = TimeField(_l("Ends"), [NEEDED])
    class_hours = ExactNumberField(_l("Class hours"), [NEEDED], places=None)

    def validate_class_hours(self, field: ExactNumberField) -> None:
        if field.data is not None and field.data != round(field.data, 2):
            raise ValidationError(_l("Give at most two decimal places."))


class Linked(Form):
    link = StringField(
        _l("Link"),
        [Length(max=500)],
        filters=[tidy],
        description=_l("For live online sessions: the meeting's address."),
    )

    def validate_link(self, field: StringField) -> None:
        if field.data and not _is_web_address(field.data):
            raise ValidationError(_l("A link starts with https:// or http://."))


class SessionForm(FlaskForm, SessionFields, Linked, Cautious):
    version = HiddenField()
    unit_id = SelectField(_l("Unit of the curriculum"), coerce=row_number_or_none)
    kind = SelectField(_l("Kind"), choices=[SelectChoice(kind.value, kind.label) for kind in SessionKind])
    venue_zh = StringField(_l("Venue"), [Length(max=200)], filters=[tidy])
    venue_en = StringField(_l("Venue in English"), [Length(max=200)], filters=[tidy])
    trainer_id = SelectField(
        _l("Trainer"), coerce=row_number_or_none, description=_l("The staff of the cohort; add people there first.")
    )

    check_in_scope = SelectField(
        _l("Check-in"),
        choices=[AS_COHORT, *(SelectChoice(one.value, one.label) for one in CheckInScope)],
        default="",
    )
    check_out = SelectField(
        _l("Check-out"),
        choices=[AS_COHORT, SelectChoice(YES, _l("A check-out is asked for")), SelectChoice(NO, _l("No check-out"))],
        default="",
    )

    def offer(self, units: Iterable[Unit], staff: Iterable[CohortStaff], name_of: Any, present: Person | None) -> None:
        """Fill the two lists; the present trainer stays in the list after leaving the staff."""
        self.trainer_id.choices = trainers_among(staff, name_of, present)
        self.unit_id.choices = units_among(units, name_of)

    def values(self) -> SessionValues:
        names = (
            "title_zh", "title_en", "day", "starts", "ends", "class_hours", "unit_id", "venue_zh", "venue_en", "link",
        )  # fmt: skip
        given = {name: getattr(self, name).data for name in names}
        return SessionValues(
            **given,
            kind=SessionKind(self.kind.data),
            trainer_id=self.trainer_id.data,
            check_in_scope=CheckInScope(self.check_in_scope.data) if self.check_in_scope.data else None,
            asks_check_out=SAID[self.check_out.data],
        )


class ReasonForm(FlaskForm):
    reason = TextAreaField(_l("Reason"), [TEXT_NEEDED, Length(max=1000)], filters=[tidy])
