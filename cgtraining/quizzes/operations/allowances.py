"""What one trainee is given beyond the others: more time, more attempts, another window."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.quizzes.models import Quiz, QuizAllowance
from cgtraining.quizzes.operations.quizzes import renew_ends


@dataclass(frozen=True)
class AllowanceValues:
    reason: str
    extra_minutes: int = 0
    extra_attempts: int = 0
    opens_at: datetime | None = None
    closes_at: datetime | None = None


def allow_more(*, quiz: Quiz, enrolment: Enrolment, values: AllowanceValues, actor: Person | None) -> QuizAllowance:
    """Given anew, it takes the place of what was given before. An attempt under way has its new end at once."""
    if enrolment.cohort_id != quiz.cohort_id:
        raise RuleBroken(_l("This trainee is not in the cohort."))
    if values.opens_at and values.closes_at and values.closes_at <= values.opens_at:
        raise RuleBroken(_l("The quiz closes before it opens."))
    query = select(QuizAllowance).where(QuizAllowance.quiz_id == quiz.id, QuizAllowance.enrolment_id == enrolment.id)
    found = db.session.scalars(query).one_or_none() or QuizAllowance(quiz=quiz, enrolment=enrolment)
    for name, value in vars(values).items():
        setattr(found, name, value)
    db.session.add(found)
    db.session.flush()
    renew_ends(quiz)
    details = {"minutes": values.extra_minutes, "attempts": values.extra_attempts}
    record("quiz.allowance", found, actor=actor, quiz_id=quiz.id, enrolment_id=enrolment.id, **details)
    return found


def take_allowance_back(*, allowance: QuizAllowance, actor: Person | None) -> None:
    quiz = allowance.quiz
    record("quiz.allowance_ended", allowance, actor=actor, quiz_id=quiz.id, enrolment_id=allowance.enrolment_id)
    db.session.delete(allowance)
    db.session.flush()
    renew_ends(quiz)
