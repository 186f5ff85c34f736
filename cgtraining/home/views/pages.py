"""The home page of each role, and search."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cgtraining.home import figures
from cgtraining.home.finding import hits
from cgtraining.home.navigation import my_roles
from cgtraining.home.roles import Roles
from cgtraining.home.steps import Step, administrator, teaching, trainee
from cgtraining.home.views import blueprint
from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.web.access import allow, is_signed_in, public

LONGEST_QUESTION = 100


@blueprint.get("/")
@public
def start() -> ResponseReturnValue:
    if not current_user.is_authenticated:
        return render_template("home/front.html")
    person, roles = me(), my_roles()
    return render_template(
        "home/home.html",
        person=person,
        roles=roles,
        steps=[step.as_row() for step in _steps(person, roles)],
        next_session=trainee.next_session(roles.enrolments),
        trainee_counts=figures.trainees_in([one.id for one in (*roles.managed, *roles.taught, *roles.sponsored)]),
    )


@blueprint.get("/search")
@allow(is_signed_in)
def search() -> ResponseReturnValue:
    question = request.args.get("q", "").strip()[:LONGEST_QUESTION]
    return render_template("home/search.html", question=question, hits=hits(question, me()))


def _steps(person: Person, roles: Roles) -> list[Step]:
    """Each role's steps, the most pressing first; a person may hold several roles."""
    taught = [cohort.id for cohort in roles.taught]
    found = [*trainee.steps_of(person, roles.enrolments), *teaching.steps_of(taught)]
    found += administrator.steps_of(roles) if roles.administrator else []
    return sorted(found, key=lambda step: not step.urgent)
