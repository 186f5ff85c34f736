"""One's own facts, confirmed by oneself."""

from flask import render_template
from flask.typing import ResponseReturnValue

from cgtraining.people.views import blueprint
from cgtraining.web.access import allow, is_signed_in


@blueprint.route("/profile", methods=["GET", "POST"])
@allow(is_signed_in)
def profile() -> ResponseReturnValue:
    return render_template("people/profile.html")
