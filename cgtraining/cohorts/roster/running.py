"""The run of an import: chunk by chunk, each committed, so that a kill costs nothing and nobody is taken in twice."""

import time
from collections.abc import Callable, Sequence

from sqlalchemy import select, text
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.exc import StaleDataError

from cgtraining import clock, tasks
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import ImportState, RosterImport, RosterRow, RowVerdict
from cgtraining.cohorts.roster import leases
from cgtraining.cohorts.roster.intake import take_in
from cgtraining.cohorts.roster.queries import counts_of, ready_rows
from cgtraining.cohorts.roster.remarks import Remark, RemarkCode
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.names import sort_key

CHUNK = 200
PAUSE_SECONDS = 0.05  # lets other people's saving in between two chunks
ONE_RUN_AT_A_TIME = 7_240_118
BAD_ROW = (RuleBroken, IntegrityError, DataError, StaleDataError)


def proceed(import_id: int, after_chunk: Callable[[], None] = lambda: None) -> None:
    """Import what is left; nothing happens if somebody else is at it."""
    if not leases.take(import_id, ImportState.RUNNING):
        return
    sort_key("王芳")  # the dictionary of pinyin takes half a second to load: not within a transaction
    while import_chunk(import_id):
        after_chunk()
        time.sleep(PAUSE_SECONDS)


def import_chunk(import_id: int) -> bool:
    """Take in the next rows and commit; False when nothing is left."""
    roster_import = locked(import_id)
    if roster_import.state is not ImportState.RUNNING:
        db.session.rollback()
        return False
    rows = ready_rows(roster_import, CHUNK)
    if rows:
        import_rows(roster_import, rows)
        roster_import.leased_until = leases.renewed_until()
    else:
        finish(roster_import)
    db.session.commit()
    return bool(rows)


def locked(import_id: int) -> RosterImport:
    """Two imports could add one person twice, so their chunks follow one another; SQLite has one writer anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_RUN_AT_A_TIME})
    query = select(RosterImport).options(joinedload(RosterImport.cohort), joinedload(RosterImport.actor))
    return db.session.scalars(query.where(RosterImport.id == import_id)).one()


def import_rows(roster_import: RosterImport, rows: Sequence[RosterRow]) -> None:
    """All at once; if one of them cannot be taken in, each alone, so that it costs only itself."""
    try:
        with db.session.begin_nested():
            take_in(roster_import.cohort, rows, roster_import.actor, roster_import.joined_on)
    except BAD_ROW as problem:
        if len(rows) == 1:
            reject(rows[0], problem)
            return
        for row in rows:
            import_rows(roster_import, [row])


def reject(row: RosterRow, problem: Exception) -> None:
    sentence = str(problem) if isinstance(problem, RuleBroken) else type(problem).__name__
    row.verdict, row.choice = RowVerdict.REJECTED, None
    row.remarks = [Remark(code=RemarkCode.REFUSED, value=sentence).model_dump(mode="json"), *row.remarks]


def finish(roster_import: RosterImport) -> None:
    roster_import.state, roster_import.leased_until = ImportState.DONE, None
    roster_import.finished_at = clock.now()
    counts = {verdict.value: number for verdict, number in counts_of(roster_import).items()}
    record("roster_import.done", roster_import, actor=roster_import.actor, **counts)


WORK = tasks.Work("roster_import", proceed, lambda: leases.unfinished(ImportState.RUNNING))
