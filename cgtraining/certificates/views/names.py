"""Who of a cohort has not confirmed the printed name: reminding them, and confirming for them by a signed paper."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.certificates.naming import (
    confirmed_for_others_in,
    last_reminders,
    remind_unconfirmed,
    unconfirmed_in,
)
from cgtraining.certificates.rules.forms import NameConfirmationForm
from cgtraining.certificates.views import blueprint
from cgtraining.cohorts.access import may_correct_person, may_manage_cohort
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.queries import cohort_by_id, enrolment_by_id
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.people.messages import wake_deliveries
from cgtraining.people.models import Person
from cgtraining.people.operations import confirm_name_for
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.get("/cohorts/<int:cohort_id>/names")
@allow(may_manage_cohort, load=cohort_by_id)
def names(cohort: Cohort) -> ResponseReturnValue:
    return render_template(
        "certificates/names.html",
        cohort=cohort,
        missing=unconfirmed_in(cohort),
        for_others=confirmed_for_others_in(cohort),
        reminded=last_reminders(cohort),
    )


@blueprint.post("/cohorts/<int:cohort_id>/names/remind")
@allow(may_manage_cohort, load=cohort_by_id)
def remind_names(cohort: Cohort) -> ResponseReturnValue:
    messages = remind_unconfirmed(cohort=cohort, actor=me())
    db.session.commit()
    for message in messages:
        wake_deliveries(message)
    count = len(messages)
    flash(ngettext("%(num)s person was reminded today.", "%(num)s people were reminded today.", count), "good")
    return redirect(url_for("certificates.names", cohort_id=cohort.id))


@blueprint.route("/trainees/<int:enrolment_id>/confirm-name", methods=["GET", "POST"])
@allow(may_correct_person, load=enrolment_by_id)
def confirm_name(enrolment: Enrolment) -> ResponseReturnValue:
    person = enrolment.person
    form = NameConfirmationForm(version=person.version)
    address = url_for("certificates.names", cohort_id=enrolment.cohort_id)
    if form.validate_on_submit() and save(form, lambda: _confirm(person, form), person):
        flash(_("The name is confirmed, with the paper noted."), "good")
        return redirect(address)
    return render_template(
        "certificates/confirm_name.html", enrolment=enrolment, person=person, form=form, address=address
    )


def _confirm(person: Person, form: NameConfirmationForm) -> Person:
    return confirm_name_for(person=person, note=form.note.data, version=form.version.data, actor=me())
