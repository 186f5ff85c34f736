"""What a quiz came to, for each trainee of the class."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from cgtraining.assessments.queries import MARKED_STATES
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import enrolments_of
from cgtraining.database import db
from cgtraining.quizzes.counting import Done, attempt_that_counts, passes, share_that_counts
from cgtraining.quizzes.models import Attempt, Quiz


@dataclass(frozen=True)
class Result:
    """`share` is what counts, a part of 1; None: nothing yet. `counting` is the number of the attempt that counts."""

    enrolment: Enrolment
    attempts: Sequence[Attempt]
    share: Decimal | None
    counting: int | None
    passed: bool | None

    @property
    def is_waiting(self) -> bool:
        """Something that was handed in is not marked."""
        return any(attempt.handed_in_at and attempt.points is None for attempt in self.attempts)

    @property
    def is_answering(self) -> bool:
        return any(attempt.handed_in_at is None for attempt in self.attempts)


@dataclass(frozen=True)
class Summary:
    """`mean` is a part of 1."""

    trainees: int
    handed_in: int
    passed: int
    mean: Decimal | None


def results_of(quiz: Quiz) -> list[Result]:
    """By name; in three reads."""
    query = select(Attempt).where(Attempt.quiz_id == quiz.id).order_by(Attempt.number)
    attempts: dict[int, list[Attempt]] = {}
    for attempt in db.session.scalars(query):
        attempts.setdefault(attempt.enrolment_id, []).append(attempt)
    return [_result(quiz, one, attempts.get(one.id, [])) for one in enrolments_of(quiz.cohort, MARKED_STATES)]


def summary_of(results: Sequence[Result]) -> Summary:
    shares = [result.share for result in results if result.share is not None]
    return Summary(
        trainees=len(results),
        handed_in=sum(any(attempt.handed_in_at for attempt in result.attempts) for result in results),
        passed=sum(result.passed is True for result in results),
        mean=sum(shares, Decimal(0)) / len(shares) if shares else None,
    )


def attempt_by_id(attempt_id: int) -> Attempt | None:
    return db.session.get(Attempt, attempt_id)


def _result(quiz: Quiz, enrolment: Enrolment, attempts: Sequence[Attempt]) -> Result:
    done = [Done(one.number, one.points, one.maximum) for one in attempts if one.handed_in_at]
    share = share_that_counts(done, quiz.grading)
    return Result(enrolment, attempts, share, attempt_that_counts(done, quiz.grading), passes(share, quiz.pass_percent))
