"""A session that repeats: what it is, and on which days."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from cgtraining.attendance.forms.sessions import SessionFields, units_among
from cgtraining.attendance.forms.timetable import MOST_SESSIONS, TeachingDays
from cgtraining.cohorts.models import Cohort
from cgtraining.programs.models import SessionKind, Unit
from cgtraining.web.numbers import row_number_or_none

EVERY = [
    SelectChoice(1, _l("Every week")),
    SelectChoice(2, _l("Every second week")),
    SelectChoice(4, _l("Every fourth week")),
]


class SeriesForm(TeachingDays, SessionFields):
    day = None  # the first day says it
    unit_id = SelectField(_l("Unit of the curriculum"), coerce=row_number_or_none)
    kind = SelectField(_l("Kind"), choices=[SelectChoice(kind.value, kind.label) for kind in SessionKind])
    every = SelectField(_l("How often"), choices=EVERY, coerce=int, default=1)
    times = IntegerField(_l("How many times"), [Optional()])
    until = DateField(_l("Until"), [Optional()], description=_l("Give a number of times, a last day, or both."))

    def offer(self, units: Iterable[Unit], name_of: Any) -> None:
        self.unit_id.choices = units_among(units, name_of)

    def validate_times(self, field: IntegerField) -> None:
        if field.data is not None and not 0 < field.data <= MOST_SESSIONS:
            raise ValidationError(_l("Give a whole number from 1 to %(most)s.", most=MOST_SESSIONS))

    def validate_until(self, field: DateField) -> None:
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError(_l("The last day must not lie before the first."))

    def validate_ends(self, field: Any) -> None:
        if field.data and self.starts.data and field.data <= self.starts.data:
            raise ValidationError(_l("A session must end after it starts."))

    def is_bounded(self) -> bool:
        """Whether it is said when the series is over; if not, that is said at the field."""
        if self.times.data or self.until.data:
            return True
        self.until.errors = [_l("Say how many times, or until when.")]
        return False

    def last_day(self, cohort: Cohort) -> date:
        """A series that is counted may end where the cohort does, not later."""
        last: date = self.until.data or cohort.ends_on
        return min(last, cohort.ends_on)

    def row(self, day: date) -> dict[str, Any]:
        """One of the sessions, for the timetable that is proposed."""
        names = ("title_zh", "title_en", "unit_id", "kind", "starts", "ends", "class_hours")
        return {name: self[name].data for name in names} | {"chosen": True, "day": day}
