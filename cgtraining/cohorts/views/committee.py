"""Appointing the class committee, on the page of the groups."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from cgtraining.cohorts import queries
from cgtraining.cohorts.access import may_appoint_committee, may_end_office
from cgtraining.cohorts.committee import committee_member_by_id
from cgtraining.cohorts.forms import CommitteeForm
from cgtraining.cohorts.models import ClassOffice, Cohort, CommitteeMember
from cgtraining.cohorts.operations import appoint_member, end_office
from cgtraining.cohorts.views import blueprint
from cgtraining.cohorts.views.committee_form import committee_form
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.post("/<int:cohort_id>/committee")
@allow(may_appoint_committee, load=queries.cohort_by_id)
def new_committee_member(cohort: Cohort) -> ResponseReturnValue:
    form = committee_form(cohort)
    if form.validate() and save(form, lambda: _appoint(form)):
        flash(_("The office is given. The trainee finds the class under “My attendance”."), "good")
    else:
        flash(str([*form.form_errors, _("Choose a trainee and an office.")][0]), "bad")
    return redirect(url_for(".list_groups", cohort_id=cohort.id))


@blueprint.post("/committee/<int:committee_member_id>/end")
@allow(may_end_office, load=committee_member_by_id)
def end_committee_member(member: CommitteeMember) -> ResponseReturnValue:
    cohort_id = member.enrolment.cohort_id
    save(FlaskForm(), lambda: end_office(member=member, actor=me()))
    flash(_("The office has ended."), "good")
    return redirect(url_for(".list_groups", cohort_id=cohort_id))


def _appoint(form: CommitteeForm) -> CommitteeMember | None:
    enrolment = queries.enrolment_by_id(form.enrolment_id.data)
    if enrolment is None:
        return None
    return appoint_member(enrolment=enrolment, office=ClassOffice(form.office.data), actor=me())
