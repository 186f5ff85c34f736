"""The sessions of a cohort: the list, and planning them one by one."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance import access, operations, queries
from cgtraining.attendance.agenda import agenda_of
from cgtraining.attendance.cautions import Cautions, cautions_about, cautions_in
from cgtraining.attendance.forms import ReasonForm, SessionForm
from cgtraining.attendance.forms.sessions import NO, YES
from cgtraining.attendance.models import ClassSession
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.names import name_of, zone_of
from cgtraining.cohorts.access import may_teach_cohort
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id, count_staying, staff_today
from cgtraining.language.choosing import language
from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.programs.models import Unit
from cgtraining.programs.queries import curriculum_by_id
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.get("/cohorts/<int:cohort_id>/sessions")
@allow(may_teach_cohort, load=cohort_by_id)
def sessions(cohort: Cohort) -> ResponseReturnValue:
    agenda = agenda_of(queries.sessions_of(cohort), clock.now())
    return render_template(
        "attendance/sessions.html",
        cohort=cohort,
        agenda=agenda,
        clashes=cautions_in(cohort, [listed.session for listed in agenda.to_come], me()),
        expected=count_staying(cohort),
        may_plan=access.may_plan_sessions(me(), cohort),
        may_mark=access.may_mark_cohort(me(), cohort),
        now=clock.now(),
    )


@blueprint.route("/cohorts/<int:cohort_id>/sessions/new", methods=["GET", "POST"])
@allow(access.may_plan_sessions, load=cohort_by_id)
def new_session(cohort: Cohort) -> ResponseReturnValue:
    form, cautions = _form_for(cohort, None), []
    if form.validate_on_submit():
        cautions = cautions_about(cohort, [form.values()], me())
        shown = form.has_shown(cautions) or bool(operations.refusals(cohort, [form.values()]))
        if shown and _added(cohort, form):
            flash(_("The session is planned."), "good")
            return _to_list(cohort)
    return _page(cohort, form, cautions)


@blueprint.route("/sessions/<int:session_id>/edit", methods=["GET", "POST"])
@allow(access.may_plan_session, load=queries.session_by_id)
def edit_session(session: ClassSession) -> ResponseReturnValue:
    cohort = session.cohort
    form, cautions = _form_for(cohort, session), []
    if not form.is_submitted() or form.validate():
        without = () if session.is_cancelled else (session.id,)
        cautions = cautions_about(cohort, [form.values()], me(), without=without)
        cautions[0] += _marks_move(session, form)
        shown = form.has_shown(cautions) or bool(operations.refusals(cohort, [form.values()], instead_of=session))
        if form.is_submitted() and shown and _changed(session, form):
            flash(_("The session is changed."), "good")
            return _to_list(cohort)
    return _page(
        cohort, form, cautions, session=session, reason_form=ReasonForm(), deletable=not queries.has_marks(session)
    )


@blueprint.post("/sessions/<int:session_id>/cancel")
@allow(access.may_plan_session, load=queries.session_by_id)
def cancel_session(session: ClassSession) -> ResponseReturnValue:
    form = ReasonForm()
    if form.validate_on_submit() and save(
        form, lambda: operations.cancel_session(session=session, reason=form.reason.data, actor=me())
    ):
        flash(_("The session is cancelled. Its marks count for nothing until it is held after all."), "attention")
        return _to_list(session.cohort)
    flash(_("Say why this session is cancelled; the reason is kept."), "bad")
    return redirect(url_for(".edit_session", session_id=session.id))


@blueprint.post("/sessions/<int:session_id>/reinstate")
@allow(access.may_plan_session, load=queries.session_by_id)
def reinstate_session(session: ClassSession) -> ResponseReturnValue:
    save(ReasonForm(), lambda: operations.reinstate_session(session=session, actor=me()))
    flash(_("The session will be held after all."), "good")
    return _to_list(session.cohort)


@blueprint.post("/sessions/<int:session_id>/delete")
@allow(access.may_plan_session, load=queries.session_by_id)
def delete_session(session: ClassSession) -> ResponseReturnValue:
    cohort_id, form = session.cohort_id, ReasonForm()
    if save(form, lambda: operations.delete_session(session=session, actor=me())):
        flash(_("The session is deleted."), "good")
    else:
        flash(str(form.form_errors[0]), "bad")
    return redirect(url_for(".sessions", cohort_id=cohort_id))


def _marks_move(session: ClassSession, form: SessionForm) -> list[str]:
    values = form.values()
    same = operations.moment(session.cohort, values.day, values.starts) == session.starts_at
    if same or not queries.has_marks(session):
        return []
    return [_("Attendance is marked already: the marks go with the session to its new time.")]


def _added(cohort: Cohort, form: SessionForm) -> ClassSession | None:
    return save(form, lambda: operations.add_session(cohort=cohort, values=form.values(), actor=me()))


def _changed(session: ClassSession, form: SessionForm) -> ClassSession | None:
    return save(
        form,
        lambda: operations.change_session(session=session, values=form.values(), version=form.version.data, actor=me()),
    )


def _page(cohort: Cohort, form: SessionForm, cautions: Cautions, **facts: Any) -> str:
    """For a new session, or one that is edited."""
    shown = {"session": None, "cautions": [sentence for one in cautions for sentence in one]} | facts
    return render_template("attendance/session_form.html", cohort=cohort, zone=zone_of(cohort), form=form, **shown)


def _to_list(cohort: Cohort) -> ResponseReturnValue:
    return redirect(url_for(".sessions", cohort_id=cohort.id))


def _form_for(cohort: Cohort, session: ClassSession | None) -> SessionForm:
    form = SessionForm(data=_data_of(cohort, session))
    curriculum = curriculum_by_id(cohort.curriculum_id)
    units = [unit for module in curriculum.modules for unit in module.units] if curriculum else []
    form.offer(units, staff_today(cohort), _label_of, session.trainer if session else None)
    return form


def _label_of(thing: Person | Unit) -> str:
    if isinstance(thing, Unit):
        return thing.title.in_language(language())
    return name_of(thing)


def _data_of(cohort: Cohort, session: ClassSession | None) -> dict[str, Any]:
    if session is None:
        return {"day": cohort.starts_on}
    starts, ends = session.local(session.starts_at), session.local(session.ends_at)
    names = ("title_zh", "title_en", "class_hours", "unit_id", "venue_zh", "venue_en", "link", "trainer_id", "version")
    same = {name: getattr(session, name) for name in names}
    same["check_in_scope"] = session.check_in_scope.value if session.check_in_scope else ""
    same["check_out"] = {True: YES, False: NO, None: ""}[session.asks_check_out]
    return same | {"day": starts.date(), "starts": starts.time(), "ends": ends.time(), "kind": session.kind.value}
