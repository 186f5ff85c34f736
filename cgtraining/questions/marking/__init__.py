"""What an answer earns, by the rules of its question's kind; pure arithmetic, the same however often it is asked."""

from cgtraining.questions.marking.marked import Marked, points_for
from cgtraining.questions.marking.rules import carries_points, is_marked_by_hand, mark

__all__ = ["Marked", "carries_points", "is_marked_by_hand", "mark", "points_for"]
