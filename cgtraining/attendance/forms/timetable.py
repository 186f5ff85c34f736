"""Planning many sessions at once: when the cohort is taught, and the timetable that was proposed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from cgtraining.attendance.forms.cautious import Cautious
from cgtraining.attendance.forms.sessions import NEEDED, Linked, SessionFields, trainers_among
from cgtraining.attendance.operations import SessionValues
from cgtraining.attendance.planning import Block
from cgtraining.cohorts.models import Cohort, CohortStaff
from cgtraining.language.formatting import format_date
from cgtraining.programs.models import SessionKind
from cgtraining.web.fields import tidy
from cgtraining.web.numbers import row_number_or_none

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


class OneOfSeveral(widgets.CheckboxInput):
    """A box that need not be ticked itself: a browser would ask for each of them when one is wanted."""

    def __call__(self, field: Any, **attributes: Any) -> Any:
        return super().__call__(field, **attributes | {"required": False})


class TeachingDays(FlaskForm):
    """From when and on which days of the week; sent by GET, so that the proposal has an address."""

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
        option_widget=OneOfSeveral(),
    )
    teach_on = SelectMultipleField(coerce=date.fromisoformat, validate_choice=False)  # days off that are used

    def is_within(self, cohort: Cohort) -> bool:
        """Whether teaching begins on a day of the cohort; if not, that is said at the field."""
        if cohort.starts_on <= self.first_day.data <= cohort.ends_on:
            return True
        days = {"first": format_date(cohort.starts_on), "last": format_date(cohort.ends_on)}
        self.first_day.errors = [_l("The cohort runs from %(first)s to %(last)s: give a day between them.", **days)]
        return False


class PlanForm(TeachingDays):
    """The parts of a teaching day."""

    morning_starts = TimeField(_l("Morning from"), [Optional()], default=time(9))
    morning_ends = TimeField(_l("Morning until"), [Optional()], default=time(12))
    afternoon_starts = TimeField(_l("Afternoon from"), [Optional()], default=time(14))
    afternoon_ends = TimeField(_l("Afternoon until"), [Optional()], default=time(17))
    evening_starts = TimeField(_l("Evening from"), [Optional()])
    evening_ends = TimeField(_l("Evening until"), [Optional()])

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


class TimetableForm(FlaskForm, Linked, Cautious):
    """The proposed sessions, and what they have in common."""

    sessions = FieldList(FormField(ProposedSession), max_entries=MOST_SESSIONS)
    venue_zh = StringField(_l("Venue of all sessions"), [Length(max=200)], filters=[tidy])
    venue_en = StringField(_l("Venue in English"), [Length(max=200)], filters=[tidy])
    trainer_id = SelectField(
        _l("Trainer of all sessions"), coerce=row_number_or_none, description=_l("Change single sessions afterwards.")
    )

    def offer(self, staff: Iterable[CohortStaff], name_of: Any) -> None:
        self.trainer_id.choices = trainers_among(staff, name_of)

    def chosen(self) -> dict[int, SessionValues]:
        """By where they stand in the table."""
        common = {name: self[name].data for name in ("venue_zh", "venue_en", "link", "trainer_id")}
        rows = enumerate(row.form for row in self.sessions)
        return {place: replace(row.values(), **common) for place, row in rows if row.chosen.data}
