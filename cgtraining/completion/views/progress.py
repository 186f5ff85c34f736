"""One trainee's way to completion: for staff with waivers, for the trainee in plain words."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import enrolment_by_id, enrolments_of_person
from cgtraining.completion.access import (
    may_revoke_waiver,
    may_see_progress_of,
    may_waive_for,
)
from cgtraining.completion.evaluation import RuleState
from cgtraining.completion.forms import WaiverForm
from cgtraining.completion.models import Waiver
from cgtraining.completion.operations import grant_waiver, revoke_waiver
from cgtraining.completion.presenting import ResultRow, result_rows
from cgtraining.completion.queries import (
    decisions_on,
    item_titles,
    progress_of_trainee,
    waiver_by_id,
)
from cgtraining.completion.sparing import what_may_be_missed
from cgtraining.completion.views import blueprint
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.web.access import allow, is_signed_in
from cgtraining.web.saving import save


@blueprint.get("/my/completion")
@allow(is_signed_in)
def my_completion() -> ResponseReturnValue:
    courses = [(enrolment, *_known_to_trainee(enrolment)) for enrolment in enrolments_of_person(me())]
    return render_template("completion/my_completion.html", courses=courses)


@blueprint.get("/enrolments/<int:enrolment_id>/completion")
@allow(may_see_progress_of, load=enrolment_by_id)
def progress(enrolment: Enrolment) -> ResponseReturnValue:
    if enrolment.person_id == me().id:
        return redirect(url_for("completion.my_completion"))
    return _show(enrolment, WaiverForm())


@blueprint.get("/enrolments/<int:enrolment_id>/may-still-miss")
@allow(may_see_progress_of, load=enrolment_by_id)
def may_still_miss(enrolment: Enrolment) -> ResponseReturnValue:
    """Beside the hours of attendance, which know nothing of the rules."""
    return render_template("completion/may_still_miss.html", sentences=what_may_be_missed(enrolment))


@blueprint.post("/enrolments/<int:enrolment_id>/waivers")
@allow(may_waive_for, load=enrolment_by_id)
def grant(enrolment: Enrolment) -> ResponseReturnValue:
    form = WaiverForm()
    _offer_rules(form, _rows(enrolment))
    if form.validate_on_submit() and save(form, lambda: _grant(enrolment, form)):
        flash(_("The rule is waived for this trainee."), "good")
        return redirect(url_for("completion.progress", enrolment_id=enrolment.id))
    return _show(enrolment, form)


@blueprint.post("/waivers/<int:waiver_id>/revoke")
@allow(may_revoke_waiver, load=waiver_by_id)
def revoke(waiver: Waiver) -> ResponseReturnValue:
    enrolment_id = waiver.enrolment_id
    revoke_waiver(waiver=waiver, actor=me(), reason=request.form.get("reason"))
    db.session.commit()
    flash(_("The waiver is revoked."), "good")
    return redirect(url_for("completion.progress", enrolment_id=enrolment_id))


def _show(enrolment: Enrolment, form: WaiverForm) -> ResponseReturnValue:
    rows = _rows(enrolment)
    _offer_rules(form, rows)
    return render_template(
        "completion/progress.html",
        enrolment=enrolment,
        cohort=enrolment.cohort,
        rows=rows,
        decisions=decisions_on(enrolment),
        form=form,
        may_waive=may_waive_for(me(), enrolment),
    )


def _rows(enrolment: Enrolment) -> list[ResultRow]:
    return result_rows(progress_of_trainee(enrolment), item_titles(enrolment.cohort))


def _known_to_trainee(enrolment: Enrolment) -> tuple[list[ResultRow], object]:
    found = progress_of_trainee(enrolment, released_only=True)
    return result_rows(found, item_titles(enrolment.cohort), for_trainee=True), decisions_on(enrolment)


def _offer_rules(form: WaiverForm, rows: list[ResultRow]) -> None:
    open_states = {RuleState.NOT_MET, RuleState.NOT_YET}
    form.rule_key.choices = [
        SelectChoice(row.result.rule.key, f"{row.sentence} {row.missing}")
        for row in rows
        if row.depth and row.result.state in open_states
    ]


def _grant(enrolment: Enrolment, form: WaiverForm) -> Waiver:
    return grant_waiver(enrolment=enrolment, rule_key=form.rule_key.data, reason=form.reason.data or "", actor=me())
