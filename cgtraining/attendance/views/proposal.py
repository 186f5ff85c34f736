"""A proposed timetable, wherever its rows come from: what speaks against it, and creating what is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm

from cgtraining.attendance import operations
from cgtraining.attendance.cautions import cautions_about
from cgtraining.attendance.days_off import SpecialDay
from cgtraining.attendance.forms import MOST_SESSIONS, TimetableForm
from cgtraining.attendance.models import ClassSession
from cgtraining.attendance.views.names import name_of
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import staff_today
from cgtraining.people.access import me
from cgtraining.web.saving import save

Cautions = Mapping[int, Sequence[str]]


@dataclass(frozen=True)
class Proposed:
    """`rows` for the form of the timetable; `days_off` between its first and last day, those used all the same too."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    days_off: list[SpecialDay] = field(default_factory=list)
    unknown_years: dict[int, int] = field(default_factory=dict)


def timetable_of(cohort: Cohort, **data: Any) -> TimetableForm:
    timetable = TimetableForm(data=data)
    timetable.offer(staff_today(cohort), name_of)
    return timetable


def shown_at_first(cohort: Cohort, timetable: TimetableForm) -> Cautions:
    """What speaks against the rows; whoever sends this page has been shown it."""
    cautions = _cautions(cohort, timetable)
    timetable.has_shown(list(cautions.values()))
    return cautions


def first_look(cohort: Cohort, form: FlaskForm, proposed: Proposed) -> tuple[TimetableForm | None, Proposed, Cautions]:
    """The table of what is proposed, or a sentence on the form where that is too much."""
    if len(proposed.rows) > MOST_SESSIONS:
        form.form_errors.append(too_many(proposed.rows))
        return None, Proposed(), {}
    timetable = timetable_of(cohort, sessions=proposed.rows)
    return timetable, proposed, shown_at_first(cohort, timetable)


def on_to_the_sessions(cohort: Cohort, made: Sequence[ClassSession]) -> ResponseReturnValue:
    flash(ngettext("%(num)s session is planned.", "%(num)s sessions are planned.", len(made)), "good")
    return redirect(url_for(".sessions", cohort_id=cohort.id))


def create(cohort: Cohort, timetable: TimetableForm) -> tuple[list[ClassSession] | None, Cautions]:
    """The sessions that were made, or None and what is to be looked at first."""
    if not timetable.validate_on_submit():
        return None, {}
    values, cautions = list(timetable.chosen().values()), _cautions(cohort, timetable)
    if not values:
        timetable.form_errors.append(_("Choose at least one session to create."))
        return None, cautions
    shown = timetable.has_shown(list(cautions.values())) or bool(operations.refusals(cohort, values))
    if not shown:
        return None, cautions
    return save(timetable, lambda: operations.add_sessions(cohort=cohort, many=values, actor=me())), cautions


def too_many(rows: Sequence[object]) -> str:
    return str(
        _(
            "This would be %(count)s sessions, and %(most)s can be planned at once: give longer parts of the day.",
            count=len(rows),
            most=MOST_SESSIONS,
        )
    )


def _cautions(cohort: Cohort, timetable: TimetableForm) -> dict[int, list[str]]:
    """What speaks against the chosen rows, by where they stand in the table."""
    chosen = timetable.chosen()
    return dict(zip(chosen, cautions_about(cohort, list(chosen.values()), me()), strict=True))
