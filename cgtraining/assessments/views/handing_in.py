"""What the class committee sees of work that is due: names, never scores."""

from flask import render_template
from flask.typing import ResponseReturnValue

from cgtraining.assessments.queries import without_entry
from cgtraining.assessments.views import blueprint
from cgtraining.cohorts.committee import charge_in
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.web.access import allow


def helps_with(person: Person, cohort: Cohort) -> bool:
    return charge_in(person, cohort) is not None


@blueprint.get("/my/class/<int:cohort_id>/not-handed-in")
@allow(helps_with, load=cohort_by_id)
def not_handed_in(cohort: Cohort) -> ResponseReturnValue:
    charge = charge_in(me(), cohort)
    assert charge is not None
    missing = without_entry(cohort, charge.group)
    return render_template("assessments/not_handed_in.html", cohort=cohort, charge=charge, missing=missing)
