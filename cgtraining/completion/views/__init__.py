"""Pages of completion."""

from flask import Blueprint

blueprint = Blueprint("completion", __name__)

from cgtraining.completion.views import decisions, leave, lists, overview, progress, rules, sheets  # noqa: E402

__all__ = ["blueprint", "decisions", "leave", "lists", "overview", "progress", "rules", "sheets"]
