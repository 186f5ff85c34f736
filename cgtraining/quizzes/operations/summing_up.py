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
    total = func.sum(AttemptAnswer.points)
    complete = func.count(AttemptAnswer.id) == func.count(AttemptAnswer.points)
    own = AttemptAnswer.attempt_id == Attempt.id
    points = select(case((complete, case((total < NOTHING, NOTHING), else_=total)))).where(own)
    marked = select(case((complete, clock.now()))).select_from(AttemptAnswer).where(own)
    change = update(Attempt).where(Attempt.id.in_(attempt_ids), Attempt.handed_in_at.is_not(None))
    change = change.values(
        points=points.correlate(Attempt).scalar_subquery(),
        marked_at=marked.correlate(Attempt).scalar_subquery(),
        passed_on_at=None,
    )
    db.session.execute(change.execution_options(synchronize_session=False))
