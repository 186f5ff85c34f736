"""A cohort's overview: for staff what is next and the figures, for a trainee the own class, for a partner its share."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from cgtraining.cohorts import queries
from cgtraining.cohorts.access import may_see_classmates, may_see_cohort
from cgtraining.cohorts.models import Cohort, CohortRole, Enrolment
from cgtraining.cohorts.operations.keeping import NEXT_STATUSES
from cgtraining.cohorts.overview import preparation_of, profile_seen_by
from cgtraining.cohorts.views import blueprint
from cgtraining.cohorts.views.tabs import cohort_rights
from cgtraining.language.places import place_label
from cgtraining.people.access import me
from cgtraining.programs.queries import curriculum_by_id
from cgtraining.programs.rates import counted_total
from cgtraining.web.access import allow

KNOWN_TO_TRAINEES = (CohortRole.CLASS_TEACHER, CohortRole.TRAINER, CohortRole.MENTOR)


@blueprint.get("/<int:cohort_id>")
@allow(may_see_cohort, load=queries.cohort_by_id)
def show_cohort(cohort: Cohort) -> ResponseReturnValue:
    rights = cohort_rights(cohort)
    if not rights.teaches and (own := queries.enrolment_in(cohort, me())):
        return _show_to_trainee(cohort, own)
    return render_template(
        "cohorts/overview.html",
        cohort=cohort,
        rights=rights,
        profile=profile_seen_by(me(), cohort),
        place_label=place_label,
        preparation=preparation_of(cohort) if rights.manages else None,
        next_statuses=NEXT_STATUSES[cohort.status] if rights.manages else (),
        staff=queries.staff_today(cohort),
        **_planned(cohort),
    )


def _show_to_trainee(cohort: Cohort, own: Enrolment) -> ResponseReturnValue:
    classmates = queries.enrolments_of(cohort, queries.STAYING) if may_see_classmates(me(), cohort) else []
    return render_template(
        "cohorts/own.html",
        cohort=cohort,
        own=own,
        classmates=[one for one in classmates if one.id != own.id],
        staff=queries.staff_today(cohort, *KNOWN_TO_TRAINEES),
        **_planned(cohort),
    )


def _planned(cohort: Cohort) -> dict[str, Any]:
    """The curriculum with the class hours that count in it."""
    curriculum = curriculum_by_id(cohort.curriculum_id)
    units = [unit for module in curriculum.modules for unit in module.units] if curriculum else []
    return {"curriculum": curriculum, "planned_hours": counted_total(units, cohort.curriculum)}
