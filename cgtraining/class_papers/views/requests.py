"""A request for leave on its slip, for those who may read the reason."""

from flask.typing import ResponseReturnValue

from cgtraining.attendance.leave.access import may_read_reason
from cgtraining.attendance.leave.queries import leave_by_id
from cgtraining.attendance.models import Leave
from cgtraining.class_papers.requests import on_paper
from cgtraining.class_papers.sheets.leave import leave_slips
from cgtraining.class_papers.views import blueprint
from cgtraining.class_papers.views.answering import answer, wanted_language
from cgtraining.web.access import allow


@blueprint.get("/leave/<int:leave_id>/slip.pdf")
@allow(may_read_reason, load=leave_by_id)
def leave_slip_of(leave: Leave) -> ResponseReturnValue:
    language = wanted_language()
    return answer(leave_slips(leave.enrolment.cohort, language, [on_paper(leave, language)]), "pdf")
