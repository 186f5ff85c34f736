"""Whether those who mark may know whose answer it is."""

from cgtraining.quizzes.models import Quiz
from cgtraining.quizzes.queries.marking import queues_of


def hides_names(quiz: Quiz) -> bool:
    """Of a quiz that is marked blind, as long as an answer waits for its mark."""
    return quiz.marks_blind and any(queue.waiting for queue in queues_of(quiz))
