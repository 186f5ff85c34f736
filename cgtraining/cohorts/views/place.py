"""A trainee's place in the cohort: group, sponsor, and since when."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.cohorts.access import may_manage_enrolment
from cgtraining.cohorts.forms import PlaceForm
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.operations import change_place
from cgtraining.cohorts.queries import enrolment_by_id
from cgtraining.cohorts.sponsoring import sponsors_of
from cgtraining.cohorts.views import blueprint
from cgtraining.cohorts.views.grouped import chosen_group, offer_groups
from cgtraining.language.choosing import language
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.fields import choices
from cgtraining.web.saving import save


@blueprint.route("/trainees/<int:enrolment_id>/place", methods=["GET", "POST"])
@allow(may_manage_enrolment, load=enrolment_by_id)
def edit_place(enrolment: Enrolment) -> ResponseReturnValue:
    form = PlaceForm(obj=enrolment, group_id=enrolment.group_id or "", sponsor_id=enrolment.sponsor_id or "")
    offer_groups(form, enrolment.cohort)
    _offer_sponsors(form, enrolment)
    address = url_for("cohorts.show_enrolment", enrolment_id=enrolment.id)
    if form.validate_on_submit() and save(form, lambda: _change(enrolment, form), enrolment):
        flash(_("The trainee's place was saved."), "good")
        return redirect(address)
    return render_template("cohorts/place.html", cohort=enrolment.cohort, enrolment=enrolment, form=form)


def _change(enrolment: Enrolment, form: PlaceForm) -> Enrolment:
    offered = {str(one.id): one for one in (*sponsors_of(enrolment.cohort), enrolment.sponsor) if one}
    return change_place(
        enrolment=enrolment,
        group=chosen_group(form, enrolment.cohort),
        sponsor=offered.get(form.sponsor_id.data or ""),
        joined_on=form.joined_on.data,
        version=form.version.data,
        actor=me(),
    )


def _offer_sponsors(form: PlaceForm, enrolment: Enrolment) -> None:
    """Those of the program, and one that sponsors this trainee still."""
    offered = dict.fromkeys(one for one in (*sponsors_of(enrolment.cohort), enrolment.sponsor) if one)
    labels = ((one.id, one.name.in_language(language())) for one in offered)
    form.sponsor_id.choices = choices([("", _("No sponsor")), *labels])
