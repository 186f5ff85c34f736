"""Attempts whose time is over while nobody looks at them: the sweep hands them in."""

from collections.abc import Iterable

from sqlalchemy import select

from cgtraining import clock, tasks
from cgtraining.database import db
from cgtraining.quizzes.models import Attempt
from cgtraining.quizzes.operations.handing_in import hand_in_if_over
from cgtraining.quizzes.terms import GRACE

MOST_AT_ONCE = 500


def proceed(attempt_id: int) -> None:
    attempt = db.session.get(Attempt, attempt_id)
    if attempt is not None:
        hand_in_if_over(attempt, clock.now())
        db.session.commit()


def unfinished() -> Iterable[int]:
    query = select(Attempt.id).where(Attempt.handed_in_at.is_(None), Attempt.due_at < clock.now() - GRACE)
    return db.session.scalars(query.order_by(Attempt.due_at).limit(MOST_AT_ONCE)).all()


WORK = tasks.Work("quiz_deadline", proceed, unfinished)
