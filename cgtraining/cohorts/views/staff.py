"""Who works on a cohort: dated roles."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.cohorts import queries
from cgtraining.cohorts.access import may_manage_cohort, may_manage_staff, may_teach_cohort
from cgtraining.cohorts.forms import NewStaffForm, RoleFields, StaffForm
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff
from cgtraining.cohorts.operations import add_staff, end_staff
from cgtraining.cohorts.views import blueprint
from cgtraining.cohorts.views.tabs import cohort_rights
from cgtraining.language.formatting import format_date
from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.people.queries import sign_ins_of
from cgtraining.people.views.picking import chosen_person, found_people, searched_name
from cgtraining.programs.forms import EndForm
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.get("/<int:cohort_id>/staff")
@allow(may_teach_cohort, load=queries.cohort_by_id)
def list_staff(cohort: Cohort) -> ResponseReturnValue:
    staff, rights = queries.staff_of(cohort), cohort_rights(cohort)
    return render_template(
        "cohorts/staff.html",
        cohort=cohort,
        staff=staff,
        rights=rights,
        today=clock.today(cohort.timezone),
        sign_ins=sign_ins_of([one.person for one in staff]) if rights.manages else {},
    )


@blueprint.route("/<int:cohort_id>/staff/add", methods=["GET", "POST"])
@allow(may_manage_cohort, load=queries.cohort_by_id)
def new_staff(cohort: Cohort) -> ResponseReturnValue:
    person = chosen_person()
    form = StaffForm(person_id=person.id if person else None, **_likely_role(cohort))
    if person and form.validate_on_submit() and save(form, lambda: _add(cohort, person, form)):
        flash(_("The role was given."), "good")
        return redirect(_address(cohort))
    return render_template("cohorts/add_staff.html", cohort=cohort, form=form, person=person, found=found_people())


@blueprint.route("/<int:cohort_id>/staff/new", methods=["GET", "POST"])
@allow(may_manage_cohort, load=queries.cohort_by_id)
def new_staff_person(cohort: Cohort) -> ResponseReturnValue:
    """Somebody whom the office does not know yet, with the first role."""
    form = NewStaffForm(**searched_name(), **_likely_role(cohort))
    if form.validate_on_submit() and save(form, lambda: _add(cohort, form.newcomer(me()), form)):
        flash(_("The role was given. Hand over a personal link, so that this person can sign in."), "good")
        return redirect(_address(cohort))
    return render_template("cohorts/new_staff.html", cohort=cohort, form=form)


@blueprint.route("/staff/<int:staff_id>/end", methods=["GET", "POST"])
@allow(may_manage_staff, load=queries.staff_by_id)
def end_role(staff: CohortStaff) -> ResponseReturnValue:
    today = clock.today(staff.cohort.timezone)
    form = EndForm(on=today)
    if form.validate_on_submit() and save(form, lambda: end_staff(staff=staff, on=form.on.data or today, actor=me())):
        flash(_("The role ends on %(day)s. It stays on record.", day=format_date(form.on.data or today)), "good")
        return redirect(_address(staff.cohort))
    return render_template("cohorts/end_role.html", cohort=staff.cohort, staff=staff, form=form)


def _likely_role(cohort: Cohort) -> dict[str, object]:
    return {"since": min(clock.today(cohort.timezone), cohort.starts_on), "role": CohortRole.TRAINER.value}


def _add(cohort: Cohort, person: Person, form: RoleFields) -> CohortStaff:
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
