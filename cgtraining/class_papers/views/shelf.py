"""All papers of a cohort on one page."""

from flask import render_template
from flask.typing import ResponseReturnValue

from cgtraining.class_papers import access
from cgtraining.class_papers.asking import EITHER_NAMES
from cgtraining.class_papers.sheets.sign_in import days_with_sessions
from cgtraining.class_papers.shelf import shelf_for
from cgtraining.class_papers.views import blueprint
from cgtraining.cohorts.access import may_manage_cohort, may_teach_cohort
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id, count_staying
from cgtraining.completion.queries import lists_of
from cgtraining.people.access import me
from cgtraining.web.access import allow


@blueprint.get("/cohorts/<int:cohort_id>/papers")
@allow(may_teach_cohort, load=cohort_by_id)
def of_cohort(cohort: Cohort) -> ResponseReturnValue:
    return render_template(
        "class_papers/shelf.html",
        cohort=cohort,
        shelf=list(shelf_for(me(), cohort)),
        wording_names=EITHER_NAMES,
        days=days_with_sessions(cohort),
        trainees=count_staying(cohort),
        may_arrange=access.may_arrange(me(), cohort),
        graduate_lists=lists_of(cohort) if may_manage_cohort(me(), cohort) else [],
    )
