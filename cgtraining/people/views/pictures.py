"""Logos and seals that come with a form, and how they are shown."""

from typing import Any

from flask import Response

from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.people.forms.organizations import OrganizationForm
from cgtraining.people.models import Organization
from cgtraining.people.organizations import Place, keep_picture, set_picture
from cgtraining.people.pictures import MIME_TYPES
from cgtraining.storage import load_file

PLACES: tuple[Place, ...] = ("logo", "seal")
Keys = dict[Place, str | None]


def kept_pictures(form: OrganizationForm) -> Keys | None:
    """The keys of what was uploaded (None where a picture goes), stored before any transaction; None if refused."""
    db.session.rollback()
    keys: Keys = {}
    for place in PLACES:
        upload: Any = form[place].data
        try:
            if form[f"remove_{place}"].data:
                keys[place] = None
            elif upload:
                keys[place] = keep_picture(upload.read())
        except RuleBroken as refusal:
            form[place].errors = [*form[place].errors, str(refusal)]
            return None
    return keys


def with_pictures(organization: Organization, keys: Keys) -> Organization:
    for place, key in keys.items():
        set_picture(organization=organization, actor=me(), place=place, key=key)
    return organization


def shown_picture(key: str) -> Response:
    """Shown as an image only; opened by itself it is a download."""
    content, suffix = load_file(key), key.rpartition(".")[2]
    return Response(content, mimetype=MIME_TYPES[suffix], headers={"Content-Disposition": "attachment"})
