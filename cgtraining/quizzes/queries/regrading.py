"""Reading answers that may be marked again, and what they were marked by."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased, joinedload

from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.questions.content import Content
from cgtraining.questions.models import Question, QuestionVersion
from cgtraining.quizzes.contents import contents_of
from cgtraining.quizzes.models import Attempt, AttemptAnswer, MarkedBy, MarkEntry, Quiz, Regrade
from cgtraining.quizzes.regrading import Given


@dataclass(frozen=True)
class Correction:
    content: Content
    gives_all: bool


def answers_to(quiz: Quiz, question: Question, *, lock: bool = False) -> list[Given]:
    """Those of attempts that were handed in, whichever version was shown. `lock`: nobody changes them meanwhile."""
    by_hand = exists().where(MarkEntry.answer_id == AttemptAnswer.id, MarkEntry.marked_by == MarkedBy.HAND)
    query = select(
        AttemptAnswer.id,
        AttemptAnswer.attempt_id,
        AttemptAnswer.response,
        AttemptAnswer.maximum,
        AttemptAnswer.points,
        by_hand,
    )
    query = query.join(Attempt, AttemptAnswer.attempt_id == Attempt.id)
    query = query.join(QuestionVersion, AttemptAnswer.version_id == QuestionVersion.id)
    query = query.where(Attempt.quiz_id == quiz.id, Attempt.handed_in_at.is_not(None))
    query = query.where(QuestionVersion.question_id == question.id).order_by(AttemptAnswer.id)
    if lock:
        query = query.with_for_update(of=AttemptAnswer)
    return [Given(*row) for row in db.session.execute(query)]


def corrections_for(attempt_id: int) -> dict[int, Correction]:
    """By place: what the newest regrade of the question in this quiz marked by, wherever there was one."""
    shown, marked_by = aliased(QuestionVersion), aliased(QuestionVersion)
    query = select(AttemptAnswer.place, marked_by.digest, Regrade.gives_all)
    query = query.join(Attempt, AttemptAnswer.attempt_id == Attempt.id).join(
        shown, AttemptAnswer.version_id == shown.id
    )
    same = (Regrade.quiz_id == Attempt.quiz_id) & (Regrade.question_id == shown.question_id)
    query = query.join(Regrade, same).join(marked_by, Regrade.version_id == marked_by.id)
    rows = db.session.execute(query.where(Attempt.id == attempt_id).order_by(Regrade.id)).all()
    known = contents_of({row.digest for row in rows})
    return {place: Correction(known[digest].content, gives_all) for place, digest, gives_all in rows}


def regrades_of(quiz: Quiz) -> Sequence[Regrade]:
    """Newest first, with who did it."""
    query = select(Regrade).where(Regrade.quiz_id == quiz.id).options(joinedload(Regrade.actor))
    return db.session.scalars(query.order_by(Regrade.id.desc())).all()


def regrades_behind(attempt_id: int) -> Sequence[Regrade]:
    """Those that changed points of this attempt, oldest first."""
    changed = select(MarkEntry.regrade_id).join(AttemptAnswer, MarkEntry.answer_id == AttemptAnswer.id)
    changed = changed.where(AttemptAnswer.attempt_id == attempt_id)
    return db.session.scalars(select(Regrade).where(Regrade.id.in_(changed)).order_by(Regrade.id)).all()


def attempts_with(attempt_ids: Collection[int]) -> Sequence[Attempt]:
    return db.session.scalars(select(Attempt).where(Attempt.id.in_(attempt_ids))).all()


def whose_attempts(attempt_ids: Collection[int]) -> dict[int, tuple[Attempt, Person]]:
    """By attempt id, in the order of the names."""
    query = select(Attempt, Person).join(Attempt.enrolment).join(Enrolment.person)
    query = query.where(Attempt.id.in_(attempt_ids)).order_by(Person.sort_key, Attempt.number)
    return {attempt.id: (attempt, person) for attempt, person in db.session.execute(query)}
