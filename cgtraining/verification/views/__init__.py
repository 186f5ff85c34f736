"""The public pages: no sign-in, nothing personal, nothing that waits for a script."""

from flask import Blueprint

blueprint = Blueprint("verification", __name__, url_prefix="/verify")

from cgtraining.verification.views import pages as pages  # noqa: E402  (the pages need the blueprint)
