"""Pages of reminders."""

from flask import Blueprint

blueprint = Blueprint("notices", __name__)

from cgtraining.notices.views import letters, reminders  # noqa: E402, F401
