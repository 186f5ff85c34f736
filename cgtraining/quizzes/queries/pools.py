"""Which questions of the bank fit a place of a quiz."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from cgtraining.database import db
from cgtraining.questions.kinds import Difficulty, QuestionKind
from cgtraining.questions.models import Question, QuestionCompetency
from cgtraining.questions.queries import folder_by_id, folder_ids_within
from cgtraining.quizzes.models import QuizSection, QuizSlot


@dataclass(frozen=True)
class Wanted:
    """What a draw asks for; None: whatever it is."""

    folder_id: int | None = None
    competency_id: int | None = None
    difficulty: Difficulty | None = None
    kind: QuestionKind | None = None


@dataclass(frozen=True)
class Slot:
    """A place of a quiz with the questions that fit it."""

    section_id: int
    shuffles: bool
    draws: int
    points: Decimal
    fitting: Sequence[int]


def fitting(program_id: int, wanted: Wanted) -> Sequence[int]:
    """Ids of questions that are not retired."""
    query = select(Question.id).where(Question.program_id == program_id, Question.retired_at.is_(None))
    return db.session.scalars(_narrowed(query, wanted).order_by(Question.id)).all()


def slots_of(quiz_id: int, program_id: int) -> list[Slot]:
    """In their order: one read for the places, and one or two for each draw."""
    query = select(QuizSection.id.label("section_id"), QuizSection.shuffles, *QuizSlot.__table__.columns)
    query = query.join(QuizSlot, QuizSlot.section_id == QuizSection.id).where(QuizSection.quiz_id == quiz_id)
    rows = db.session.execute(query.order_by(QuizSection.place, QuizSection.id, QuizSlot.place, QuizSlot.id)).all()
    return [
        Slot(
            row[0],
            row.shuffles,
            row.draws,
            row.points,
            _pool(program_id, row),
        )
        for row in rows
    ]


def _pool(program_id: int, slot: Any) -> Sequence[int]:
    return [slot.question_id] if slot.question_id else fitting(program_id, wanted_by(slot))


def wanted_by(slot: object) -> Wanted:
    return Wanted(**{name: getattr(slot, name) for name in ("folder_id", "competency_id", "difficulty", "kind")})


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    folder = folder_by_id(wanted.folder_id) if wanted.folder_id is not None else None
    if folder is not None:
        query = query.where(Question.folder_id.in_(folder_ids_within(folder)))
    if wanted.competency_id is not None:
        tagged = select(QuestionCompetency.question_id).where(QuestionCompetency.competency_id == wanted.competency_id)
        query = query.where(Question.id.in_(tagged))
    if wanted.difficulty is not None:
        query = query.where(Question.difficulty == wanted.difficulty)
    return query.where(Question.kind == wanted.kind) if wanted.kind is not None else query


def found_questions(program_id: int, wanted: Wanted, text: str, most: int) -> Sequence[Question]:
    """Those that fit and have all the words, with their competencies."""
    query = select(Question).where(Question.program_id == program_id, Question.retired_at.is_(None))
    query = _narrowed(query, wanted).options(selectinload(Question.competencies))
    for word in text.lower().split():
        query = query.where(Question.search_text.contains(word, autoescape=True))
    return db.session.scalars(query.order_by(Question.name, Question.id).limit(most)).all()
