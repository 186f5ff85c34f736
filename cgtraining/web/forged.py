"""What no browser sends by itself, refused before any page looks at it."""

from collections.abc import Iterator
from typing import Any

from flask import Flask, abort, current_app, request

from cgtraining.web.access import View

LONGEST_FIELD_NAME = 200


def register(app: Flask) -> None:
    app.before_request(_refuse_forged_input)


def takes_json(view: View) -> View:
    """The body is JSON, to be read by `json_sent`. Everywhere else JSON is refused: it would fill forms with numbers
    and lists where their fields expect text.
    """
    view.takes_json = True  # type: ignore[attr-defined]
    return view


def json_sent() -> Any:
    """The body as JSON; None when it is not, or when it is nested until the program gives up."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _refuse_forged_input() -> None:
    """NUL, which PostgreSQL keeps in no text, and names of fields that none of our forms has."""
    if request.is_json and not getattr(current_app.view_functions.get(request.endpoint or ""), "takes_json", False):
        abort(400)
    if any("\0" in text for text in _texts()) or (request.is_json and b"\\u0000" in request.get_data()):
        abort(400)
    if any(not name.isascii() or len(name) > LONGEST_FIELD_NAME for name in request.form):
        abort(400)


def _texts() -> Iterator[str]:
    yield request.path
    for values in (request.args, request.form):
        for name, value in values.items(multi=True):
            yield name
            yield value
    for upload in request.files.values():
        yield upload.filename or ""
