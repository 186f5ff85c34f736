"""Pages of verification."""

from flask import Blueprint

blueprint = Blueprint("verification", __name__, url_prefix="/verify")
