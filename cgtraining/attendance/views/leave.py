"""Asking for leave, changing the request, and taking it back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.attendance.attached import attach, detach, sent_file
from cgtraining.attendance.leave import access, queries
from cgtraining.attendance.leave.asking import ask_for_leave, change_leave, take_back_leave
from cgtraining.attendance.leave.forms import SESSIONS, LeaveForm
from cgtraining.attendance.leave.offering import sessions_to_choose
from cgtraining.attendance.models import Leave, LeaveState
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.with_file import save_with_file
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import enrolment_by_id
from cgtraining.database import db
from cgtraining.language.choosing import language
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.numbers import row_number


@blueprint.route("/enrolments/<int:enrolment_id>/leave/new", methods=["GET", "POST"])
@allow(access.may_ask_for_leave, load=enrolment_by_id)
def ask_leave(enrolment: Enrolment) -> ResponseReturnValue:
    form = _form(enrolment)
    if form.validate_on_submit() and (leave := _saved(form, enrolment, None)):
        flash(_("The request is sent. Whoever decides sees it on their first page."), "good")
        return redirect(url_for(".show_leave", leave_id=leave.id))
    return _page(enrolment, form, None)


@blueprint.route("/leave/<int:leave_id>/edit", methods=["GET", "POST"])
@allow(access.may_change_leave, load=queries.leave_by_id)
def edit_leave(leave: Leave) -> ResponseReturnValue:
    if leave.state is not LeaveState.ASKED:
        flash(_("This request was decided in the meantime and cannot be changed any more."), "attention")
        return redirect(url_for(".show_leave", leave_id=leave.id))
    form = _form(leave.enrolment, leave)
    if form.validate_on_submit() and _saved(form, leave.enrolment, leave):
        flash(_("The request is changed."), "good")
        return redirect(url_for(".show_leave", leave_id=leave.id))
    return _page(leave.enrolment, form, leave)


@blueprint.post("/leave/<int:leave_id>/take-back")
@allow(access.may_change_leave, load=queries.leave_by_id)
def take_back(leave: Leave) -> ResponseReturnValue:
    take_back_leave(leave=leave, actor=me())
    db.session.commit()
    flash(_("The request is taken back."), "good")
    return redirect(url_for(".show_leave", leave_id=leave.id))


def _form(enrolment: Enrolment, leave: Leave | None = None) -> LeaveForm:
    """`?session=` asks for leave from one session."""
    form = LeaveForm()
    form.offer(sessions_to_choose(enrolment.cohort, leave), language())
    if request.method == "GET" and leave:
        form.show(leave)
    elif request.method == "GET" and (session_id := request.args.get("session", type=row_number)):
        form.by.data, form.sessions.data = SESSIONS, [session_id]
    return form


def _page(enrolment: Enrolment, form: LeaveForm, leave: Leave | None) -> ResponseReturnValue:
    return render_template(
        "attendance/leave/form.html",
        form=form,
        enrolment=enrolment,
        cohort=enrolment.cohort,
        leave=leave,
        own=enrolment.person_id == me().id,
    )


def _saved(form: LeaveForm, enrolment: Enrolment, leave: Leave | None) -> Leave | None:
    return save_with_file(form, form.file, lambda key: _write(form, enrolment, leave, key), leave)


def _write(form: LeaveForm, enrolment: Enrolment, leave: Leave | None, key: str) -> Leave:
    by_staff = enrolment.person_id != me().id
    values = form.values(enrolment.cohort.timezone, by_staff=by_staff)
    if leave is None:
        leave = ask_for_leave(enrolment=enrolment, values=values, actor=me())
    else:
        change_leave(leave=leave, values=values, version=form.version.data, actor=me())
    if key and (file := sent_file(form.file.data)):
        detach(leave.files)
        attach(key=key, file_name=file.filename or "", leave_id=leave.id)
    return leave
