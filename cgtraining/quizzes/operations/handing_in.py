"""Handing in: at most once, whoever comes first, with every answer saved until then, marked in the same stroke."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Protocol, cast

from sqlalchemy import Table, bindparam, select, update

from cgtraining.database import db
from cgtraining.questions.models import QuestionVersion
from cgtraining.quizzes.models import Attempt, AttemptAnswer, AttemptEnd
from cgtraining.quizzes.queries.attempts import COLUMNS, Answer, answers_from
from cgtraining.quizzes.queries.regrading import Correction, corrections_for
from cgtraining.quizzes.regrading import points_by
from cgtraining.quizzes.terms import is_too_late

ANSWERS = cast(Table, AttemptAnswer.__table__)
POINTS_OF_PLACE = (
    update(ANSWERS)
    .where(ANSWERS.c.attempt_id == bindparam("attempt"), ANSWERS.c.place == bindparam("at"))
    .values(points=bindparam("earned"))
)


class Timed(Protocol):
    @property
    def id(self) -> int: ...

    @property
    def due_at(self) -> datetime | None: ...

    @property
    def handed_in_at(self) -> datetime | None: ...


def hand_in(*, attempt: Timed, ended_by: AttemptEnd, now: datetime) -> bool:
    """Whether it was us. What its time ended is handed in at that moment, even if we come later.

    Its rows are held until the commit: a save comes before, and is marked, or after, and is refused.
    """
    answers = _locked(attempt.id)
    if answers is None:
        return False
    corrections = corrections_for(attempt.id)
    points = {answer.place: _points(answer, corrections.get(answer.place)) for answer in answers}
    _write_points(attempt.id, points)
    at = min(now, attempt.due_at) if ended_by is AttemptEnd.TIME and attempt.due_at else now
    total = total_of(list(points.values()))
    change = update(Attempt).where(Attempt.id == attempt.id, Attempt.handed_in_at.is_(None))
    db.session.execute(
        change.values(
            handed_in_at=at,
            ended_by=ended_by,
            points=total,
            marked_at=None if total is None else now,
            passed_on_at=None,
        )
    )
    return True


def hand_in_if_over(attempt: Timed, now: datetime) -> bool:
    """Whether its time is over; then it is handed in, if nobody did so yet."""
    if attempt.handed_in_at is None and is_too_late(attempt.due_at, now):
        hand_in(attempt=attempt, ended_by=AttemptEnd.TIME, now=now)
        return True
    return False


def total_of(points: Sequence[Decimal | None]) -> Decimal | None:
    """Never below nothing, whatever wrong answers take away; None while something is not marked."""
    known = [one for one in points if one is not None]
    return max(Decimal(0), sum(known, Decimal(0))) if len(known) == len(points) else None


def _locked(attempt_id: int) -> list[Answer] | None:
    query = select(*COLUMNS, QuestionVersion.digest, Attempt.handed_in_at).join(AttemptAnswer.question_version)
    query = query.join(AttemptAnswer.attempt).where(Attempt.id == attempt_id).order_by(AttemptAnswer.place)
    rows = db.session.execute(query.with_for_update(of=[Attempt, AttemptAnswer])).all()
    return None if any(row.handed_in_at for row in rows) else answers_from(rows)


def _points(answer: Answer, correction: Correction | None) -> Decimal | None:
    """What was shown stays with the attempt; a question that was corrected meanwhile is marked as all others were."""
    content, gives_all = (correction.content, correction.gives_all) if correction else (answer.content, False)
    return points_by(content, answer.response, answer.maximum, gives_all=gives_all)


def _write_points(attempt_id: int, points: Mapping[int, Decimal | None]) -> None:
    """One statement for all of them, written once; what waits to be marked by hand has none."""
    rows = [{"at": place, "earned": value} for place, value in points.items() if value is not None]
    if rows:
        db.session.connection().execute(POINTS_OF_PLACE, [{"attempt": attempt_id, **row} for row in rows])
