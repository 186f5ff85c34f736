"""What a quiz comes to for each trainee becomes the score of its graded item, once all that it depends on is marked.

Trainees who hand in do not wait for it: a sweep takes up what was not passed on, many trainees at once.
"""

from collections.abc import Collection, Iterable

from flask_babel import gettext as _
from sqlalchemy import select, update

from cgtraining import clock, tasks
from cgtraining.assessments.operations.scores import CellInput, enter_scores
from cgtraining.assessments.queries import cells_of
from cgtraining.database import db
from cgtraining.quizzes.counting import on_scale, share_that_counts
from cgtraining.quizzes.models import Attempt, Quiz
from cgtraining.quizzes.operations.summing_up import sum_up
from cgtraining.quizzes.queries.attempts import done_by_enrolment

MOST_AT_ONCE = 500


def attempt_marked(attempt: Attempt) -> None:
    """Points of its answers changed, or were given: sum them up, and pass on what counts now."""
    attempts_marked(quiz=attempt.quiz, attempts=[attempt])


def attempts_marked(*, quiz: Quiz, attempts: Collection[Attempt]) -> None:
    """The same for several attempts of one quiz, in a few statements."""
    db.session.flush()
    sum_up([attempt.id for attempt in attempts])
    for attempt in attempts:
        db.session.expire(attempt, ["points", "marked_at", "passed_on_at"])
    pass_on_results(quiz=quiz, enrolment_ids={attempt.enrolment_id for attempt in attempts})


def pass_on_results(*, quiz: Quiz, enrolment_ids: Collection[int]) -> None:
    """Somebody who is excused from the item stays so."""
    if quiz.item is not None and not quiz.practice:
        _enter(quiz, enrolment_ids)
    change = update(Attempt).where(Attempt.quiz_id == quiz.id, Attempt.enrolment_id.in_(enrolment_ids))
    db.session.execute(change.where(Attempt.handed_in_at.is_not(None)).values(passed_on_at=clock.now()))


def pass_on_again(quiz: Quiz) -> None:
    """Another item, or another attempt counts: the sweep gives all results anew."""
    db.session.execute(update(Attempt).where(Attempt.quiz_id == quiz.id).values(passed_on_at=None))


def _enter(quiz: Quiz, enrolment_ids: Collection[int]) -> None:
    item, cells = quiz.item, []
    assert item is not None
    standing = cells_of(quiz.cohort, enrolment_ids)
    for enrolment_id, done in done_by_enrolment(quiz.id, enrolment_ids).items():
        share = share_that_counts(done, quiz.grading)
        cell = standing.get((item.id, enrolment_id))
        if share is not None and not (cell and cell.excused):
            cells.append(CellInput(item.id, enrolment_id, f"{on_scale(share, item.maximum):f}"))
    if cells:
        reason = _("Result of the quiz “%(quiz)s”", quiz=quiz.title.in_language("zh"))
        enter_scores(cohort=quiz.cohort, cells=cells, actor=None, reason=reason)


def _waiting(quiz_id: int) -> Collection[int]:
    query = select(Attempt.enrolment_id).where(Attempt.quiz_id == quiz_id, Attempt.marked_at.is_not(None))
    query = query.where(Attempt.passed_on_at.is_(None)).order_by(Attempt.enrolment_id).distinct().limit(MOST_AT_ONCE)
    return db.session.scalars(query).all()


def proceed(quiz_id: int) -> None:
    quiz = db.session.get(Quiz, quiz_id)
    while quiz is not None and (enrolment_ids := _waiting(quiz_id)):
        pass_on_results(quiz=quiz, enrolment_ids=enrolment_ids)
        db.session.commit()


def unfinished() -> Iterable[int]:
    query = select(Attempt.quiz_id).join(Attempt.quiz).where(Quiz.item_id.is_not(None), Quiz.practice.is_(False))
    query = query.where(Attempt.marked_at.is_not(None), Attempt.passed_on_at.is_(None))
    return db.session.scalars(query.distinct()).all()


WORK = tasks.Work("quiz_results", proceed, unfinished)
