"""Reading imports of questions."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from cgtraining import clock
from cgtraining.database import db
from cgtraining.programs.models import Program
from cgtraining.questions.importing.models import (
    TO_TAKE,
    ImportedQuestion,
    QuestionImport,
    QuestionImportState,
    QuestionVerdict,
)
from cgtraining.questions.models import Question

SHOWN = 20


def import_by_id(question_import_id: int) -> QuestionImport | None:
    return db.session.get(QuestionImport, question_import_id)


def imports_of(program: Program) -> Sequence[QuestionImport]:
    """The latest, newest first, with those who began them."""
    query = select(QuestionImport).where(QuestionImport.program_id == program.id)
    query = query.options(joinedload(QuestionImport.actor)).order_by(QuestionImport.id.desc())
    return db.session.scalars(query.limit(SHOWN)).all()


def rows_of(question_import: QuestionImport, verdict: QuestionVerdict | None = None) -> Select[ImportedQuestion]:
    query = select(ImportedQuestion).where(ImportedQuestion.import_id == question_import.id)
    if verdict:
        query = query.where(ImportedQuestion.verdict == verdict)
    return query.order_by(ImportedQuestion.number)


def counts_of(question_import: QuestionImport) -> dict[QuestionVerdict, int]:
    query = select(ImportedQuestion.verdict, func.count()).where(ImportedQuestion.import_id == question_import.id)
    found = {row[0]: row[1] for row in db.session.execute(query.group_by(ImportedQuestion.verdict))}
    return {verdict: found.get(verdict, 0) for verdict in QuestionVerdict}


def rows_left(import_id: int, most: int) -> Sequence[ImportedQuestion]:
    query = select(ImportedQuestion).where(*_is_left(import_id)).order_by(ImportedQuestion.number)
    return db.session.scalars(query.limit(most)).all()


def count_left(question_import: QuestionImport) -> int:
    query = select(func.count()).select_from(ImportedQuestion)
    return db.session.scalar(query.where(*_is_left(question_import.id))) or 0


def count_done(question_import: QuestionImport) -> int:
    query = select(func.count()).select_from(ImportedQuestion).where(ImportedQuestion.import_id == question_import.id)
    return db.session.scalar(query.where(ImportedQuestion.done_at.is_not(None))) or 0


def brought_by(question_import: QuestionImport) -> Sequence[Question]:
    """Those that it added and that are in use."""
    query = select(Question).join(ImportedQuestion, ImportedQuestion.question_id == Question.id)
    query = query.where(ImportedQuestion.import_id == question_import.id, ImportedQuestion.done_at.is_not(None))
    return db.session.scalars(query.where(Question.retired_at.is_(None)).order_by(Question.id)).all()


def unfinished() -> Sequence[int]:
    expired = or_(QuestionImport.leased_until.is_(None), QuestionImport.leased_until < clock.now())
    query = select(QuestionImport.id).where(QuestionImport.state == QuestionImportState.RUNNING, expired)
    found = db.session.scalars(query.order_by(QuestionImport.id)).all()
    db.session.rollback()
    return found


def _is_left(import_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        ImportedQuestion.import_id == import_id,
        ImportedQuestion.verdict.in_(TO_TAKE),
        ImportedQuestion.done_at.is_(None),
    )
