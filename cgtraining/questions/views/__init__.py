"""Pages of the question bank."""

from flask import Blueprint

from cgtraining.questions.asking import words

blueprint = Blueprint("questions", __name__)
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(answering_words=words))

import cgtraining.questions.models  # noqa: E402, F401  (its tables belong to the database)
