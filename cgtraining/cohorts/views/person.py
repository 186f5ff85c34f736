"""What the office knows of a trainee, corrected by those who manage the cohort."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.cohorts.access import may_correct_person
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import enrolment_by_id
from cgtraining.cohorts.views import blueprint
from cgtraining.people.access import me
from cgtraining.people.forms.persons import ContactsForm, FactsForm
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/trainees/<int:enrolment_id>/person", methods=["GET", "POST"])
@allow(may_correct_person, load=enrolment_by_id)
def correct_person(enrolment: Enrolment) -> ResponseReturnValue:
    form, person = FactsForm(), enrolment.person
    if not form.is_submitted():
        form.show(person)
    elif form.is_to_be_saved() and save(form, lambda: form.change(person, me()), person) is not None:
        flash(_("The facts were saved."), "good")
        return redirect(_record(enrolment))
    return render_template("people/edit.html", form=form, person=person, address=_record(enrolment))


@blueprint.route("/trainees/<int:enrolment_id>/contacts", methods=["GET", "POST"])
@allow(may_correct_person, load=enrolment_by_id)
def move_contacts(enrolment: Enrolment) -> ResponseReturnValue:
    person = enrolment.person
    form = ContactsForm(obj=person)
    if form.validate_on_submit() and save(form, lambda: form.move(person, me()), person):
        flash(_("Phone and e-mail were saved. The change is on record."), "good")
        return redirect(_record(enrolment))
    return render_template("people/contacts.html", form=form, person=person, address=_record(enrolment))


def _record(enrolment: Enrolment) -> str:
    return url_for("cohorts.show_enrolment", enrolment_id=enrolment.id)
