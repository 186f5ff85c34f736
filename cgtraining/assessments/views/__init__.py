"""Pages of assessments."""

from flask import Blueprint

from cgtraining.assessments.cells import score_text

blueprint = Blueprint("assessments", __name__)
blueprint.add_app_template_filter(score_text, "score")

from cgtraining.assessments.views import exchange, grid, items, results  # noqa: E402

__all__ = ["blueprint", "exchange", "grid", "items", "results"]
