"""Adding one trainee by hand: someone who is known already, or someone new."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.cohorts.access import may_manage_cohort
from cgtraining.cohorts.forms import EnrolForm, NewTraineeForm
from cgtraining.cohorts.joining import likely_first_day
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.operations import enrol, enrol_new_person
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.cohorts.views import blueprint
from cgtraining.cohorts.views.grouped import chosen_group, offer_groups
from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.people.views.picking import chosen_person, found_people, searched_name
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/<int:cohort_id>/trainees/add", methods=["GET", "POST"])
@allow(may_manage_cohort, load=cohort_by_id)
def add_trainee(cohort: Cohort) -> ResponseReturnValue:
    person = chosen_person()
    form = EnrolForm(person_id=person.id if person else None, joined_on=likely_first_day(cohort))
    offer_groups(form, cohort)
    if person and form.validate_on_submit() and (made := save(form, lambda: _enrol(cohort, person, form))):
        return _arrived(made)
    return render_template("cohorts/add.html", cohort=cohort, form=form, person=person, found=found_people())


@blueprint.route("/<int:cohort_id>/trainees/new", methods=["GET", "POST"])
@allow(may_manage_cohort, load=cohort_by_id)
def new_trainee(cohort: Cohort) -> ResponseReturnValue:
    form = NewTraineeForm(joined_on=likely_first_day(cohort), **searched_name())
    offer_groups(form, cohort)
    if form.is_to_be_saved() and (made := save(form, lambda: _enrol_new(cohort, form))):
        return _arrived(made)
    return render_template("cohorts/new_trainee.html", cohort=cohort, form=form)


def _enrol_new(cohort: Cohort, form: NewTraineeForm) -> Enrolment:
    return enrol_new_person(
        cohort=cohort,
        values=form.values(phone=form.phone.data, email=form.email.data, actor=me()),
        actor=me(),
        group=chosen_group(form, cohort),
        joined_on=form.joined_on.data,
        is_someone_else=form.another_person.data,
    )


def _enrol(cohort: Cohort, person: Person, form: EnrolForm) -> Enrolment:
    group = chosen_group(form, cohort)
    return enrol(cohort=cohort, person=person, actor=me(), group=group, joined_on=form.joined_on.data)


def _arrived(made: Enrolment) -> ResponseReturnValue:
    flash(_("The trainee is now in the cohort."), "good")
    return redirect(url_for("cohorts.show_enrolment", enrolment_id=made.id))
