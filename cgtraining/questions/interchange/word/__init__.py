"""Papers in Word's own format (.docx): their lines with what Word numbers by itself, their pictures and tables."""

from cgtraining.questions.interchange.word.reading import read

__all__ = ["read"]
