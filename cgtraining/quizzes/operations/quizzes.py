"""Setting up a quiz, and opening it to the trainees."""

from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext
from sqlalchemy import select

from cgtraining import clock
from cgtraining.assessments.models import GradedItem
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db
from cgtraining.errors import ManyRulesBroken, RuleBroken
from cgtraining.people.models import Person
from cgtraining.quizzes.models import Attempt, FeedbackTime, GradingMethod, PageLayout, Quiz, QuizAllowance, QuizSection
from cgtraining.quizzes.operations.passing_on import pass_on_again
from cgtraining.quizzes.queries.checks import what_forbids_publishing
from cgtraining.quizzes.queries.quizzes import count_answering, has_attempts
from cgtraining.quizzes.terms import terms_of


@dataclass(frozen=True)
class QuizValues:
    """Everything that is edited of a quiz beside its questions."""

    title_zh: str
    title_en: str | None = None
    intro_zh: str | None = None
    intro_en: str | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    minutes: int | None = None
    attempts: int | None = 1
    grading: GradingMethod = GradingMethod.BEST
    pass_percent: Decimal | None = Decimal(60)
    layout: PageLayout = PageLayout.ALL
    shuffles_options: bool = True
    feedback: FeedbackTime = FeedbackTime.AFTER_CLOSING
    practice: bool = False
    marks_blind: bool = False
    access_code: str | None = None
    item_id: int | None = None
    pretest_id: int | None = None


def add_quiz(*, cohort: Cohort, values: QuizValues, actor: Person | None) -> Quiz:
    """With one section, so that questions can be added at once."""
    _check(cohort, values, None)
    quiz = Quiz(cohort=cohort, **_as_dict(values))
    quiz.sections.append(QuizSection())
    db.session.add(quiz)
    db.session.flush()
    record("quiz.added", quiz, actor=actor, cohort_id=cohort.id)
    return quiz


def change_quiz(*, quiz: Quiz, values: QuizValues, actor: Person | None, version: int | str | None) -> Quiz:
    """Attempts that are under way get the new times; results are given anew where something else counts."""
    quiz.expect_version(version)
    _check(quiz.cohort, values, quiz)
    changed = [name for name, value in _as_dict(values).items() if getattr(quiz, name) != value]
    if "practice" in changed and has_attempts(quiz):
        raise RuleBroken(_l("There are attempts already, so it stays practice, or stays none."))
    for name in changed:
        setattr(quiz, name, getattr(values, name))
    db.session.flush()
    if {"minutes", "closes_at"} & set(changed):
        renew_ends(quiz)
    if {"item_id", "grading"} & set(changed):
        pass_on_again(quiz)
    record("quiz.changed", quiz, actor=actor, fields=changed)
    return quiz


def publish_quiz(*, quiz: Quiz, actor: Person | None) -> None:
    reasons = what_forbids_publishing(quiz)
    if reasons:
        raise ManyRulesBroken(reasons)
    if quiz.published_at is None:
        quiz.published_at = clock.now()
        record("quiz.published", quiz, actor=actor)
        db.session.flush()


def unpublish_quiz(*, quiz: Quiz, actor: Person | None) -> None:
    answering = count_answering(quiz)
    if answering:
        raise RuleBroken(
            lazy_ngettext(
                "%(num)s trainee is answering now. Let the attempt end, or give the quiz an earlier closing.",
                "%(num)s trainees are answering now. Let the attempts end, or give the quiz an earlier closing.",
                answering,
            )
        )
    if quiz.published_at is not None:
        quiz.published_at = None
        record("quiz.unpublished", quiz, actor=actor)
        db.session.flush()


def delete_quiz(*, quiz: Quiz, actor: Person | None) -> None:
    if has_attempts(quiz):
        raise RuleBroken(_l("Trainees have answered this quiz, so it cannot be deleted. Take it back instead."))
    record("quiz.deleted", quiz, actor=actor, cohort_id=quiz.cohort_id)
    db.session.delete(quiz)
    db.session.flush()


def renew_ends(quiz: Quiz) -> None:
    """Of the attempts that are under way, after times or allowances changed."""
    allowances = {one.enrolment_id: one for one in db.session.scalars(select(QuizAllowance).filter_by(quiz_id=quiz.id))}
    under_way = select(Attempt).where(Attempt.quiz_id == quiz.id, Attempt.handed_in_at.is_(None))
    for attempt in db.session.scalars(under_way.with_for_update()):
        attempt.due_at = terms_of(quiz, allowances.get(attempt.enrolment_id)).due_at(attempt.started_at)
    db.session.flush()


def _as_dict(values: QuizValues) -> dict[str, object]:
    return {one.name: getattr(values, one.name) for one in fields(values)}


def _check(cohort: Cohort, values: QuizValues, quiz: Quiz | None) -> None:
    if values.opens_at and values.closes_at and values.closes_at <= values.opens_at:
        raise RuleBroken(_l("The quiz closes before it opens."))
    if values.feedback is FeedbackTime.AFTER_CLOSING and values.closes_at is None and not values.practice:
        raise RuleBroken(_l("Answers are shown after the closing, so give a closing time, or another time for them."))
    if values.item_id is not None and not _is_in(db.session.get(GradedItem, values.item_id), cohort):
        raise RuleBroken(_l("This graded item is not in the cohort any more."))
    if values.pretest_id is None:
        return
    if not _is_in(db.session.get(Quiz, values.pretest_id), cohort) or (quiz and values.pretest_id == quiz.id):
        raise RuleBroken(_l("Choose another quiz of this cohort as the pre-test."))


def _is_in(found: GradedItem | Quiz | None, cohort: Cohort) -> bool:
    return found is not None and found.cohort_id == cohort.id
