"""A session that repeats, planned in one go: say what and how often, look at the days, create them."""

from collections.abc import Callable
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from cgtraining.attendance import access, queries
from cgtraining.attendance.days_off import DayCalendar
from cgtraining.attendance.forms import MOST_SESSIONS, TimetableForm
from cgtraining.attendance.forms.series import SeriesForm
from cgtraining.attendance.series import repeated
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.names import zone_of
from cgtraining.attendance.views.proposal import (
    Cautions,
    Proposed,
    create,
    first_look,
    on_to_the_sessions,
    timetable_of,
)
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.language.choosing import language
from cgtraining.programs.models import Unit
from cgtraining.programs.queries import curriculum_by_id
from cgtraining.web.access import allow


@blueprint.get("/cohorts/<int:cohort_id>/sessions/series")
@allow(access.may_plan_sessions, load=cohort_by_id)
def series(cohort: Cohort) -> ResponseReturnValue:
    form = _form(cohort)
    if "first_day" not in request.args or not (form.validate() and form.is_within(cohort) and form.is_bounded()):
        return _page(cohort, form, None, Proposed(), {})
    proposed = _proposed(cohort, form, queries.day_calendar())
    return _page(cohort, form, *first_look(cohort, form, proposed))


@blueprint.post("/cohorts/<int:cohort_id>/sessions/series")
@allow(access.may_plan_sessions, load=cohort_by_id)
def create_series(cohort: Cohort) -> ResponseReturnValue:
    timetable = timetable_of(cohort)
    made, cautions = create(cohort, timetable)
    if made:
        return on_to_the_sessions(cohort, made)
    return _page(cohort, _form(cohort), timetable, Proposed(), cautions)


def _proposed(cohort: Cohort, form: SeriesForm, calendar: DayCalendar) -> Proposed:
    used, last = frozenset(form.teach_on.data or []), form.last_day(cohort)
    days = _days(form, last, lambda day: day not in used and calendar.off(day))
    if days and len(days) == form.times.data:
        last = days[-1]
    lost = [special for day in _days(form, last, lambda day: not calendar.off(day)) if (special := calendar.off(day))]
    return Proposed([form.row(day) for day in days], lost, calendar.unknown_years([form.first_day.data, last]))


def _days(form: SeriesForm, last: date, is_off: Callable[[date], object]) -> list[date]:
    return repeated(
        first_day=form.first_day.data,
        last_day=last,
        weekdays=frozenset(form.weekdays.data),
        every_weeks=form.every.data,
        most=form.times.data or MOST_SESSIONS + 1,
        is_off=is_off,
    )


def _form(cohort: Cohort) -> SeriesForm:
    """What stands in the address; else every Saturday from the first day of the cohort on."""
    asked = "first_day" in request.args
    form = SeriesForm(request.args if asked else None, data={"first_day": cohort.starts_on, "weekdays": [5]})
    curriculum = curriculum_by_id(cohort.curriculum_id)
    units = [unit for module in curriculum.modules for unit in module.units] if curriculum else []
    form.offer(units, _title_of)
    return form


def _title_of(unit: Unit) -> str:
    return unit.title.in_language(language())


def _page(
    cohort: Cohort, form: SeriesForm, timetable: TimetableForm | None, proposed: Proposed, cautions: Cautions
) -> str:
    return render_template(
        "attendance/series.html",
        cohort=cohort,
        zone=zone_of(cohort),
        form=form,
        timetable=timetable,
        proposed=proposed,
        cautions=cautions,
    )
