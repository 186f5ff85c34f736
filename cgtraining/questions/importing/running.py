"""The run of an import: chunk by chunk, each committed, so that a kill costs nothing and no question comes twice."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy import CursorResult, or_, update

from cgtraining import clock, tasks
from cgtraining.audit.operations import record
from cgtraining.database import db, wait_in_turn
from cgtraining.questions.importing.intake import take_in
from cgtraining.questions.importing.models import ImportedQuestion, QuestionImport, QuestionImportState
from cgtraining.questions.importing.queries import counts_of, rows_left, unfinished

CHUNK = 100
LEASE = timedelta(seconds=15)


def proceed(import_id: int, after_chunk: Callable[[], None] = lambda: None) -> None:
    """Import what is left; nothing happens if somebody else is at it."""
    if not _taken(import_id):
        return
    while import_chunk(import_id):
        after_chunk()


def import_chunk(import_id: int) -> bool:
    """Take in the next questions and commit; False when nothing is left."""
    question_import = db.session.get_one(QuestionImport, import_id)
    wait_in_turn(f"question bank of {question_import.program_id}")
    db.session.refresh(question_import)
    if question_import.state is not QuestionImportState.RUNNING:
        db.session.rollback()
        return False
    rows: Sequence[ImportedQuestion] = rows_left(import_id, CHUNK)
    if rows:
        take_in(question_import, rows)
        question_import.leased_until = clock.now() + LEASE
    else:
        _finish(question_import)
    db.session.commit()
    return bool(rows)


def _finish(question_import: QuestionImport) -> None:
    question_import.state, question_import.leased_until = QuestionImportState.DONE, None
    question_import.finished_at = clock.now()
    counts = {verdict.value: number for verdict, number in counts_of(question_import).items()}
    record("question_import.done", question_import, actor=question_import.actor, **counts)


def _taken(import_id: int) -> bool:
    """Commits; False when another worker has it, or it is no longer running."""
    free = or_(QuestionImport.leased_until.is_(None), QuestionImport.leased_until < clock.now())
    wanted = update(QuestionImport).where(
        QuestionImport.id == import_id, QuestionImport.state == QuestionImportState.RUNNING, free
    )
    values = {"leased_until": clock.now() + LEASE}
    done = db.session.execute(wanted.values(values).execution_options(synchronize_session=False))
    db.session.commit()
    return isinstance(done, CursorResult) and done.rowcount == 1


WORK = tasks.Work("question_import", proceed, unfinished)
