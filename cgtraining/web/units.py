"""One request is one unit of work: GET and HEAD only read, and what was not committed is undone."""

from flask import Flask, request

from cgtraining.database import db, only_read


def register(app: Flask) -> None:
    app.before_request(_begin)
    app.teardown_request(_end)


def _begin() -> None:
    only_read(request.method in {"GET", "HEAD", "OPTIONS"})


def _end(error: BaseException | None) -> None:
    db.session.rollback()
    only_read(False)
