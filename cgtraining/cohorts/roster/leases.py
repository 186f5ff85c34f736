"""Who works on an import: one worker at a time, until its lease runs out because it died."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, or_, select, update

from cgtraining import clock
from cgtraining.cohorts.models import ImportState, RosterImport
from cgtraining.database import db

LEASE = timedelta(seconds=30)


def take(import_id: int, state: ImportState) -> bool:
    """Commits; False when another worker has it, or it is no longer in that state."""
    wanted = update(RosterImport).where(RosterImport.id == import_id, *_free(state))
    values = {"leased_until": clock.now() + LEASE, "attempts": RosterImport.attempts + 1}
    done = db.session.execute(wanted.values(values).execution_options(synchronize_session=False))
    db.session.commit()
    return isinstance(done, CursorResult) and done.rowcount == 1


def renewed_until() -> datetime:
    return clock.now() + LEASE


def unfinished(state: ImportState) -> Sequence[int]:
    found = db.session.scalars(select(RosterImport.id).where(*_free(state)).order_by(RosterImport.id)).all()
    db.session.rollback()
    return found


def _free(state: ImportState) -> tuple[ColumnElement[bool], ...]:
    expired = or_(RosterImport.leased_until.is_(None), RosterImport.leased_until < clock.now())
    return (RosterImport.state == state, expired)
