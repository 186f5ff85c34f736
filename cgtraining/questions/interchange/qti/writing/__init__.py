"""Writing packages of QTI 2.2."""

from cgtraining.questions.interchange.qti.writing.package import losses, write

__all__ = ["losses", "write"]
