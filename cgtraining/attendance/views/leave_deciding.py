"""What staff do with leave: the list of a cohort, decisions, returns, and ending what was approved."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.attendance.leave import access, queries
from cgtraining.attendance.leave.deciding import approve_leave, refuse_leave
from cgtraining.attendance.leave.ending import confirm_return, revoke_leave, shorten_leave
from cgtraining.attendance.leave.forms import DecisionForm, EndForm, ReturnForm
from cgtraining.attendance.leave.listing import LISTS, leave_listed
from cgtraining.attendance.models import Leave
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.leave_record import leave_page
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.paging import page_of
from cgtraining.web.saving import save


@blueprint.get("/cohorts/<int:cohort_id>/leave")
@allow(access.may_list_leave, load=cohort_by_id)
def leave_list(cohort: Cohort) -> ResponseReturnValue:
    chosen = request.args.get("state", "")
    counts = queries.count_by_state(cohort)
    return render_template(
        "attendance/leave/list.html",
        cohort=cohort,
        page=page_of(leave_listed(cohort, chosen)),
        lists=[(one.key or None, one.label, one.count(counts)) for one in LISTS],
        away=queries.count_returns_awaited(cohort),
        chosen=chosen,
    )


@blueprint.post("/leave/<int:leave_id>/decide")
@allow(access.may_decide_leave, load=queries.leave_by_id)
def decide_leave(leave: Leave) -> ResponseReturnValue:
    form, wanted = DecisionForm(), request.form.get("decision")
    act = approve_leave if wanted == "approve" else refuse_leave
    if form.validate_on_submit() and save(
        form, lambda: act(leave=leave, text=form.text.data, version=form.version.data, actor=me()), leave
    ):
        flash(_("The decision is kept, and the trainee is told: “%(state)s”.", state=leave.state.label), "good")
        return redirect(url_for(".show_leave", leave_id=leave.id))
    return leave_page(leave, decision=form)


@blueprint.post("/leave/<int:leave_id>/return")
@allow(access.may_confirm_return, load=queries.leave_by_id)
def return_from_leave(leave: Leave) -> ResponseReturnValue:
    form, zone = ReturnForm(), leave.enrolment.cohort.timezone
    if form.validate_on_submit() and save(form, lambda: confirm_return(leave=leave, at=form.moment(zone), actor=me())):
        flash(_("The return is confirmed."), "good")
        return redirect(url_for(".show_leave", leave_id=leave.id))
    return leave_page(leave, back=form)


@blueprint.post("/leave/<int:leave_id>/end")
@allow(access.may_end_leave, load=queries.leave_by_id)
def end_leave(leave: Leave) -> ResponseReturnValue:
    form = EndForm()
    if form.validate_on_submit() and save(form, lambda: _end(leave, form)):
        flash(_("It is kept, and the trainee is told: “%(state)s”.", state=leave.state.label), "good")
        return redirect(url_for(".show_leave", leave_id=leave.id))
    return leave_page(leave, end=form)


def _end(leave: Leave, form: EndForm) -> Leave:
    ends_at = form.moment(leave.enrolment.cohort.timezone)
    if ends_at is None:
        return revoke_leave(leave=leave, text=form.text.data, actor=me())
    return shorten_leave(leave=leave, ends_at=ends_at, text=form.text.data, actor=me())
