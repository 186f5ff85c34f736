"""Who works on a cohort: dated roles."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.cohorts import queries
from cgtraining.cohorts.access import may_manage_cohort, may_teach_cohort
from cgtraining.cohorts.forms import StaffForm
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff
from cgtraining.cohorts.operations import add_staff, end_staff
from cgtraining.cohorts.views import blueprint
from cgtraining.cohorts.views.picking import chosen_person, found_people
from cgtraining.cohorts.views.tabs import cohort_rights
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.web.access import allow
from cgtraining.web.saving import save


def may_manage_staff(person: Person, staff: CohortStaff) -> bool:
    return may_manage_cohort(person, staff.cohort)


@blueprint.get("/<int:cohort_id>/staff")
@allow(may_teach_cohort, load=queries.cohort_by_id)
def list_staff(cohort: Cohort) -> ResponseReturnValue:
    today = clock.today(cohort.timezone)
    staff, rights = queries.staff_of(cohort), cohort_rights(cohort)
    return render_template("cohorts/staff.html", cohort=cohort, staff=staff, rights=rights, today=today)


@blueprint.route("/<int:cohort_id>/staff/add", methods=["GET", "POST"])
@allow(may_manage_cohort, load=queries.cohort_by_id)
def new_staff(cohort: Cohort) -> ResponseReturnValue:
    person = chosen_person()
    since = min(clock.today(cohort.timezone), cohort.starts_on)
    form = StaffForm(person_id=person.id if person else None, since=since, role=CohortRole.TRAINER.value)
    if person and form.validate_on_submit() and save(form, lambda: _add(cohort, person, form)):
        flash(_("The role was given."), "good")
        return redirect(_address(cohort))
    return render_template("cohorts/add_staff.html", cohort=cohort, form=form, person=person, found=found_people())


@blueprint.post("/staff/<int:staff_id>/end")
@allow(may_manage_staff, load=queries.staff_by_id)
def end_role(staff: CohortStaff) -> ResponseReturnValue:
    end_staff(staff=staff, on=clock.today(staff.cohort.timezone), actor=me())
    db.session.commit()
    flash(_("The role ended today. It stays on record."), "good")
    return redirect(_address(staff.cohort))


def _add(cohort: Cohort, person: Person, form: StaffForm) -> CohortStaff:
    return add_staff(
        cohort=cohort,
        person=person,
        role=CohortRole(form.role.data),
        since=form.since.data,
        until=form.until.data,
        actor=me(),
    )


def _address(cohort: Cohort) -> str:
    return url_for("cohorts.list_staff", cohort_id=cohort.id)
