"""A person says what an answer earns: essays and files, and where the rule did not do justice."""

from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.language.formatting import format_number
from cgtraining.people.models import Person
from cgtraining.quizzes.models import AttemptAnswer, MarkedBy, MarkEntry
from cgtraining.quizzes.operations.passing_on import attempt_marked


def mark_answer(
    *, answer: AttemptAnswer, points: Decimal, comment: str | None, seen: Decimal | None, actor: Person
) -> None:
    """`seen` is what it had earned when the person began to mark, so that nobody's mark is written over unseen.

    The comment is for the trainee.
    """
    if answer.attempt.handed_in_at is None:
        raise RuleBroken(_l("This attempt has not been handed in yet."))
    if answer.points != seen:
        raise StaleRecord(_l("Someone else marked this answer in the meantime. Look at their mark, then decide."))
    if not points.is_finite() or not 0 <= points <= answer.maximum:
        sentence = _l("Give between 0 and %(maximum)s points.", maximum=format_number(answer.maximum))
        raise RuleBroken(sentence)
    if points == answer.points and (comment or None) == answer.comment:
        return
    _enter(answer, points, comment, actor)
    attempt_marked(answer.attempt)


def _enter(answer: AttemptAnswer, points: Decimal, comment: str | None, actor: Person) -> None:
    entry = MarkEntry(
        answer_id=answer.id,
        at=clock.now(),
        marked_by=MarkedBy.HAND,
        actor=actor,
        old_points=answer.points,
        new_points=points,
        comment=comment or None,
    )
    db.session.add(entry)
    answer.points, answer.comment = points, comment or None
    record("answer.marked", answer, actor=actor, attempt_id=answer.attempt_id, points=str(points))
