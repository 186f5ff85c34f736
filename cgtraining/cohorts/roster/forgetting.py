"""What an import read about people is forgotten once nobody needs it: numbers, verdicts and counts stay as a record.

The rows of a list repeat names, telephone numbers and remarks that live on in the persons themselves, where they can
be corrected and erased; a second copy could not be.
"""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, func, select, update

from cgtraining import clock, tasks
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import ImportState, RosterImport, RosterRow
from cgtraining.database import db
from cgtraining.language.choosing import in_language

KEPT_FOR = timedelta(days=30)
AT_REST = (ImportState.DONE, ImportState.PREVIEW, ImportState.REFUSED)
ABANDONED = _l("Nobody imported this list in time, so what was read from it was removed. Upload the file again.")


def proceed(import_id: int) -> None:
    """Forget the rows of one import; nothing happens if it is no longer at rest, or forgotten already."""
    query = select(RosterImport).where(RosterImport.id == import_id, *_is_due())
    roster_import = db.session.scalars(query.with_for_update()).one_or_none()
    if roster_import is not None:
        forget(roster_import)
    db.session.commit()


def forget(roster_import: RosterImport) -> None:
    emptied = update(RosterRow).where(RosterRow.import_id == roster_import.id)
    db.session.execute(emptied.values(found={}, remarks=[], changes=[], candidates=[]))
    roster_import.columns, roster_import.forgotten_at = {}, clock.now()
    if roster_import.state is ImportState.PREVIEW:
        _refuse(roster_import)
    record("roster_import.forgotten", roster_import, actor=None)


def unfinished() -> Sequence[int]:
    found = db.session.scalars(select(RosterImport.id).where(*_is_due()).order_by(RosterImport.id)).all()
    db.session.rollback()
    return found


def _refuse(roster_import: RosterImport) -> None:
    roster_import.state = ImportState.REFUSED
    with in_language("zh"):
        roster_import.problem_zh = str(ABANDONED)
    with in_language("en"):
        roster_import.problem_en = str(ABANDONED)


def _is_due() -> tuple[ColumnElement[bool], ...]:
    rested_since = func.coalesce(RosterImport.finished_at, RosterImport.created_at)
    return (
        RosterImport.state.in_(AT_REST),
        RosterImport.forgotten_at.is_(None),
        rested_since < clock.now() - KEPT_FOR,
    )


WORK = tasks.Work("roster_forgetting", proceed, unfinished)
