"""What a report said about people is forgotten once nobody needs it; counts and decisions stay as a record."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, select, update

from cgtraining import clock, tasks
from cgtraining.attendance.models import MeetingImport, MeetingRow
from cgtraining.audit.operations import record
from cgtraining.database import db

KEPT_FOR = timedelta(days=30)


def proceed(meeting_id: int) -> None:
    """Forget the rows of one report; nothing happens if it is forgotten already."""
    query = select(MeetingImport).where(MeetingImport.id == meeting_id, *_is_due()).with_for_update()
    found = db.session.scalars(query).one_or_none()
    if found is not None:
        forget(found)
    db.session.commit()


def forget(meeting_import: MeetingImport) -> None:
    emptied = update(MeetingRow).where(MeetingRow.import_id == meeting_import.id)
    db.session.execute(emptied.values(found={}, candidates=[]))
    meeting_import.forgotten_at = clock.now()
    record("meeting_import.forgotten", meeting_import, actor=None)


def unfinished() -> Sequence[int]:
    found = db.session.scalars(select(MeetingImport.id).where(*_is_due()).order_by(MeetingImport.id)).all()
    db.session.rollback()
    return found


def _is_due() -> tuple[ColumnElement[bool], ...]:
    return MeetingImport.forgotten_at.is_(None), MeetingImport.created_at < clock.now() - KEPT_FOR


WORK = tasks.Work("meeting_forgetting", proceed, unfinished)
