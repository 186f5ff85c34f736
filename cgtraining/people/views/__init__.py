"""Pages of people."""

from typing import Any

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cgtraining.language.names import suggest_latin
from cgtraining.language.phones import display_phone

blueprint = Blueprint("people", __name__)


blueprint.add_app_template_global(suggest_latin)


@blueprint.app_template_filter("phone")
def shown_phone(number: str | None) -> str:
    """138 1234 5678 at home, +852 9123 4567 elsewhere."""
    return display_phone(number) if number else ""


@blueprint.app_context_processor
def account_addresses() -> dict[str, Any]:
    """Where the head of every page leads for signing in and out and for one's own account."""
    if not current_user or not current_user.is_authenticated:
        return {"sign_in_url": url_for("people.sign_in")}
    return {
        "sign_out_url": url_for("people.sign_out"),
        "account_links": [
            (_("My profile"), url_for("people.profile")),
            (_("Password and devices"), url_for("people.security")),
        ],
    }


from cgtraining.people.views import (  # noqa: E402, F401
    accounts,
    invitations,
    messages,
    organizations,
    persons,
    profile,
    security,
    sign_in,
)
