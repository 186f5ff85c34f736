"""Asking about a code or a file, and the answer as a page and as JSON."""

from typing import Any

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address
from limits import parse_many

from cgtraining import clock
from cgtraining.certificates.codes import Code, parse_code
from cgtraining.config import settings
from cgtraining.database import only_read
from cgtraining.verification.answers import Answer, Finding, answer_code, answer_file
from cgtraining.verification.forms import AskForm
from cgtraining.verification.json import as_json
from cgtraining.verification.samples import sample_codes
from cgtraining.verification.verdicts import VERDICTS
from cgtraining.verification.views import blueprint
from cgtraining.web.access import public
from cgtraining.web.limits import limiter

# Whoever guesses codes is slowed down; a hall of people who verify real ones is not, even beside someone who guesses.
GUESSES = parse_many("30 per minute; 300 per day")
STATUSES: dict[object, int] = {Finding.UNKNOWN: 404, Finding.MISTYPED: 404}
MISSES = {*STATUSES, Finding.FOREIGN}


@blueprint.route("/", methods=["GET", "POST"], strict_slashes=False)
@public
def ask() -> ResponseReturnValue:
    """A file is only looked at, so that no one who writes is waited for."""
    only_read(True)
    form = AskForm()
    if not form.validate_on_submit():
        return _ask_page(form)
    if form.has_file:
        return _answer_page(_counted(answer_file(form.content())))
    code = parse_code(form.code.data or "")
    if isinstance(code, Code):
        return redirect(url_for("verification.answer", code=code.grouped), 303)
    form.code.errors = [_("A character is missing or mistyped: compare each of the 17 characters with the paper.")]
    return _ask_page(form)


@blueprint.get("/<code>")
@public
def answer(code: str) -> ResponseReturnValue:
    return _answer_page(_counted(answer_code(code)))


@blueprint.get("/<code>.json")
@public
def answer_json(code: str) -> ResponseReturnValue:
    found = _counted(answer_code(code))
    response = make_response(as_json(found), STATUSES.get(found.result, 200))
    return _unindexed(response)


def _counted(found: Answer) -> Answer:
    """Only what was not found counts, and only that is refused."""
    if found.result in MISSES:
        address = get_remote_address()
        within = [limiter.limiter.hit(limit, "verification", address) for limit in GUESSES]
        if not all(within):
            abort(429)
    return found


def _ask_page(form: AskForm) -> Response:
    samples = [(VERDICTS[result].sentence, code.grouped) for result, code in sample_codes().items()]
    return _page("verification/ask.html", form=form, samples=samples)


def _answer_page(found: Answer) -> Response:
    response = _page(
        "verification/answer.html",
        answer=found,
        verdict=VERDICTS[found.result],
        form=AskForm(formdata=None),
        now=clock.now(),
        address=settings().address("/verify"),
    )
    response.status_code = STATUSES.get(found.result, 200)
    return response


def _page(template: str, **context: Any) -> Response:
    return _unindexed(make_response(render_template(template, result_of=request.method, **context)))


def _unindexed(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
