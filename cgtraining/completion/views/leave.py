"""Under a request for leave: the sessions that it touches, and what may still be missed after it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from cgtraining.attendance.leave.access import may_ask_for_leave, may_see_leave
from cgtraining.attendance.leave.forms import LeaveForm
from cgtraining.attendance.leave.offering import sessions_to_choose
from cgtraining.attendance.leave.queries import leave_by_id, sessions_covered
from cgtraining.attendance.models import Leave, LeaveKind
from cgtraining.attendance.queries import marks_of_trainee
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import enrolment_by_id
from cgtraining.completion.leave import outlook_after
from cgtraining.completion.views import blueprint
from cgtraining.language.choosing import language
from cgtraining.people.access import me
from cgtraining.web.access import allow


@blueprint.get("/enrolments/<int:enrolment_id>/leave/effect")
@allow(may_ask_for_leave, load=enrolment_by_id)
def leave_effect(enrolment: Enrolment) -> ResponseReturnValue:
    """Of what stands in the form so far, which is sent in the address."""
    form = LeaveForm(request.args)
    form.offer(sessions_to_choose(enrolment.cohort), language())
    spans = form.spans(enrolment.cohort.timezone)
    kind = next((one for one in LeaveKind if one.value == form.kind.data), LeaveKind.PERSONAL)
    sessions = [one for one in sessions_covered(enrolment.cohort, spans) if not one.is_cancelled]
    return render_template(
        "completion/leave_effect.html",
        sessions=sessions,
        marks=marks_of_trainee(enrolment),
        hours=sum(one.class_hours for one in sessions),
        asked=bool(spans),
        outlook=outlook_after(enrolment, sessions, kind) if sessions else None,
        own=enrolment.person_id == me().id,
    )


@blueprint.get("/leave/<int:leave_id>/outlook")
@allow(may_see_leave, load=leave_by_id)
def leave_outlook(leave: Leave) -> ResponseReturnValue:
    """Beside a request that waits: as if it were approved."""
    sessions = sessions_covered(leave.enrolment.cohort, leave.spans)
    outlook = outlook_after(leave.enrolment, sessions, leave.kind)
    own = leave.enrolment.person_id == me().id
    return render_template("completion/leave_outlook.html", outlook=outlook, own=own)
