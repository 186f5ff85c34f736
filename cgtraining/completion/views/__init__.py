"""Pages of completion."""

from flask import Blueprint

blueprint = Blueprint("completion", __name__)
