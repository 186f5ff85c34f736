"""Pages of the question bank."""

from flask import Blueprint

from cgtraining.questions.asking import words
from cgtraining.questions.showing import rich_html

blueprint = Blueprint("questions", __name__)
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(answering_words=words))
blueprint.add_app_template_filter(rich_html)

from cgtraining.questions.views import (  # noqa: E402
    bank,
    editing,
    exporting,
    folders,
    importing,
    pictures,
    records,
)

__all__ = ["bank", "blueprint", "editing", "exporting", "folders", "importing", "pictures", "records"]
