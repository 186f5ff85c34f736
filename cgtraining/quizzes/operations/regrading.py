"""Marking the answers to a question again, after it was corrected."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import insert, update

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.people.models import Person
from cgtraining.questions.models import Question
from cgtraining.questions.queries import latest_version
from cgtraining.quizzes.models import AttemptAnswer, MarkedBy, MarkEntry, Quiz, Regrade
from cgtraining.quizzes.operations.passing_on import attempts_marked
from cgtraining.quizzes.queries.regrading import answers_to, attempts_with
from cgtraining.quizzes.regrading import Change, RegradePlan, plan_regrade


def regrade_question(
    *, quiz: Quiz, question: Question, gives_all: bool, reason: str, promise: str, actor: Person
) -> Regrade:
    """By the newest version of the question; exactly what the preview promised, or nothing.

    Attempts that are still under way are marked by that version when they are handed in.
    """
    if not reason.strip():
        raise RuleBroken(_l("Say why the answers are marked again."))
    version = latest_version(question)
    plan = plan_regrade(answers_to(quiz, question, lock=True), version.content, gives_all=gives_all)
    if plan.promise != promise:
        raise StaleRecord(_l("Something changed since this preview was made. Look at the new one, then confirm."))
    made = Regrade(
        quiz=quiz,
        question=question,
        question_version=version,
        gives_all=gives_all,
        actor=actor,
        reason=reason.strip(),
        answers=plan.answers,
        changed=len(plan.changes),
    )
    db.session.add(made)
    db.session.flush()
    _enter(plan, made, actor)
    record("quiz.regraded", quiz, actor=actor, regrade_id=made.id, question_id=question.id, changed=made.changed)
    attempts_marked(quiz=quiz, attempts=attempts_with({change.attempt_id for change in plan.changes}))
    return made


def _enter(plan: RegradePlan, made: Regrade, actor: Person) -> None:
    if not plan.changes:
        return
    db.session.execute(
        update(AttemptAnswer), [{"id": change.answer_id, "points": change.new} for change in plan.changes]
    )
    db.session.execute(insert(MarkEntry), [_entry(change, made, actor) for change in plan.changes])


def _entry(change: Change, made: Regrade, actor: Person) -> dict[str, object]:
    return {
        "answer_id": change.answer_id,
        "at": clock.now(),
        "marked_by": MarkedBy.REGRADE,
        "actor_id": actor.id,
        "regrade_id": made.id,
        "old_points": change.old,
        "new_points": change.new,
    }
