"""Pages and files of the papers of a class."""

from flask import Blueprint

blueprint = Blueprint("class_papers", __name__)

from cgtraining.class_papers.views import files, letters, mine, replies, requests, seating, shelf, texts  # noqa: E402, F401
