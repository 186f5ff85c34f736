"""Planning all sessions of a curriculum at once: propose, look, mend, create."""

from decimal import Decimal

from flask import render_template, request
from flask.typing import ResponseReturnValue

from cgtraining.attendance import access, queries
from cgtraining.attendance.forms import PlanForm, TimetableForm
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
from cgtraining.attendance.views.proposing import proposed_for, topics_of
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.web.access import allow


@blueprint.get("/cohorts/<int:cohort_id>/sessions/plan")
@allow(access.may_plan_sessions, load=cohort_by_id)
def plan(cohort: Cohort) -> ResponseReturnValue:
    form = _form(cohort)
    if "first_day" not in request.args or not form.validate() or not form.is_within(cohort):
        return _page(cohort, form, None, Proposed(), {})
    proposed = proposed_for(cohort, form, queries.day_calendar())
    return _page(cohort, form, *first_look(cohort, form, proposed))


@blueprint.post("/cohorts/<int:cohort_id>/sessions/plan")
@allow(access.may_plan_sessions, load=cohort_by_id)
def create_planned(cohort: Cohort) -> ResponseReturnValue:
    timetable = timetable_of(cohort)
    made, cautions = create(cohort, timetable)
    if made:
        return on_to_the_sessions(cohort, made)
    return _page(cohort, _form(cohort), timetable, Proposed(), cautions)


def _form(cohort: Cohort) -> PlanForm:
    """What stands in the address."""
    return PlanForm(request.args if "first_day" in request.args else None, data={"first_day": cohort.starts_on})


def _page(
    cohort: Cohort, form: PlanForm, timetable: TimetableForm | None, proposed: Proposed, cautions: Cautions
) -> str:
    topics = topics_of(cohort)
    return render_template(
        "attendance/plan.html",
        cohort=cohort,
        zone=zone_of(cohort),
        form=form,
        timetable=timetable,
        topics=topics,
        total=sum((topic.class_hours for topic in topics), Decimal(0)),
        proposed=proposed,
        cautions=cautions,
    )
