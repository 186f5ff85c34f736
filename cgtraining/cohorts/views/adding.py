"""Adding one trainee by hand: someone who is known already, or someone new."""

from datetime import date
from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.cohorts.access import may_manage_cohort
from cgtraining.cohorts.forms import EnrolForm, NewTraineeForm
from cgtraining.cohorts.models import Cohort, Enrolment, Group
from cgtraining.cohorts.operations import enrol, enrol_new_person
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.cohorts.views import blueprint
from cgtraining.cohorts.views.picking import chosen_person, found_people
from cgtraining.language.choosing import language
from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.web.access import allow
from cgtraining.web.fields import choices
from cgtraining.web.saving import save

Form = TypeVar("Form", EnrolForm, NewTraineeForm)


@blueprint.route("/<int:cohort_id>/trainees/add", methods=["GET", "POST"])
@allow(may_manage_cohort, load=cohort_by_id)
def add_trainee(cohort: Cohort) -> ResponseReturnValue:
    person = chosen_person()
    form = _with_groups(EnrolForm(person_id=person.id if person else None, joined_on=_likely_first_day(cohort)), cohort)
    if person and form.validate_on_submit() and (made := save(form, lambda: _enrol(cohort, person, form))):
        return _arrived(made)
    return render_template("cohorts/add.html", cohort=cohort, form=form, person=person, found=found_people())


@blueprint.route("/<int:cohort_id>/trainees/new", methods=["GET", "POST"])
@allow(may_manage_cohort, load=cohort_by_id)
def new_trainee(cohort: Cohort) -> ResponseReturnValue:
    form = _with_groups(NewTraineeForm(joined_on=_likely_first_day(cohort), name_zh=request.args.get("q")), cohort)
    form.province_code.choices = form.place_choices(language())
    if form.validate_on_submit() and (made := save(form, lambda: _enrol_new(cohort, form))):
        return _arrived(made)
    return render_template("cohorts/new_trainee.html", cohort=cohort, form=form)


def _enrol_new(cohort: Cohort, form: NewTraineeForm) -> Enrolment:
    return enrol_new_person(
        cohort=cohort,
        values=form.person_values(me()),
        actor=me(),
        group=_group(cohort, form),
        joined_on=form.joined_on.data,
        is_someone_else=form.is_someone_else.data,
    )


def _enrol(cohort: Cohort, person: Person, form: EnrolForm) -> Enrolment:
    group = _group(cohort, form)
    return enrol(cohort=cohort, person=person, actor=me(), group=group, joined_on=form.joined_on.data)


def _group(cohort: Cohort, form: EnrolForm | NewTraineeForm) -> Group | None:
    return next((one for one in cohort.groups if str(one.id) == form.group_id.data), None)


def _arrived(made: Enrolment) -> ResponseReturnValue:
    flash(_("The trainee is now in the cohort."), "good")
    return redirect(url_for("cohorts.show_enrolment", enrolment_id=made.id))


def _with_groups(form: Form, cohort: Cohort) -> Form:
    form.group_id.choices = choices([("", _("No group")), *((one.id, _title(one)) for one in cohort.groups)])
    return form


def _title(group: Group) -> str:
    return group.title.in_language(language())


def _likely_first_day(cohort: Cohort) -> date:
    """Today for someone who joins a running cohort, else its first day."""
    today = clock.today(cohort.timezone)
    return today if cohort.starts_on < today <= cohort.ends_on else cohort.starts_on
