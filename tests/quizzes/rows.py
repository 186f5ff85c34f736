"""Rows of quizzes for tests that open every door."""

from sqlalchemy import select

from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import db
from cgtraining.quizzes.models import AttemptAnswer, AttemptEnd, Quiz
from cgtraining.quizzes.operations.handing_in import hand_in
from tests.quizzes.factories import NOON, answer, attempt, question, quiz


def quiz_rows(cohort: Cohort) -> dict[str, int]:
    essay = question(cohort.program, "essay")
    return {"quiz_id": quiz(cohort, [essay, "single"], attempts=None).id, "question_id": essay.id}


def attempt_rows(enrolment: Enrolment) -> dict[str, int]:
    """One that was handed in and waits to be marked."""
    made = db.session.scalars(select(Quiz).filter_by(cohort_id=enrolment.cohort_id)).one()
    begun = attempt(made, enrolment)
    answer(begun, {1: "先征集意见，再评议，最后公示结果。", 2: "b"})
    hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=NOON)
    answers = select(AttemptAnswer.id).filter_by(attempt_id=begun.id).order_by(AttemptAnswer.place)
    return {"attempt_id": begun.id, "answer_id": db.session.scalars(answers).first() or 0}
