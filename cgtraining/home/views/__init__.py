"""Pages of home."""

from flask import Blueprint

blueprint = Blueprint("home", __name__)

from cgtraining.home.views import pages as pages  # noqa: E402  (the pages need the blueprint)
