"""A trainee's own papers, on the phone: what is handed out, what classmates may see, and the reply slip."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.class_papers import access
from cgtraining.class_papers.forgetting import forgotten_on
from cgtraining.class_papers.forms import ConsentForm, SlipForm
from cgtraining.class_papers.identity import masked
from cgtraining.class_papers.operations.answering import answer_slip, is_open, last_day_to_reply, let_classmates_see
from cgtraining.class_papers.queries import consent_of, letters_are_out, slip_of, texts_of
from cgtraining.class_papers.views import blueprint
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import enrolment_by_id
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/enrolments/<int:enrolment_id>/papers", methods=["GET", "POST"])
@allow(access.may_answer_slip, load=enrolment_by_id)
def mine(enrolment: Enrolment) -> ResponseReturnValue:
    cohort, texts = enrolment.cohort, texts_of(enrolment.cohort)
    form = ConsentForm(obj=consent_of(enrolment))
    if form.validate_on_submit() and save(form, lambda: _consent(enrolment, form)):
        flash(_("Your choice is kept. Lists that are printed from now on follow it."), "good")
        return redirect(url_for("class_papers.mine", enrolment_id=enrolment.id))
    return render_template(
        "class_papers/mine.html",
        enrolment=enrolment,
        cohort=cohort,
        form=form,
        slip=slip_of(enrolment),
        is_own=enrolment.person_id == me().id,
        is_open=is_open(cohort, texts),
        due=last_day_to_reply(cohort, texts),
        has_letter=letters_are_out(cohort),
    )


@blueprint.route("/enrolments/<int:enrolment_id>/reply", methods=["GET", "POST"])
@allow(access.may_answer_slip, load=enrolment_by_id)
def reply(enrolment: Enrolment) -> ResponseReturnValue:
    cohort, slip, form = enrolment.cohort, slip_of(enrolment), SlipForm()
    texts = texts_of(cohort)
    if not form.is_submitted():
        _show(form, enrolment)
    elif form.validate() and save(form, lambda: _answer(enrolment, form), slip):
        flash(_("Thank you. Your reply is with the organizers; you can change it until the day it is due."), "good")
        return redirect(url_for("class_papers.mine", enrolment_id=enrolment.id))
    return render_template(
        "class_papers/reply.html",
        enrolment=enrolment,
        cohort=cohort,
        form=form,
        is_open=is_open(cohort, texts),
        due=last_day_to_reply(cohort, texts),
        deleted_on=forgotten_on(cohort, texts.kept_days),
        needs_identity=texts.hotel_needs_identity,
        kept_number=masked(slip.identity_number) if slip and slip.identity_number else None,
    )


def _consent(enrolment: Enrolment, form: ConsentForm) -> object:
    phone, email = bool(form.shows_phone.data), bool(form.shows_email.data)
    return let_classmates_see(enrolment=enrolment, phone=phone, email=email, actor=me())


def _answer(enrolment: Enrolment, form: SlipForm) -> object:
    values = form.values(enrolment.cohort.timezone)
    return answer_slip(enrolment=enrolment, values=values, version=form.version.data, actor=me())


def _show(form: SlipForm, enrolment: Enrolment) -> None:
    slip = slip_of(enrolment)
    if slip is not None:
        form.show(slip, enrolment.cohort.timezone)
    else:
        form.version.data = 0
