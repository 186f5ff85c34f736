"""The answers of a quiz as the analysis of its questions needs them: of each trainee the first attempt that is marked.

Later attempts were made by people who had seen the questions, so they would make every question look easier.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from cgtraining.database import db
from cgtraining.programs.models import Competency
from cgtraining.questions.models import Question, QuestionCompetency, QuestionVersion
from cgtraining.quizzes.models import Attempt, AttemptAnswer, Quiz


@dataclass(frozen=True)
class AnswerSheet:
    """`scores` by attempt id and question id, in points; `maxima` and `questions` by question id."""

    scores: Mapping[int, Mapping[int, float]]
    maxima: Mapping[int, float]
    questions: Mapping[int, Question]


def answer_sheet_of(quiz: Quiz) -> AnswerSheet:
    """Questions that carry no points are left out."""
    query = select(AttemptAnswer.attempt_id, QuestionVersion.question_id, AttemptAnswer.points, AttemptAnswer.maximum)
    query = query.join(AttemptAnswer.question_version).where(AttemptAnswer.attempt_id.in_(_first_attempts(quiz)))
    query = query.where(AttemptAnswer.maximum > 0).order_by(AttemptAnswer.attempt_id, AttemptAnswer.place)
    scores: dict[int, dict[int, float]] = {}
    maxima: dict[int, float] = {}
    for attempt_id, question_id, points, maximum in db.session.execute(query):
        scores.setdefault(attempt_id, {})[question_id] = float(points or 0)
        maxima[question_id] = max(maxima.get(question_id, 0), float(maximum))
    return AnswerSheet(scores, maxima, _questions(maxima))


def responses_to(quiz: Quiz, question: Question) -> dict[int, dict[str, Any] | None]:
    """Of the same attempts, by attempt id."""
    query = select(AttemptAnswer.attempt_id, AttemptAnswer.response).join(AttemptAnswer.question_version)
    query = query.where(QuestionVersion.question_id == question.id)
    query = query.where(AttemptAnswer.attempt_id.in_(_first_attempts(quiz)))
    return {row[0]: row[1] for row in db.session.execute(query)}


def percents_of(quiz: Quiz, *, first: bool) -> dict[int, float]:
    """What each trainee reached, in percent, by enrolment id: in the first attempt, else in the last."""
    choose = func.min if first else func.max
    query = select(Attempt.enrolment_id, Attempt.points, Attempt.maximum).where(Attempt.id.in_(_attempts(quiz, choose)))
    return {row[0]: float((row[1] or 0) / row[2] * 100) for row in db.session.execute(query.where(Attempt.maximum > 0))}


def percents_by_competency(quiz: Quiz, *, first: bool) -> dict[int, dict[int, float]]:
    """The same of the questions of each competency, by competency id and enrolment id."""
    choose = func.min if first else func.max
    points, maximum = func.sum(AttemptAnswer.points), func.sum(AttemptAnswer.maximum)
    query = select(QuestionCompetency.competency_id, Attempt.enrolment_id, points, maximum)
    query = query.join(QuestionVersion, QuestionVersion.question_id == QuestionCompetency.question_id)
    query = query.join(AttemptAnswer, AttemptAnswer.version_id == QuestionVersion.id)
    query = query.join(Attempt, AttemptAnswer.attempt_id == Attempt.id).where(Attempt.id.in_(_attempts(quiz, choose)))
    query = query.where(AttemptAnswer.maximum > 0).group_by(QuestionCompetency.competency_id, Attempt.enrolment_id)
    found: dict[int, dict[int, float]] = {}
    for competency_id, enrolment_id, earned, possible in db.session.execute(query):
        found.setdefault(competency_id, {})[enrolment_id] = float((earned or 0) / possible * 100)
    return found


def competencies_of(quiz: Quiz) -> Sequence[Competency]:
    query = select(Competency).where(Competency.program_id == quiz.cohort.program_id)
    return db.session.scalars(query.order_by(Competency.code)).all()


def count_wordings(responses: Mapping[int, dict[str, Any] | None], most: int = 12) -> list[tuple[str, int]]:
    """What was written most often, for questions that are answered in words or numbers."""
    written = Counter(
        " ".join(filter(None, (response["text"], response.get("unit")))) for response in responses.values() if response
    )
    return written.most_common(most)


def _first_attempts(quiz: Quiz) -> Any:
    return _attempts(quiz, func.min)


def _attempts(quiz: Quiz, choose: Any) -> Any:
    """The first or last attempt of each trainee among those that are marked."""
    numbers = select(Attempt.enrolment_id, choose(Attempt.number).label("number"))
    numbers = numbers.where(Attempt.quiz_id == quiz.id, Attempt.points.is_not(None)).group_by(Attempt.enrolment_id)
    wanted = numbers.subquery()
    matching = (Attempt.enrolment_id == wanted.c.enrolment_id) & (Attempt.number == wanted.c.number)
    return select(Attempt.id).join(wanted, matching).where(Attempt.quiz_id == quiz.id)


def _questions(maxima: Mapping[int, float]) -> dict[int, Question]:
    query = select(Question).where(Question.id.in_(list(maxima)))
    return {question.id: question for question in db.session.scalars(query)}
