"""Moving every session from one day on: asked for, looked at, then done as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining import clock
from cgtraining.attendance import access, operations, queries
from cgtraining.attendance.cautions import cautions_about, why_off
from cgtraining.attendance.forms import MOST_SESSIONS
from cgtraining.attendance.forms.shift import MovedSession, MovesForm, ShiftForm
from cgtraining.attendance.models import ClassSession
from cgtraining.attendance.operations.moving import values_on
from cgtraining.attendance.shifting import shifted
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.names import zone_of
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@dataclass(frozen=True)
class Row:
    """A session that is to move, and what speaks against its new day."""

    form: MovedSession
    session: ClassSession
    cautions: list[str]


@blueprint.get("/cohorts/<int:cohort_id>/sessions/shift")
@allow(access.may_plan_sessions, load=cohort_by_id)
def shift(cohort: Cohort) -> ResponseReturnValue:
    asked, later = _asked(cohort), []
    if "number" in request.args and asked.validate():
        later = [one for one in _planned(cohort) if one.day >= asked.first_day.data]
    marked = queries.ever_marked([one.id for one in later]) if later else set()
    moving = [one for one in later if one.id not in marked]
    if len(moving) > MOST_SESSIONS:
        asked.form_errors.append(_("At most %(most)s sessions are moved at once.", most=MOST_SESSIONS))
        moving = []
    staying = [one for one in later if one.id in marked]
    return _page(cohort, asked, _preview(moving, asked) if moving else None, staying=staying)


@blueprint.post("/cohorts/<int:cohort_id>/sessions/shift")
@allow(access.may_plan_sessions, load=cohort_by_id)
def save_shift(cohort: Cohort) -> ResponseReturnValue:
    form = MovesForm()
    if form.validate_on_submit():
        moves = form.moves()
        shown = form.has_shown([row.cautions for row in _rows(cohort, form)])
        if (shown or operations.move_refusals(cohort, moves)) and (moved := _moved(cohort, form)):
            flash(ngettext("%(num)s session is moved.", "%(num)s sessions are moved.", len(moved)), "good")
            return redirect(url_for(".sessions", cohort_id=cohort.id))
    return _page(cohort, _asked(cohort), form)


def _moved(cohort: Cohort, form: MovesForm) -> list[ClassSession] | None:
    return save(form, lambda: operations.move_sessions(cohort=cohort, moves=form.moves(), actor=me()))


def _asked(cohort: Cohort) -> ShiftForm:
    """What stands in the address; else everything from the next session on, by a week."""
    if "number" in request.args:
        return ShiftForm(request.args)
    coming = (one.day for one in _planned(cohort) if one.ends_at > clock.now())
    first_day = request.args.get("first_day", type=date.fromisoformat)
    return ShiftForm(None, data={"first_day": first_day or next(coming, cohort.starts_on)})


def _planned(cohort: Cohort) -> list[ClassSession]:
    return [one.session for one in queries.sessions_of(cohort) if not one.session.is_cancelled]


def _preview(moving: Sequence[ClassSession], asked: ShiftForm) -> MovesForm:
    days = shifted((one.day for one in moving), by=asked.days, is_off=queries.day_calendar().off)
    rows = [{"session_id": one.id, "version": one.version, "day": days[one.day]} for one in moving]
    return MovesForm(data={"sessions": rows})


def _rows(cohort: Cohort, form: MovesForm) -> list[Row]:
    """Those that are still planned and have a new day; cautions are about what would be if all of them moved."""
    planned = {one.id: one for one in _planned(cohort)}
    rows = [(row.form, planned.get(row.form.number)) for row in form.sessions]
    known = [(row, session) for row, session in rows if session]
    dated = [(row, session) for row, session in known if row.day.data]
    values = [values_on(session, row.day.data) for row, session in dated]
    found = cautions_about(cohort, values, me(), without={session.id for _row, session in dated})
    by_id = {session.id: cautions for (_row, session), cautions in zip(dated, found, strict=True)}
    return [Row(row, session, by_id.get(session.id, [])) for row, session in known]


def _page(cohort: Cohort, asked: ShiftForm, form: MovesForm | None, staying: Sequence[ClassSession] = ()) -> str:
    rows = _rows(cohort, form) if form else []
    if form and not form.is_submitted():
        form.has_shown([row.cautions for row in rows])
    calendar = queries.day_calendar()
    skipped = {row.session.id: why_off(calendar.off(row.session.day + timedelta(days=asked.days))) for row in rows}
    return render_template(
        "attendance/shift.html",
        cohort=cohort,
        zone=zone_of(cohort),
        asked=asked,
        form=form,
        rows=rows,
        skipped=skipped,
        staying=staying,
        unknown=calendar.unknown_years(row.form.day.data for row in rows if row.form.day.data),
    )
