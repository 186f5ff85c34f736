"""Pages of completion."""

from flask import Blueprint

blueprint = Blueprint("completion", __name__)

from cgtraining.completion.views import decisions, lists, overview, progress, rules, sheets  # noqa: E402

__all__ = ["blueprint", "decisions", "lists", "overview", "progress", "rules", "sheets"]
