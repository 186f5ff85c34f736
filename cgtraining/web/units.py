"""One request is one unit of work: GET and HEAD only read, and what was not committed is undone."""

from flask import Flask, current_app, request

from cgtraining.database import db, only_read
from cgtraining.web.access import View


def reads_first(view: View) -> View:
    """Looks at everything before it writes, and says so with `begin_writing`: on SQLite others may write meanwhile."""
    view.reads_first = True  # type: ignore[attr-defined]
    return view


def begin_writing() -> None:
    """End what was only reading. Records that were loaded are read again when they are asked for anything.

    PostgreSQL makes no difference between the two, and every statement sees what others committed before it.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.expire_all()
    else:
        db.session.rollback()
    only_read(False)


def register(app: Flask) -> None:
    app.before_request(_begin)
    app.teardown_request(_end)


def _begin() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    only_read(request.method in {"GET", "HEAD", "OPTIONS"} or getattr(view, "reads_first", False))


def _end(error: BaseException | None) -> None:
    db.session.rollback()
    only_read(False)
