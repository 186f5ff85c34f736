"""Attempts and their answers, as columns: they are read at every save."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, select

from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.questions.content import Content
from cgtraining.questions.models import QuestionVersion
from cgtraining.quizzes.contents import Known, contents_of
from cgtraining.quizzes.counting import Done
from cgtraining.quizzes.models import AnswerFile, Attempt, AttemptAnswer, AttemptEnd, Quiz, QuizAllowance


@dataclass(frozen=True)
class AttemptInHand:
    id: int
    number: int
    quiz_id: int
    enrolment_id: int
    person_id: int
    started_at: datetime
    due_at: datetime | None
    handed_in_at: datetime | None
    ended_by: AttemptEnd | None
    marked_at: datetime | None
    points: Decimal | None
    maximum: Decimal


@dataclass(frozen=True)
class Answer:
    """One question of an attempt, with its content."""

    id: int
    place: int
    section_id: int | None
    maximum: Decimal
    seed: int
    response: dict[str, Any] | None
    saved_at: datetime | None
    saves: int
    saved_in: str | None
    flagged: bool
    points: Decimal | None
    comment: str | None
    known: Known

    @property
    def content(self) -> Content:
        return self.known.content

    @property
    def is_answered(self) -> bool:
        return self.response is not None


COLUMNS = (
    AttemptAnswer.id,
    AttemptAnswer.place,
    AttemptAnswer.section_id,
    AttemptAnswer.maximum,
    AttemptAnswer.seed,
    AttemptAnswer.response,
    AttemptAnswer.saved_at,
    AttemptAnswer.saves,
    AttemptAnswer.saved_in,
    AttemptAnswer.flagged,
    AttemptAnswer.points,
    AttemptAnswer.comment,
)


def attempt_in_hand(attempt_id: int) -> AttemptInHand | None:
    query = select(
        Attempt.id,
        Attempt.number,
        Attempt.quiz_id,
        Attempt.enrolment_id,
        Enrolment.person_id,
        Attempt.started_at,
        Attempt.due_at,
        Attempt.handed_in_at,
        Attempt.ended_by,
        Attempt.marked_at,
        Attempt.points,
        Attempt.maximum,
    )
    row: Any = db.session.execute(query.join(Attempt.enrolment).where(Attempt.id == attempt_id)).one_or_none()
    return AttemptInHand(*row) if row else None


def answers_of(attempt_id: int, places: Collection[int] | None = None) -> list[Answer]:
    """In the order in which they are asked; all of them, or those named."""
    query = select(*COLUMNS, QuestionVersion.digest).join(AttemptAnswer.question_version)
    query = query.where(AttemptAnswer.attempt_id == attempt_id).order_by(AttemptAnswer.place)
    if places is not None:
        query = query.where(AttemptAnswer.place.in_(places))
    return answers_from(db.session.execute(query).all())


def answers_from(rows: Sequence[Row[Any]]) -> list[Answer]:
    """Rows that begin with `COLUMNS`, and have the digest."""
    known = contents_of({row.digest for row in rows})
    found: Iterable[Any] = ((*row[: len(COLUMNS)], known[row.digest]) for row in rows)
    return [Answer(*values) for values in found]


def open_attempt(quiz: Quiz, enrolment: Enrolment) -> Attempt | None:
    query = select(Attempt).where(Attempt.quiz_id == quiz.id, Attempt.enrolment_id == enrolment.id)
    return db.session.scalars(query.where(Attempt.handed_in_at.is_(None))).one_or_none()


def attempts_at(quiz: Quiz, enrolment: Enrolment) -> Sequence[Attempt]:
    """By number."""
    query = select(Attempt).where(Attempt.quiz_id == quiz.id, Attempt.enrolment_id == enrolment.id)
    return db.session.scalars(query.order_by(Attempt.number)).all()


def attempts_of(enrolment_ids: Collection[int]) -> Sequence[Attempt]:
    query = select(Attempt).where(Attempt.enrolment_id.in_(enrolment_ids)).order_by(Attempt.number)
    return db.session.scalars(query).all()


def done_by_enrolment(quiz_id: int, enrolment_ids: Collection[int] | None = None) -> dict[int, list[Done]]:
    """What was handed in, by enrolment id; of everybody, or of those named."""
    query = select(Attempt.enrolment_id, Attempt.number, Attempt.points, Attempt.maximum)
    query = query.where(Attempt.quiz_id == quiz_id, Attempt.handed_in_at.is_not(None))
    if enrolment_ids is not None:
        query = query.where(Attempt.enrolment_id.in_(enrolment_ids))
    found: dict[int, list[Done]] = {}
    for enrolment_id, number, points, maximum in db.session.execute(query.order_by(Attempt.number)):
        found.setdefault(enrolment_id, []).append(Done(number, points, maximum))
    return found


def allowance_for(quiz: Quiz, enrolment: Enrolment) -> QuizAllowance | None:
    query = select(QuizAllowance).where(QuizAllowance.quiz_id == quiz.id, QuizAllowance.enrolment_id == enrolment.id)
    return db.session.scalars(query).one_or_none()


def allowances_for(enrolment_ids: Collection[int]) -> dict[int, QuizAllowance]:
    """By quiz id, of one trainee in all classes."""
    query = select(QuizAllowance).where(QuizAllowance.enrolment_id.in_(enrolment_ids))
    return {one.quiz_id: one for one in db.session.scalars(query)}


def files_of(answer_ids: Collection[int]) -> dict[int, list[AnswerFile]]:
    """Those that were not removed, by answer id."""
    query = select(AnswerFile).where(AnswerFile.answer_id.in_(answer_ids), AnswerFile.removed_at.is_(None))
    found: dict[int, list[AnswerFile]] = {}
    for file in db.session.scalars(query.order_by(AnswerFile.id)):
        found.setdefault(file.answer_id, []).append(file)
    return found
