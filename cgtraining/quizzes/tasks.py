"""Background work of quizzes."""

from cgtraining.quizzes.operations.ending import WORK as deadlines
from cgtraining.quizzes.operations.passing_on import WORK as results

WORKS = (deadlines, results)
