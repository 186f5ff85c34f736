"""Shape and wording of what is entered about sessions."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from cgtraining.attendance.operations import SessionValues
from cgtraining.attendance.planning import Block
from cgtraining.cohorts.models import Cohort, CohortStaff
from cgtraining.language.formatting import format_date
from cgtraining.people.models import Person
from cgtraining.programs.models import SessionKind, Unit
from cgtraining.web.fields import ExactNumberField
from cgtraining.web.numbers import row_number_or_none

NEEDED = InputRequired(_l("Please fill this in."))
TEXT_NEEDED = DataRequired(_l("Please fill this in."))
WEEKDAYS = [
    SelectChoice(0, _l("Mon")),
    SelectChoice(1, _l("Tue")),
    SelectChoice(2, _l("Wed")),
    SelectChoice(3, _l("Thu")),
    SelectChoice(4, _l("Fri")),
    SelectChoice(5, _l("Sat")),
    SelectChoice(6, _l("Sun")),
]
MOST_SESSIONS = 400
NOBODY = SelectChoice("", _l("Not named yet"))
NO_UNIT = SelectChoice("", _l("Not from the curriculum"))


def _stripped(value: str | None) -> str | None:
    return (value or "").strip() or None


def _is_web_address(text: str) -> bool:
    try:
        return urlsplit(text).scheme in {"http", "https"}
    except ValueError:  # http://[
        return False


def _trainers(staff: Iterable[CohortStaff], name_of: Any, present: Person | None = None) -> list[SelectChoice]:
    people = {row.person_id: row.person for row in staff} | ({present.id: present} if present else {})
    return [NOBODY, *(SelectChoice(person.id, name_of(person)) for person in people.values())]


class SessionFields(Form):
    """The fields that a session planned alone and one in a proposed timetable have in common."""

    title_zh = StringField(_l("Title"), [TEXT_NEEDED, Length(max=200)], filters=[_stripped])
    title_en = StringField(_l("Title in English"), [Length(max=200)], filters=[_stripped])
    day = DateField(_l("Date"), [NEEDED])
    starts = TimeField(_l("Starts"), [NEEDED])
    ends = TimeField(_l("Ends"), [NEEDED])
    class_hours = ExactNumberField(_l("Class hours"), [NEEDED], places=None)

    def validate_class_hours(self, field: ExactNumberField) -> None:
        if field.data is not None and field.data != round(field.data, 2):
            raise ValidationError(_l("Give at most two decimal places."))


class SessionForm(FlaskForm, SessionFields):
    version = HiddenField()
    unit_id = SelectField(_l("Unit of the curriculum"), coerce=row_number_or_none)
    kind = SelectField(_l("Kind"), choices=[SelectChoice(kind.value, kind.label) for kind in SessionKind])
    venue_zh = StringField(_l("Venue"), [Length(max=200)], filters=[_stripped])
    venue_en = StringField(_l("Venue in English"), [Length(max=200)], filters=[_stripped])
    link = StringField(
        _l("Link"),
        [Length(max=500)],
        filters=[_stripped],
        description=_l("For live online sessions: the meeting's address."),
    )
    trainer_id = SelectField(
        _l("Trainer"), coerce=row_number_or_none, description=_l("The staff of the cohort; add people there first.")
    )

    def validate_link(self, field: StringField) -> None:
        if field.data and not _is_web_address(field.data):
            raise ValidationError(_l("A link starts with https:// or http://."))

    def offer(self, units: Iterable[Unit], staff: Iterable[CohortStaff], name_of: Any, present: Person | None) -> None:
        """Fill the two lists; the present trainer stays in the list after leaving the staff."""
        self.trainer_id.choices = _trainers(staff, name_of, present)
        self.unit_id.choices = [NO_UNIT, *(SelectChoice(unit.id, name_of(unit)) for unit in units)]

    def values(self) -> SessionValues:
        names = (
            "title_zh", "title_en", "day", "starts", "ends", "class_hours", "unit_id", "venue_zh", "venue_en", "link",
        )  # fmt: skip
        given = {name: getattr(self, name).data for name in names}
        return SessionValues(**given, kind=SessionKind(self.kind.data), trainer_id=self.trainer_id.data)


class ReasonForm(FlaskForm):
    reason = TextAreaField(_l("Reason"), [TEXT_NEEDED, Length(max=1000)], filters=[_stripped])


class PlanForm(FlaskForm):
    """When the cohort is taught; sent by GET, so that the proposal has an address."""

    class Meta:
        csrf = False

    first_day = DateField(_l("First day of teaching"), [NEEDED])
    weekdays = SelectMultipleField(
        _l("Days of the week"),
        [InputRequired(_l("Choose at least one day."))],
        choices=WEEKDAYS,
        coerce=int,
        default=[5, 6],
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    morning_starts = TimeField(_l("Morning from"), [Optional()], default=time(9))
    morning_ends = TimeField(_l("Morning until"), [Optional()], default=time(12))
    afternoon_starts = TimeField(_l("Afternoon from"), [Optional()], default=time(14))
    afternoon_ends = TimeField(_l("Afternoon until"), [Optional()], default=time(17))
    evening_starts = TimeField(_l("Evening from"), [Optional()])
    evening_ends = TimeField(_l("Evening until"), [Optional()])

    def is_within(self, cohort: Cohort) -> bool:
        """Whether teaching begins on a day of the cohort; if not, that is said at the field."""
        if cohort.starts_on <= self.first_day.data <= cohort.ends_on:
            return True
        days = {"first": format_date(cohort.starts_on), "last": format_date(cohort.ends_on)}
        self.first_day.errors = [_l("The cohort runs from %(first)s to %(last)s: give a day between them.", **days)]
        return False

    def blocks(self) -> list[Block]:
        pairs = (
            (self[f"{part}_starts"].data, self[f"{part}_ends"].data) for part in ("morning", "afternoon", "evening")
        )
        return [Block(starts, ends) for starts, ends in pairs if starts and ends and starts < ends]


class ProposedSession(SessionFields):
    """A row of the proposed timetable; `chosen` says whether it is to be created."""

    chosen = BooleanField(_l("Create"), default=True)
    unit_id = HiddenField()
    kind = HiddenField()

    def values(self) -> SessionValues:
        hours: Decimal = self.class_hours.data
        return SessionValues(
            title_zh=self.title_zh.data,
            title_en=self.title_en.data,
            day=self.day.data,
            starts=self.starts.data,
            ends=self.ends.data,
            class_hours=hours,
            unit_id=row_number_or_none(self.unit_id.data),
            kind=next((kind for kind in SessionKind if kind.value == self.kind.data), SessionKind.CLASSROOM),
        )


class TimetableForm(FlaskForm):
    """The proposed sessions, and what they have in common."""

    sessions = FieldList(FormField(ProposedSession), max_entries=MOST_SESSIONS)
    venue_zh = StringField(_l("Venue of all sessions"), [Length(max=200)], filters=[_stripped])
    venue_en = StringField(_l("Venue in English"), [Length(max=200)], filters=[_stripped])
    trainer_id = SelectField(
        _l("Trainer of all sessions"), coerce=row_number_or_none, description=_l("Change single sessions afterwards.")
    )

    def offer(self, staff: Iterable[CohortStaff], name_of: Any) -> None:
        self.trainer_id.choices = _trainers(staff, name_of)

    def values(self) -> list[SessionValues]:
        common = {name: self[name].data for name in ("venue_zh", "venue_en", "trainer_id")}
        return [replace(row.form.values(), **common) for row in self.sessions if row.form.chosen.data]


class OneClickForm(FlaskForm):
    """A button that changes something, with its token."""


class SpokenCodeForm(FlaskForm):
    code = StringField(_l("Six digits"), [TEXT_NEEDED, Length(max=20)])
