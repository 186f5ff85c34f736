"""Reading Moodle's XML: one module for each family of question types."""

from cgtraining.questions.interchange.moodle.reading.quiz import read

__all__ = ["read"]
