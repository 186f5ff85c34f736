"""What the papers say beside the data, written for one cohort."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.class_papers import access
from cgtraining.class_papers.defaults import BRING, RULES, WELCOME
from cgtraining.class_papers.forms import TextsForm
from cgtraining.class_papers.operations.writing import write_texts
from cgtraining.class_papers.queries import stored_texts, texts_of
from cgtraining.class_papers.views import blueprint
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/cohorts/<int:cohort_id>/papers/texts", methods=["GET", "POST"])
@allow(access.may_arrange, load=cohort_by_id)
def edit_texts(cohort: Cohort) -> ResponseReturnValue:
    form = TextsForm()
    if not form.is_submitted():
        form.show(texts_of(cohort), cohort.timezone)
    elif form.validate() and save(form, lambda: _write(cohort, form), stored_texts(cohort)):
        flash(_("The papers of this cohort say that from now on."), "good")
        return redirect(url_for("class_papers.of_cohort", cohort_id=cohort.id))
    usual = {"welcome": WELCOME, "rules": RULES, "bring": BRING}
    return render_template("class_papers/texts.html", cohort=cohort, form=form, usual=usual)


def _write(cohort: Cohort, form: TextsForm) -> object:
    values, version = form.values(cohort.timezone), form.version.data
    return write_texts(cohort=cohort, values=values, version=version, actor=me())
