"""Asking about a code or a file, and the answer as a page and as JSON."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.certificates.codes import Code, parse_code
from cgtraining.verification.answers import Answer, Finding, answer_code, answer_file
from cgtraining.verification.forms import AskForm
from cgtraining.verification.json import as_json
from cgtraining.verification.views import blueprint
from cgtraining.web.access import public
from cgtraining.web.limits import limiter

# Whoever guesses codes is slowed down; a hall of people who verify real ones is not.
GUESSES = "30 per minute; 300 per day"
STATUSES: dict[object, int] = {Finding.UNKNOWN: 404, Finding.MISTYPED: 404}


def missed(response: Response) -> bool:
    return response.status_code == 404


guesses = limiter.shared_limit(GUESSES, scope="verification", deduct_when=missed)


@blueprint.route("/", methods=["GET", "POST"], strict_slashes=False)
@public
@guesses
def ask() -> ResponseReturnValue:
    form = AskForm()
    if not form.validate_on_submit():
        return _page("verification/ask.html", form=form)
    if form.has_file:
        return _answer_page(answer_file(form.content()))
    code = parse_code(form.code.data or "")
    if isinstance(code, Code):
        return redirect(url_for("verification.answer", code=code.grouped), 303)
    form.code.errors = [_("This is not a whole code: compare each of its 17 characters with the paper.")]
    return _page("verification/ask.html", form=form)


@blueprint.get("/<code>")
@public
@guesses
def answer(code: str) -> ResponseReturnValue:
    return _answer_page(answer_code(code))


@blueprint.get("/<code>.json")
@public
@guesses
def answer_json(code: str) -> ResponseReturnValue:
    found = answer_code(code)
    response = make_response(as_json(found), STATUSES.get(found.result, 200))
    return _unindexed(response)


def _answer_page(found: Answer) -> Response:
    response = _page("verification/answer.html", answer=found, form=AskForm(formdata=None))
    response.status_code = STATUSES.get(found.result, 200)
    return response


def _page(template: str, **context: Any) -> Response:
    return _unindexed(make_response(render_template(template, result_of=request.method, **context)))


def _unindexed(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
