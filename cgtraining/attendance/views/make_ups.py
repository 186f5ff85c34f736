"""Make-ups: arranging one, its record, handing in, and deciding."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import storage
from cgtraining.attendance import queries as attendance
from cgtraining.attendance.attached import attach, detach, sent_file
from cgtraining.attendance.make_up import access, operations, queries
from cgtraining.attendance.make_up.forms import HandInForm, MakeUpDecisionForm, MakeUpForm
from cgtraining.attendance.models import AttachedFile, MakeUp, MakeUpState
from cgtraining.attendance.queries.marks import TraineeAtSession
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.with_file import save_with_file
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.database import db
from cgtraining.language.choosing import language
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.downloads import call_file
from cgtraining.web.paging import page_of
from cgtraining.web.saving import save
from cgtraining.web.scans import TYPES


@blueprint.get("/cohorts/<int:cohort_id>/make-ups")
@allow(access.may_list_make_ups, load=cohort_by_id)
def make_up_list(cohort: Cohort) -> ResponseReturnValue:
    states = [one for one in MakeUpState if one.value == request.args.get("state")]
    return render_template(
        "attendance/make_up/list.html",
        cohort=cohort,
        page=page_of(queries.make_ups_in(cohort, states)),
        states=list(MakeUpState),
        counts=queries.count_make_ups(cohort),
    )


@blueprint.route("/sessions/<int:session_id>/marks/<int:enrolment_id>/make-up", methods=["GET", "POST"])
@allow(access.may_arrange_make_up, load=attendance.trainee_at_session)
def arrange_make_up(at: TraineeAtSession) -> ResponseReturnValue:
    form = MakeUpForm()
    form.offer(queries.sessions_of_same_unit(at.session), at.session.cohort_id, language())
    if form.validate_on_submit():
        made = save(
            form,
            lambda: operations.arrange_make_up(
                session=at.session, enrolment=at.enrolment, values=form.values(), actor=me()
            ),
        )
        if made:
            flash(_("The make-up is arranged, and the trainee is told."), "good")
            return redirect(url_for(".show_make_up", make_up_id=made.id))
    return render_template(
        "attendance/make_up/form.html",
        form=form,
        session=at.session,
        enrolment=at.enrolment,
        mark=attendance.marks_of_trainee(at.enrolment).get(at.session.id),
    )


@blueprint.get("/make-ups/<int:make_up_id>")
@allow(access.may_see_make_up, load=queries.make_up_by_id)
def show_make_up(make_up: MakeUp) -> ResponseReturnValue:
    return _page(make_up)


@blueprint.post("/make-ups/<int:make_up_id>/hand-in")
@allow(access.may_see_make_up, load=queries.make_up_by_id)
def hand_in_make_up(make_up: MakeUp) -> ResponseReturnValue:
    form = HandInForm()
    if form.validate_on_submit() and save_with_file(form, form.file, lambda key: _hand_in(make_up, form, key)):
        flash(_("It is handed in."), "good")
        return redirect(url_for(".show_make_up", make_up_id=make_up.id))
    return _page(make_up, handing_in=form)


@blueprint.post("/make-ups/<int:make_up_id>/decide")
@allow(access.may_decide_make_up, load=queries.make_up_by_id)
def decide_make_up(make_up: MakeUp) -> ResponseReturnValue:
    form = MakeUpDecisionForm()
    approves = request.form.get("decision") == "approve"
    act = operations.approve_make_up if approves else operations.hand_back
    if form.validate_on_submit() and save(
        form, lambda: act(make_up=make_up, note=form.note.data, version=form.version.data, actor=me()), make_up
    ):
        flash(_("It is made up for.") if approves else _("It is handed back to the trainee."), "good")
        return redirect(url_for(".show_make_up", make_up_id=make_up.id))
    return _page(make_up, decision=form)


@blueprint.post("/make-ups/<int:make_up_id>/cancel")
@allow(access.may_decide_make_up, load=queries.make_up_by_id)
def cancel_make_up(make_up: MakeUp) -> ResponseReturnValue:
    operations.cancel_make_up(make_up=make_up, actor=me())
    db.session.commit()
    flash(_("The make-up is cancelled."), "good")
    return redirect(url_for(".show_make_up", make_up_id=make_up.id))


@blueprint.get("/make-up-files/<int:make_up_file_id>")
@allow(access.may_read_hand_in, load=queries.hand_in_file_by_id)
def make_up_file(found: tuple[AttachedFile, MakeUp]) -> ResponseReturnValue:
    file, _make_up = found
    response = Response(storage.load_file(file.key), mimetype=TYPES[file.key.rsplit(".", 1)[-1]])
    return call_file(response, file.name, attached=True)


def _hand_in(make_up: MakeUp, form: HandInForm, key: str) -> MakeUp:
    operations.hand_in(make_up=make_up, note=form.note.data, with_file=bool(key), actor=me())
    if key and (file := sent_file(form.file.data)):
        detach(make_up.files)
        attach(key=key, file_name=file.filename or "", make_up_id=make_up.id)
    return make_up


def _page(
    make_up: MakeUp, *, handing_in: HandInForm | None = None, decision: MakeUpDecisionForm | None = None
) -> ResponseReturnValue:
    may_decide = make_up.state.is_open and access.may_decide_make_up(me(), make_up)
    takes_work = make_up.state.is_open and make_up.is_task
    return render_template(
        "attendance/make_up/record.html",
        make_up=make_up,
        session=make_up.session,
        cohort=make_up.session.cohort,
        enrolment=make_up.enrolment,
        own=access.is_own(me(), make_up),
        handing_in=(handing_in or HandInForm(None, note=make_up.handed_in_note)) if takes_work else None,
        decision=(decision or MakeUpDecisionForm(None, version=make_up.version)) if may_decide else None,
    )
