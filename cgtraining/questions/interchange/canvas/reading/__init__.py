"""Reading QTI 1.2: one module for each family of question types."""

from cgtraining.questions.interchange.canvas.reading.interop import read_questestinterop

__all__ = ["read_questestinterop"]
