"""Who works on an import: one worker at a time, until its lease runs out because it died."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from flask import Flask, current_app
from sqlalchemy import ColumnElement, CursorResult, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from cgtraining import clock
from cgtraining.cohorts.models import ImportState, RosterImport
from cgtraining.database import db

LEASE = timedelta(seconds=15)
RENEWED_EVERY_SECONDS = 3


def take(import_id: int, state: ImportState) -> bool:
    """Commits; False when another worker has it, or it is no longer in that state."""
    wanted = update(RosterImport).where(RosterImport.id == import_id, *_free(state))
    values = {"leased_until": clock.now() + LEASE, "attempts": RosterImport.attempts + 1}
    done = db.session.execute(wanted.values(values).execution_options(synchronize_session=False))
    db.session.commit()
    return isinstance(done, CursorResult) and done.rowcount == 1


def renewed_until() -> datetime:
    return clock.now() + LEASE


@contextmanager
def held(import_id: int) -> Iterator[None]:
    """For work that takes long and commits nothing meanwhile: renewed beside it, for as long as this process lives."""
    over = threading.Event()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    beside = threading.Thread(target=_renew_until, args=(over, app, import_id), daemon=True, name="lease")
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()


def _renew_until(over: threading.Event, app: Flask, import_id: int) -> None:
    while not over.wait(RENEWED_EVERY_SECONDS):
        with app.app_context(), suppress(SQLAlchemyError):
            renewed = update(RosterImport).where(RosterImport.id == import_id)
            db.session.execute(renewed.values(leased_until=renewed_until()))
            db.session.commit()


def unfinished(state: ImportState) -> Sequence[int]:
    found = db.session.scalars(select(RosterImport.id).where(*_free(state)).order_by(RosterImport.id)).all()
    db.session.rollback()
    return found


def _free(state: ImportState) -> tuple[ColumnElement[bool], ...]:
    expired = or_(RosterImport.leased_until.is_(None), RosterImport.leased_until < clock.now())
    return (RosterImport.state == state, expired)
