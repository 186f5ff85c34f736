"""Addresses that belong to no room: the language switch, the sign of life and the icon."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from cgtraining.database import db
from cgtraining.language.choosing import LOCALES, remember_language
from cgtraining.web.access import own_path, public

language_blueprint = Blueprint("language", __name__)
health_blueprint = Blueprint("health", __name__)
icon_blueprint = Blueprint("icon", __name__)


@language_blueprint.get("/language/<language>")
@public
def choose(language: str) -> ResponseReturnValue:
    """Remember the choice and stay on the page (`?next=`)."""
    response = redirect(own_path(request.args.get("next") or request.referrer))
    return remember_language(response, "en" if language == "en" else "zh") if language in LOCALES else response


@health_blueprint.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    db.session.execute(text("SELECT 1"))
    return {"status": "serving"}


@icon_blueprint.get("/favicon.ico")
@public
def favicon() -> ResponseReturnValue:
    """Browsers ask here when they show a file that names no icon, such as a PDF."""
    return redirect(url_for("static", filename="img/mark.svg"))
