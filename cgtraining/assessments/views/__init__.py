"""Pages of assessments."""

from flask import Blueprint

from cgtraining.assessments.cells import score_text

blueprint = Blueprint("assessments", __name__)
blueprint.add_app_template_filter(score_text, "score")

from cgtraining.assessments.views import exchange, grid, handing_in, items, results  # noqa: E402

__all__ = ["blueprint", "exchange", "grid", "handing_in", "items", "results"]
