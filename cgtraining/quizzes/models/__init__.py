"""The tables of quizzes, by subject."""

from cgtraining.quizzes.models.attempts import AnswerFile, Attempt, AttemptAnswer, AttemptEnd, OvertakenAnswer
from cgtraining.quizzes.models.marks import MarkedBy, MarkEntry, Regrade
from cgtraining.quizzes.models.quizzes import (
    FeedbackTime,
    GradingMethod,
    PageLayout,
    Quiz,
    QuizAllowance,
    QuizSection,
    QuizSlot,
)

__all__ = [
    "AnswerFile",
    "Attempt",
    "AttemptAnswer",
    "AttemptEnd",
    "FeedbackTime",
    "GradingMethod",
    "MarkEntry",
    "MarkedBy",
    "OvertakenAnswer",
    "PageLayout",
    "Quiz",
    "QuizAllowance",
    "QuizSection",
    "QuizSlot",
    "Regrade",
]
