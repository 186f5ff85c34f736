"""Pages of quizzes."""

from flask import Blueprint

from cgtraining.quizzes.taking_words import words

blueprint = Blueprint("quizzes", __name__)
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(taking_words=words))

from cgtraining.quizzes.views import (  # noqa: E402  (the pages need the blueprint)
    allowances,
    analysis,
    answers,
    attempts,
    files,
    marking,
    own,
    preview,
    questions,
    quizzes,
    regrading,
    results,
    uses,
)

__all__ = [
    "allowances",
    "analysis",
    "answers",
    "attempts",
    "blueprint",
    "files",
    "marking",
    "own",
    "preview",
    "questions",
    "quizzes",
    "regrading",
    "results",
    "uses",
]
