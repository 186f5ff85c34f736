"""Pages of quizzes."""

from flask import Blueprint

blueprint = Blueprint("quizzes", __name__)

import cgtraining.quizzes.models  # noqa: E402, F401  (its tables belong to the database)
