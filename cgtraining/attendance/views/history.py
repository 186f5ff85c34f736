"""How the attendance of one trainee came about: every change of every mark, for the trainee and for staff."""

from flask import render_template
from flask.typing import ResponseReturnValue

from cgtraining.attendance.access import may_see_attendance
from cgtraining.attendance.queries.history import history_of_trainee
from cgtraining.attendance.views import blueprint
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import enrolment_by_id
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.paging import page_of_rows

ROWS = 100


@blueprint.get("/enrolments/<int:enrolment_id>/attendance/history")
@allow(may_see_attendance, load=enrolment_by_id)
def trainee_history(enrolment: Enrolment) -> ResponseReturnValue:
    return render_template(
        "attendance/trainee_history.html",
        enrolment=enrolment,
        cohort=enrolment.cohort,
        page=page_of_rows(history_of_trainee(enrolment), ROWS),
        own=enrolment.person_id == me().id,
    )
