"""The attendance of one trainee: the own one, on the phone, and that of any trainee for the staff of the cohort."""

from collections.abc import Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue

from cgtraining import clock
from cgtraining.attendance import queries
from cgtraining.attendance.access import may_see_attendance
from cgtraining.attendance.agenda import agenda_of
from cgtraining.attendance.leave.access import may_ask_for_leave, may_list_leave
from cgtraining.attendance.leave.queries import leave_of_trainee
from cgtraining.attendance.make_up.queries import make_ups_of
from cgtraining.attendance.marking import counts_as_absent
from cgtraining.attendance.views import blueprint
from cgtraining.cohorts.committee import charges_of
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import enrolment_by_id, enrolments_of_person
from cgtraining.people.access import me
from cgtraining.web.access import allow, is_signed_in
from cgtraining.web.numbers import row_number


@blueprint.get("/my/attendance")
@allow(is_signed_in)
def my_attendance() -> ResponseReturnValue:
    """Of the cohort in the address, else of the newest."""
    enrolments = enrolments_of_person(me())
    if not enrolments:
        return render_template("attendance/my_attendance.html", enrolment=None)
    return _page(
        "attendance/my_attendance.html",
        _chosen(enrolments, request.args.get("cohort", type=row_number)),
        enrolments=enrolments,
        open_now=queries.sessions_open_for(me()),
        helps=bool(charges_of(me())),
    )


@blueprint.get("/enrolments/<int:enrolment_id>/attendance")
@allow(may_see_attendance, load=enrolment_by_id)
def trainee_attendance(enrolment: Enrolment) -> ResponseReturnValue:
    return _page("attendance/trainee_attendance.html", enrolment)


def _page(template: str, enrolment: Enrolment, **more: object) -> ResponseReturnValue:
    may_list = may_list_leave(me(), enrolment.cohort)
    marks, rule = queries.marks_of_trainee(enrolment), enrolment.cohort.curriculum.attendance_rule
    return render_template(
        template,
        enrolment=enrolment,
        cohort=enrolment.cohort,
        ledger=queries.hours_of(enrolment.cohort, enrolment.id)[enrolment.id],
        agenda=agenda_of(queries.sessions_of(enrolment.cohort), clock.now()),
        make_ups=make_ups_of(enrolment) if may_list or enrolment.person_id == me().id else {},
        may_ask=may_ask_for_leave(me(), enrolment),
        may_list_leave=may_list,
        leaves=leave_of_trainee(enrolment) if may_list or enrolment.person_id == me().id else [],
        marks=marks,
        counted_as_absent={i for i, mark in marks.items() if counts_as_absent(mark, rule)},
        **more,
    )


def _chosen(enrolments: Sequence[Enrolment], cohort_id: int | None) -> Enrolment:
    return next((one for one in enrolments if one.cohort_id == cohort_id), enrolments[0])
