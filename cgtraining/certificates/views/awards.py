"""Lists of honours, letters of appointment and statements of class hours of a cohort, and beginning one."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.certificates.awards.drafting import draft_awards
from cgtraining.certificates.awards.forms import NewAwardListForm
from cgtraining.certificates.awards.queries import award_lists_of, runs_of_awards
from cgtraining.certificates.models import AwardList, CertificateKind
from cgtraining.certificates.views import blueprint
from cgtraining.cohorts.access import may_manage_cohort
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.queries import cohort_by_id, enrolments_of
from cgtraining.language.choosing import language
from cgtraining.language.names import display_name
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.fields import choices, choices_as_written
from cgtraining.web.numbers import row_number_or_none
from cgtraining.web.saving import save


@blueprint.get("/cohorts/<int:cohort_id>/awards")
@allow(may_manage_cohort, load=cohort_by_id)
def awards(cohort: Cohort) -> ResponseReturnValue:
    lists = award_lists_of(cohort)
    return render_template("certificates/awards/of_cohort.html", cohort=cohort, lists=lists, runs=runs_of_awards(lists))


@blueprint.route("/cohorts/<int:cohort_id>/awards/new/<any(honour, appointment, hours):kind>", methods=["GET", "POST"])
@allow(may_manage_cohort, load=lambda cohort_id, kind: cohort_by_id(cohort_id))
def new_awards(cohort: Cohort) -> ResponseReturnValue:
    kind = CertificateKind((request.view_args or {})["kind"])
    form = _new_form(cohort, kind)
    if form.validate_on_submit() and (made := save(form, lambda: _draft(cohort, kind, form))):
        return redirect(url_for("certificates.show_awards", award_list_id=made.id))
    return render_template("certificates/awards/new.html", cohort=cohort, kind=kind, form=form)


def _new_form(cohort: Cohort, kind: CertificateKind) -> NewAwardListForm:
    today = clock.today(cohort.timezone)
    form = NewAwardListForm(
        award_date=today, counted_until=min(today, cohort.ends_on), trainee=request.args.get("trainee", "")
    )
    if kind is CertificateKind.HOURS:
        people = [(one.id, _told_apart(one)) for one in enrolments_of(cohort)]
        form.trainee.choices = [*choices([("", _("Everybody with class hours"))]), *choices_as_written(people)]
    return form


def _told_apart(enrolment: Enrolment) -> str:
    """The name, from a namesake by the organization."""
    person = enrolment.person
    names = [display_name(person, language())]
    return " · ".join([*names, person.organization.name.in_language(language())] if person.organization else names)


def _draft(cohort: Cohort, kind: CertificateKind, form: NewAwardListForm) -> AwardList:
    asked = row_number_or_none(form.trainee.data)
    return draft_awards(
        cohort=cohort,
        kind=kind,
        award_date=form.award_date.data,
        counted_until=form.counted_until.data if kind is CertificateKind.HOURS else None,
        only=[asked] if asked else None,
        actor=me(),
    )
