"""Pages of the question bank."""

from flask import Blueprint

blueprint = Blueprint("questions", __name__)

import cgtraining.questions.models  # noqa: E402, F401  (its tables belong to the database)
