"""Moodle's XML: https://docs.moodle.org/en/Moodle_XML_format, and what question types add to it."""

from cgtraining.questions.interchange.moodle.reading import read
from cgtraining.questions.interchange.moodle.writing import losses, write

__all__ = ["losses", "read", "write"]
