"""Planning all sessions of a curriculum at once: propose, look, mend, create."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.attendance import access, operations, queries
from cgtraining.attendance.cautions import cautions_about
from cgtraining.attendance.forms import MOST_SESSIONS, PlanForm, TimetableForm
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.names import name_of, zone_of
from cgtraining.attendance.views.proposing import Proposed, proposed_for, too_many, topics_of
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id, staff_today
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.get("/cohorts/<int:cohort_id>/sessions/plan")
@allow(access.may_plan_sessions, load=cohort_by_id)
def plan(cohort: Cohort) -> ResponseReturnValue:
    asked = "first_day" in request.args
    form = PlanForm(request.args if asked else None, data={"first_day": cohort.starts_on})
    usable = asked and form.validate() and form.is_within(cohort)
    proposed = proposed_for(cohort, form, queries.day_calendar()) if usable else Proposed()
    if len(proposed.rows) > MOST_SESSIONS:
        form.form_errors.append(too_many(proposed.rows))
        usable, proposed = False, Proposed()
    timetable = _timetable(cohort, sessions=proposed.rows) if usable else None
    cautions = _cautions(cohort, timetable) if timetable else {}
    if timetable:
        timetable.has_shown(list(cautions.values()))
    return _page(cohort, form, timetable, proposed, cautions)


@blueprint.post("/cohorts/<int:cohort_id>/sessions/plan")
@allow(access.may_plan_sessions, load=cohort_by_id)
def create_planned(cohort: Cohort) -> ResponseReturnValue:
    timetable, cautions = _timetable(cohort), {}
    if timetable.validate_on_submit():
        values, cautions = list(timetable.chosen().values()), _cautions(cohort, timetable)
        shown = timetable.has_shown(list(cautions.values())) or bool(operations.refusals(cohort, values))
        if shown and (made := save(timetable, lambda: operations.add_sessions(cohort=cohort, many=values, actor=me()))):
            flash(ngettext("%(num)s session is planned.", "%(num)s sessions are planned.", len(made)), "good")
            return redirect(url_for(".sessions", cohort_id=cohort.id))
        if not values:
            timetable.form_errors.append(_("Choose at least one session to create."))
    form = PlanForm(None, data={"first_day": cohort.starts_on})
    return _page(cohort, form, timetable, Proposed(), cautions)


def _page(
    cohort: Cohort,
    form: PlanForm,
    timetable: TimetableForm | None,
    proposed: Proposed,
    cautions: Mapping[int, Sequence[str]],
) -> str:
    topics = topics_of(cohort)
    total = sum((topic.class_hours for topic in topics), Decimal(0))
    return render_template(
        "attendance/plan.html",
        cohort=cohort,
        zone=zone_of(cohort),
        form=form,
        timetable=timetable,
        topics=topics,
        total=total,
        proposed=proposed,
        cautions=cautions,
    )


def _timetable(cohort: Cohort, **data: Any) -> TimetableForm:
    timetable = TimetableForm(data=data)
    timetable.offer(staff_today(cohort), name_of)
    return timetable


def _cautions(cohort: Cohort, timetable: TimetableForm) -> dict[int, list[str]]:
    """What speaks against the chosen rows, by where they stand in the table."""
    chosen = timetable.chosen()
    return dict(zip(chosen, cautions_about(cohort, list(chosen.values()), me()), strict=True))
