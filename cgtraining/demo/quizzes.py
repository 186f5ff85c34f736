"""Quizzes of the cohort in mid-course: a pre-test that is over, its post-test that is open, and practice."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from cgtraining import clock
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import db
from cgtraining.demo.setting import Setting
from cgtraining.questions.content import Choice, Content, Matching, Ordering, ShortText, TrueFalse
from cgtraining.questions.kinds import QuestionKind
from cgtraining.questions.models import Question
from cgtraining.questions.responses import tidy_response
from cgtraining.quizzes.models import (
    Attempt,
    AttemptAnswer,
    AttemptEnd,
    FeedbackTime,
    PageLayout,
    Quiz,
    QuizSection,
    QuizSlot,
)
from cgtraining.quizzes.operations.handing_in import hand_in
from cgtraining.quizzes.operations.starting import start_attempt
from cgtraining.quizzes.queries.attempts import answers_of

TESTED = (
    *(QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE, QuestionKind.MATCHING),
    *(QuestionKind.ORDERING, QuestionKind.SHORT_TEXT),
)
INTRO = ("请独立作答。", "Please answer by yourself.")


def add_quizzes(setting: Setting, cohort: Cohort) -> None:
    """Twelve took the pre-test, six the post-test so far; the fourth trainee is in the middle of practice."""
    now, chance = clock.now(), Random(5)
    enrolments = db.session.scalars(select(Enrolment).filter_by(cohort_id=cohort.id).order_by(Enrolment.id)).all()
    questions = _questions(setting)
    tested = [one for one in questions if one.kind in TESTED][:8]
    before = _quiz(cohort, "前测", "Pre-test", tested, minutes=30, feedback=FeedbackTime.NEVER)
    before.opens_at, before.closes_at = now - timedelta(days=60), now - timedelta(days=58)
    after = _quiz(cohort, "后测", "Post-test", tested, minutes=30, pretest=before, layout=PageLayout.ONE)
    after.opens_at, after.closes_at = now - timedelta(days=2), now + timedelta(days=9)
    practice = _quiz(cohort, "自测练习", "Practice for yourself", questions, practice=True, attempts=None)
    practice.feedback = FeedbackTime.AT_ONCE
    for enrolment in enrolments[:12]:
        _take(before, enrolment, 0.45, chance, now - timedelta(days=59))
    for enrolment in (*enrolments[:3], *enrolments[4:7]):
        _take(after, enrolment, 0.75, chance, now - timedelta(days=1))
    _begin(practice, enrolments[3], 0.5, chance, now)
    db.session.commit()


def _questions(setting: Setting) -> Sequence[Question]:
    query = select(Question).where(Question.program_id == setting.program.id, Question.retired_at.is_(None))
    return db.session.scalars(query.order_by(Question.id)).all()


def _quiz(cohort: Cohort, title_zh: str, title_en: str, questions: Sequence[Question], **values: Any) -> Quiz:
    quiz = Quiz(cohort=cohort, title_zh=title_zh, title_en=title_en, published_at=clock.now(), **values)
    quiz.intro_zh, quiz.intro_en = INTRO
    section = QuizSection(quiz=quiz, shuffles=True)
    section.slots = [QuizSlot(place=at, question=one, points=one.points) for at, one in enumerate(questions, start=1)]
    db.session.add(quiz)
    db.session.flush()
    return quiz


def _take(quiz: Quiz, enrolment: Enrolment, knows: float, chance: Random, at: datetime) -> None:
    attempt = _begin(quiz, enrolment, knows, chance, at)
    hand_in(attempt=attempt, ended_by=AttemptEnd.TRAINEE, now=at + timedelta(minutes=chance.randint(9, 28)))


def _begin(quiz: Quiz, enrolment: Enrolment, knows: float, chance: Random, at: datetime) -> Attempt:
    attempt = start_attempt(quiz=quiz, enrolment=enrolment, code="", now=at)
    for answer in answers_of(attempt.id):
        row = db.session.get_one(AttemptAnswer, answer.id)
        row.response = tidy_response(answer.content, _answer(answer.content, chance.random() < knows, chance))
        if row.response is not None:
            row.saves, row.saved_at = 1, at + timedelta(minutes=5)
    db.session.flush()
    return attempt


def _answer(content: Content, right: bool, chance: Random) -> dict[str, Any]:
    """Right, or what somebody answers who does not know; nothing where that takes more than a word."""
    if isinstance(content, Choice):
        good = [option.key for option in content.options if option.share > 0]
        return {"chosen": good if right else [chance.choice(content.options).key]}
    if isinstance(content, TrueFalse):
        return {"value": content.right is right}
    if isinstance(content, Matching):
        keys = [target.key for target in content.targets]
        return {"pairs": {one.key: one.target if right else chance.choice(keys) for one in content.premises}}
    if isinstance(content, Ordering):
        order = [entry.key for entry in content.entries]
        return {"order": order if right else chance.sample(order, len(order))}
    if isinstance(content, ShortText):
        return {"text": content.accepted[0].text.replace("*", "") if right else "不清楚"}
    return {}
