"""Pages of quizzes."""

from flask import Blueprint

blueprint = Blueprint("quizzes", __name__)

from cgtraining.quizzes.views import analysis, marking, regrading, results  # noqa: E402  (the pages need the blueprint)

__all__ = ["analysis", "blueprint", "marking", "regrading", "results"]
