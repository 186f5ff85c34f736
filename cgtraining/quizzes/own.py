"""How it stands with each quiz of a trainee: what one may do now, and what became of it."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from cgtraining import clock
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.quizzes.counting import Done, attempt_that_counts, passes, share_that_counts
from cgtraining.quizzes.models import Attempt, FeedbackTime, Quiz, QuizAllowance
from cgtraining.quizzes.queries.attempts import allowance_for, allowances_for, attempts_at, attempts_of
from cgtraining.quizzes.queries.quizzes import quizzes_for
from cgtraining.quizzes.terms import Terms, terms_of


class Stage(enum.Enum):
    UNDER_WAY = "under_way"
    OPEN = "open"
    TO_COME = "to_come"
    DONE = "done"  # no attempt is left
    CLOSED = "closed"

    @property
    def label(self) -> object:
        return {
            Stage.UNDER_WAY: _l("Under way"),
            Stage.OPEN: _l("Open"),
            Stage.TO_COME: _l("Not open yet"),
            Stage.DONE: _l("Done"),
            Stage.CLOSED: _l("Closed for answers"),
        }[self]


@dataclass(frozen=True)
class OwnQuiz:
    quiz: Quiz
    enrolment: Enrolment
    terms: Terms
    attempts: Sequence[Attempt]

    @property
    def done(self) -> list[Done]:
        return [Done(one.number, one.points, one.maximum) for one in self.attempts if one.handed_in_at is not None]

    @property
    def under_way(self) -> Attempt | None:
        return next((one for one in self.attempts if one.handed_in_at is None), None)

    @property
    def attempts_left(self) -> int | None:
        return self.terms.attempts_left(len(self.attempts))

    @property
    def share(self) -> Decimal | None:
        return share_that_counts(self.done, self.quiz.grading)

    @property
    def passed(self) -> bool | None:
        return passes(self.share, self.quiz.pass_percent)

    @property
    def counting(self) -> int | None:
        return attempt_that_counts(self.done, self.quiz.grading)

    @property
    def stage(self) -> Stage:
        now = clock.now()
        if self.under_way is not None:
            return Stage.UNDER_WAY
        if self.terms.is_early(now):
            return Stage.TO_COME
        if self.terms.is_over(now):
            return Stage.CLOSED
        return Stage.DONE if self.attempts_left == 0 else Stage.OPEN


def own_quizzes(person: Person) -> list[OwnQuiz]:
    """Those that one can answer now first; in three reads, however many."""
    pairs = quizzes_for(person)
    if not pairs:
        return []
    enrolment_ids = {enrolment.id for _, enrolment in pairs}
    allowances, attempts = allowances_for(enrolment_ids), attempts_of(enrolment_ids)
    found = [
        OwnQuiz(quiz, enrolment, terms_of(quiz, allowances.get(quiz.id)), [a for a in attempts if a.quiz_id == quiz.id])
        for quiz, enrolment in pairs
    ]
    return sorted(found, key=lambda own: list(Stage).index(own.stage))


def own_quiz(quiz: Quiz, enrolment: Enrolment) -> OwnQuiz:
    return OwnQuiz(quiz, enrolment, terms_of(quiz, allowance_for(quiz, enrolment)), attempts_at(quiz, enrolment))


def shows_what_was_right(quiz: Quiz, now: datetime) -> bool:
    """After the closing means: when nobody can answer any more, those who have longer either."""
    if quiz.feedback is FeedbackTime.AT_ONCE or quiz.practice:
        return True
    if quiz.feedback is FeedbackTime.NEVER or quiz.closes_at is None:
        return False
    return now > _last_closing(quiz)


def _last_closing(quiz: Quiz) -> datetime:
    assert quiz.closes_at is not None
    allowances = db.session.scalars(select(QuizAllowance).where(QuizAllowance.quiz_id == quiz.id)).all()
    last_due = db.session.scalar(
        select(func.max(Attempt.due_at)).where(Attempt.quiz_id == quiz.id, Attempt.handed_in_at.is_(None))
    )
    ends = [terms_of(quiz, one).ends_at for one in allowances]
    return max(moment for moment in (quiz.closes_at, last_due, *ends) if moment is not None)
