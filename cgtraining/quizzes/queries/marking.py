"""What waits to be marked by hand, and how each answer was marked."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.questions.kinds import QuestionKind
from cgtraining.questions.models import Question, QuestionVersion
from cgtraining.quizzes.models import Attempt, AttemptAnswer, MarkEntry, Quiz

BY_HAND = (QuestionKind.ESSAY, QuestionKind.FILE_UPLOAD)


@dataclass(frozen=True)
class Queue:
    """The answers to one question that a person marks."""

    question: Question
    answers: int
    waiting: int


def queues_of(quiz: Quiz) -> list[Queue]:
    """In the order in which the questions came into the bank; one read."""
    query = select(Question, func.count(), func.count() - func.count(AttemptAnswer.points))
    query = query.join(QuestionVersion, QuestionVersion.question_id == Question.id)
    query = query.join(AttemptAnswer, AttemptAnswer.version_id == QuestionVersion.id)
    query = query.join(Attempt, AttemptAnswer.attempt_id == Attempt.id)
    query = query.where(Attempt.quiz_id == quiz.id, Attempt.handed_in_at.is_not(None), Question.kind.in_(BY_HAND))
    return [Queue(*row) for row in db.session.execute(query.group_by(Question.id).order_by(Question.id))]


def answer_by_id(answer_id: int) -> AttemptAnswer | None:
    """With its attempt, its quiz and its version."""
    attempt = joinedload(AttemptAnswer.attempt)
    return db.session.get(
        AttemptAnswer,
        answer_id,
        options=[
            attempt.joinedload(Attempt.quiz).joinedload(Quiz.cohort),
            attempt.joinedload(Attempt.enrolment).joinedload(Enrolment.person),
            joinedload(AttemptAnswer.question_version),
        ],
    )


def answers_in_turn(quiz: Quiz, question: Question) -> list[tuple[int, Decimal | None]]:
    """Ids and points of the answers to be marked by hand, in an order of chance that stays the same.

    Whoever marks thus meets the answers in no order that tells whose they are, and not the same person always first.
    What nobody answered has its points already and is left out.
    """
    query = select(AttemptAnswer.id, AttemptAnswer.points).join(AttemptAnswer.attempt)
    query = query.join(AttemptAnswer.question_version).where(QuestionVersion.question_id == question.id)
    query = query.where(Attempt.quiz_id == quiz.id, Attempt.handed_in_at.is_not(None), AttemptAnswer.saves > 0)
    found = [(row[0], row[1]) for row in db.session.execute(query)]
    return sorted(found, key=lambda one: hashlib.sha256(f"{question.id}:{one[0]}".encode()).digest())


def entries_of(answer_ids: Sequence[int]) -> dict[int, list[MarkEntry]]:
    """How points were changed, by answer id, oldest first."""
    query = select(MarkEntry).where(MarkEntry.answer_id.in_(answer_ids)).outerjoin(MarkEntry.actor)
    found: dict[int, list[MarkEntry]] = {}
    for entry in db.session.scalars(query.options(contains_eager(MarkEntry.actor)).order_by(MarkEntry.id)):
        found.setdefault(entry.answer_id, []).append(entry)
    return found
