"""Quizzes of a cohort, and what they are made of."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload, selectinload

from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.queries import STAYING
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.quizzes.models import Attempt, Quiz, QuizAllowance, QuizSection, QuizSlot


@dataclass(frozen=True)
class QuizCounts:
    """`questions` and `points` as an attempt has them; opinions among them carry none."""

    questions: int = 0
    points: Decimal = Decimal(0)
    began: int = 0
    handed_in: int = 0
    unmarked: int = 0


def quiz_by_id(quiz_id: int) -> Quiz | None:
    return db.session.get(Quiz, quiz_id, options=[joinedload(Quiz.cohort)])


def section_by_id(section_id: int) -> QuizSection | None:
    return db.session.get(QuizSection, section_id)


def slot_by_id(slot_id: int) -> QuizSlot | None:
    return db.session.get(QuizSlot, slot_id)


def allowance_by_id(allowance_id: int) -> QuizAllowance | None:
    return db.session.get(QuizAllowance, allowance_id)


def quizzes_of(cohort: Cohort) -> Sequence[Quiz]:
    """By their opening, those that open at once first."""
    query = select(Quiz).where(Quiz.cohort_id == cohort.id).options(joinedload(Quiz.item))
    return db.session.scalars(query.order_by(Quiz.opens_at.is_not(None), Quiz.opens_at, Quiz.id)).all()


def quizzes_for(person: Person) -> Sequence[tuple[Quiz, Enrolment]]:
    """Those that are published in the classes of a trainee, with what enrols them there."""
    query = select(Quiz, Enrolment).join(Enrolment, Enrolment.cohort_id == Quiz.cohort_id)
    query = query.where(Enrolment.person_id == person.id, Enrolment.state.in_(STAYING), Quiz.published_at.is_not(None))
    query = query.options(joinedload(Quiz.cohort)).order_by(Quiz.opens_at.is_not(None), Quiz.opens_at, Quiz.id)
    return [(quiz, enrolment) for quiz, enrolment in db.session.execute(query)]


def counts_of(quiz_ids: Collection[int]) -> dict[int, QuizCounts]:
    """In two reads."""
    query = select(QuizSection.quiz_id, func.sum(QuizSlot.draws), func.sum(QuizSlot.draws * QuizSlot.points))
    query = query.join(QuizSlot, QuizSlot.section_id == QuizSection.id).where(QuizSection.quiz_id.in_(quiz_ids))
    asked: dict[int, Any] = {row[0]: row[1:] for row in db.session.execute(query.group_by(QuizSection.quiz_id))}
    attempts = _attempt_counts(quiz_ids)
    found: dict[int, Any] = {
        quiz_id: (*asked.get(quiz_id, (0, Decimal(0))), *attempts.get(quiz_id, (0, 0, 0))) for quiz_id in quiz_ids
    }
    return {quiz_id: QuizCounts(*values) for quiz_id, values in found.items()}


def structure_of(quiz: Quiz) -> Sequence[QuizSection]:
    """Sections with their places, and of each place its question, folder and competency."""
    query = select(QuizSection).where(QuizSection.quiz_id == quiz.id)
    slots = selectinload(QuizSection.slots)
    query = query.options(slots.joinedload(QuizSlot.question), slots.joinedload(QuizSlot.folder))
    return db.session.scalars(query.order_by(QuizSection.place, QuizSection.id)).all()


def has_attempts(quiz: Quiz) -> bool:
    return db.session.scalar(select(Attempt.id).where(Attempt.quiz_id == quiz.id).limit(1)) is not None


def count_answering(quiz: Quiz) -> int:
    """Attempts that are not handed in."""
    query = select(func.count()).select_from(Attempt).where(Attempt.quiz_id == quiz.id, Attempt.handed_in_at.is_(None))
    return db.session.scalar(query) or 0


def allowances_of(quiz: Quiz) -> Sequence[QuizAllowance]:
    """By name."""
    query = select(QuizAllowance).join(QuizAllowance.enrolment).join(Enrolment.person)
    query = query.where(QuizAllowance.quiz_id == quiz.id)
    query = query.options(joinedload(QuizAllowance.enrolment).joinedload(Enrolment.person))
    return db.session.scalars(query.order_by(Person.sort_key)).all()


def _attempt_counts(quiz_ids: Collection[int]) -> dict[int, tuple[int, int, int]]:
    done = Attempt.handed_in_at.is_not(None)
    unmarked = done & Attempt.marked_at.is_(None)
    query = select(
        Attempt.quiz_id, func.count(), func.sum(case((done, 1), else_=0)), func.sum(case((unmarked, 1), else_=0))
    )
    query = query.where(Attempt.quiz_id.in_(quiz_ids)).group_by(Attempt.quiz_id)
    return {row[0]: (row[1], int(row[2]), int(row[3])) for row in db.session.execute(query)}
