"""Questions as rows of a workbook: the template to fill in, and what offices keep in tables of their own."""

from cgtraining.questions.interchange.workbook.reading import read
from cgtraining.questions.interchange.workbook.template import template
from cgtraining.questions.interchange.workbook.writing import losses, write

__all__ = ["losses", "read", "template", "write"]
