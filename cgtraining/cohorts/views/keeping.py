"""Creating and changing a cohort."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from cgtraining.cohorts.access import may_create_cohorts, may_manage_cohort
from cgtraining.cohorts.forms import CohortForm, NewCohortForm
from cgtraining.cohorts.models import Cohort, CohortStatus
from cgtraining.cohorts.operations import change_cohort, create_cohort, set_status
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.cohorts.views import blueprint
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import language
from cgtraining.people.access import me
from cgtraining.programs.models import Curriculum
from cgtraining.programs.queries import programs_of, published_curricula
from cgtraining.programs.restricted import restricted_in_program
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/new", methods=["GET", "POST"])
@allow(may_create_cohorts)
def new_cohort() -> ResponseReturnValue:
    curricula = {str(one.id): one for one in published_curricula([program.id for program in programs_of(me())])}
    form = NewCohortForm(curriculum_id=request.args.get("curriculum"))
    form.curriculum_id.choices = _curriculum_choices(curricula)
    if form.validate_on_submit():
        curriculum = curricula[form.curriculum_id.data]
        cohort = save(form, lambda: create_cohort(curriculum=curriculum, values=form.values(), actor=me()))
        if cohort:
            return redirect(url_for("cohorts.show_cohort", cohort_id=cohort.id))
    return render_template("cohorts/new.html", form=form, curricula=curricula)


@blueprint.route("/<int:cohort_id>/edit", methods=["GET", "POST"])
@allow(may_manage_cohort, load=cohort_by_id)
def edit_cohort(cohort: Cohort) -> ResponseReturnValue:
    form = CohortForm(obj=cohort)
    address = url_for("cohorts.show_cohort", cohort_id=cohort.id)
    _offer_own_timezone(form, cohort)
    if form.validate_on_submit() and save(
        form, lambda: change_cohort(cohort=cohort, values=form.values(), version=form.version.data, actor=me()), cohort
    ):
        flash(_("The cohort was saved."), "good")
        return redirect(address)
    restricted = restricted_in_program(cohort.program, cohort.title)
    return render_template("cohorts/edit.html", form=form, cohort=cohort, address=address, restricted=restricted)


@blueprint.post("/<int:cohort_id>/status")
@allow(may_manage_cohort, load=cohort_by_id)
def change_status(cohort: Cohort) -> ResponseReturnValue:
    wanted = request.form.get("status", "")
    if wanted not in {status.value for status in CohortStatus}:
        raise RuleBroken(_("Choose a status."))
    set_status(cohort=cohort, status=CohortStatus(wanted), actor=me())
    db.session.commit()
    flash(_("The cohort is now '%(status)s'.", status=cohort.status.label), "good")
    return redirect(url_for("cohorts.show_cohort", cohort_id=cohort.id))


def _curriculum_choices(curricula: Mapping[str, Curriculum]) -> list[SelectChoice]:
    """Of several none is chosen beforehand: a cohort keeps the first one for good."""
    nothing_yet = [SelectChoice("", _("Choose a program and its curriculum"))] if len(curricula) > 1 else []
    return [*nothing_yet, *(SelectChoice(key, _curriculum_label(one)) for key, one in curricula.items())]


def _curriculum_label(curriculum: Curriculum) -> str:
    label: str = _(
        "%(program)s – %(curriculum)s (version %(number)s)",
        program=curriculum.program.code,
        curriculum=curriculum.title.in_language(language()),
        number=curriculum.number,
    )
    return label


def _offer_own_timezone(form: CohortForm, cohort: Cohort) -> None:
    """A timezone that came by a command or an import stays choosable."""
    if cohort.timezone not in {choice.value for choice in form.timezone.choices}:
        form.timezone.choices = [*form.timezone.choices, SelectChoice(cohort.timezone, cohort.timezone)]
