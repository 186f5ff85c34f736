"""Writing Moodle's XML."""

from cgtraining.questions.interchange.moodle.writing.quiz import losses, write

__all__ = ["losses", "write"]
