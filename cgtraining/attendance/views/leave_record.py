"""The record of one leave, with what this reader may do with it now, and its attachment."""

from zoneinfo import ZoneInfo

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from cgtraining import clock, storage
from cgtraining.attendance.leave import access, queries
from cgtraining.attendance.leave.deciding import needs_head
from cgtraining.attendance.leave.forms import DecisionForm, EndForm, ReturnForm
from cgtraining.attendance.leave.spans import days_in
from cgtraining.attendance.leave.wording import leave_time
from cgtraining.attendance.models import AttachedFile, Leave, LeaveState
from cgtraining.attendance.queries import marks_of_trainee
from cgtraining.attendance.views import blueprint
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.downloads import call_file
from cgtraining.web.scans import TYPES

blueprint.add_app_template_filter(leave_time)


@blueprint.get("/leave/<int:leave_id>")
@allow(access.may_see_leave, load=queries.leave_by_id)
def show_leave(leave: Leave) -> ResponseReturnValue:
    return leave_page(leave)


@blueprint.get("/leave-files/<int:attached_file_id>")
@allow(access.may_read_file, load=queries.leave_file_by_id)
def leave_file(found: tuple[AttachedFile, Leave]) -> ResponseReturnValue:
    file, _leave = found
    response = Response(storage.load_file(file.key), mimetype=TYPES[file.key.rsplit(".", 1)[-1]])
    return call_file(response, file.name, attached=True)


def leave_page(
    leave: Leave,
    *,
    decision: DecisionForm | None = None,
    back: ReturnForm | None = None,
    end: EndForm | None = None,
) -> ResponseReturnValue:
    """The forms are those that were sent and refused, else fresh ones."""
    cohort, person = leave.enrolment.cohort, me()
    is_away = leave.state is LeaveState.APPROVED and leave.starts_at < clock.now()
    may_end = leave.state.holds and access.may_end_leave(person, leave)
    return render_template(
        "attendance/leave/record.html",
        leave=leave,
        cohort=cohort,
        enrolment=leave.enrolment,
        sessions=queries.sessions_covered(cohort, leave.spans),
        marks=marks_of_trainee(leave.enrolment),
        days=days_in(leave.spans, cohort.timezone),
        needs_head=needs_head(leave),
        own=access.is_own(person, leave),
        reads=access.may_read_reason(person, leave),
        may_change=access.may_change_leave(person, leave),
        is_listed=access.may_list_leave(person, cohort),
        decision=(decision or DecisionForm(None, version=leave.version))
        if access.may_decide_leave(person, leave)
        else None,
        back=(back or _return_form(cohort.timezone)) if is_away else None,
        end=(end or EndForm(None)) if may_end else None,
    )


def _return_form(timezone: str) -> ReturnForm:
    return ReturnForm(None, at=clock.now().astimezone(ZoneInfo(timezone)).replace(second=0, microsecond=0, tzinfo=None))
