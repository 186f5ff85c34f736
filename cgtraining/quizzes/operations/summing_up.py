"""What attempts come to, by the points of their answers."""

from collections.abc import Collection
from decimal import Decimal

from sqlalchemy import case, func, literal, select, update

from cgtraining import clock
from cgtraining.database import db
from cgtraining.quizzes.models import Attempt, AttemptAnswer

NOTHING = literal(Decimal(0), Attempt.points.type)


def sum_up(attempt_ids: Collection[int]) -> None:
    """In one statement: nothing below zero, and nothing at all while an answer is not marked."""
    answers = select(AttemptAnswer).where(AttemptAnswer.attempt_id == Attempt.id).subquery()
    total = func.sum(answers.c.points)
    complete = func.count() == func.count(answers.c.points)
    points = select(case((complete, case((total < NOTHING, NOTHING), else_=total)))).scalar_subquery()
    marked = select(case((complete, clock.now()))).select_from(answers).scalar_subquery()
    change = update(Attempt).where(Attempt.id.in_(attempt_ids), Attempt.handed_in_at.is_not(None))
    db.session.execute(
        change.values(points=points, marked_at=marked, passed_on_at=None).execution_options(synchronize_session=False)
    )
