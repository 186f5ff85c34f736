"""Where a person stands in the office's work: cohorts as a trainee, and every dated role."""

from flask import render_template
from flask.typing import ResponseReturnValue

from cgtraining import clock
from cgtraining.cohorts.queries import enrolments_of_person, staff_roles_of
from cgtraining.cohorts.views import blueprint
from cgtraining.people.access import may_edit_person
from cgtraining.people.models import Person
from cgtraining.people.queries import person_by_id
from cgtraining.programs.queries import all_sponsorships_of, program_roles_of
from cgtraining.web.access import allow


@blueprint.get("/people/<int:person_id>")
@allow(may_edit_person, load=person_by_id)
def person_roles(person: Person) -> ResponseReturnValue:
    return render_template(
        "cohorts/person_roles.html",
        person=person,
        editable=True,
        enrolments=enrolments_of_person(person),
        program_roles=program_roles_of(person),
        cohort_roles=staff_roles_of(person),
        sponsorships=all_sponsorships_of(person),
        today=clock.today(),
    )
