"""The home page of each role, and search."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cgtraining import clock
from cgtraining.home.finding import hits
from cgtraining.home.page import home_page
from cgtraining.home.roles import roles_of
from cgtraining.home.steps import MOST_SHOWN
from cgtraining.home.views import blueprint
from cgtraining.people.access import me
from cgtraining.web.access import allow, is_signed_in, public

LONGEST_QUESTION = 100


@blueprint.get("/")
@public
def start() -> ResponseReturnValue:
    if not current_user.is_authenticated:
        return render_template("home/front.html")
    person = me()
    roles = roles_of(person)
    page = home_page(person, roles)
    return render_template(
        "home/home.html", person=person, roles=roles, page=page, today=clock.today(), most_shown=MOST_SHOWN
    )


@blueprint.get("/search")
@allow(is_signed_in)
def search() -> ResponseReturnValue:
    question = request.args.get("q", "").strip()[:LONGEST_QUESTION]
    return render_template("home/search.html", question=question, hits=hits(question, me()))
