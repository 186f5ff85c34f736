"""Where a question of the bank is used."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from cgtraining.database import db
from cgtraining.questions.models import Question, QuestionVersion
from cgtraining.quizzes.models import Attempt, AttemptAnswer, Quiz, QuizSection, QuizSlot


def quizzes_that_use(question: Question) -> Sequence[tuple[Quiz, int]]:
    """Those that name it or have put it before somebody, newest first, each with the number of its attempts with it."""
    with_it = select(Attempt.quiz_id, func.count().label("attempts")).join(AttemptAnswer)
    with_it = with_it.join(QuestionVersion, AttemptAnswer.version_id == QuestionVersion.id)
    asked = with_it.where(QuestionVersion.question_id == question.id).group_by(Attempt.quiz_id).subquery()
    named = select(QuizSection.quiz_id).join(QuizSlot).where(QuizSlot.question_id == question.id)
    query = select(Quiz, func.coalesce(asked.c.attempts, 0)).outerjoin(asked, asked.c.quiz_id == Quiz.id)
    query = query.where(Quiz.id.in_(named) | asked.c.quiz_id.is_not(None)).options(joinedload(Quiz.cohort))
    return [(quiz, attempts) for quiz, attempts in db.session.execute(query.order_by(Quiz.id.desc()))]
