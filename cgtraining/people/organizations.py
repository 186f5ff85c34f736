"""Writing organizations, with the logo and seal that stand on certificates."""

import hashlib
from typing import Literal

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.documents.pictures import clean_picture
from cgtraining.errors import RuleBroken
from cgtraining.language.names import tidy_name
from cgtraining.people.models import Organization, OrganizationKind, Person
from cgtraining.people.operations import describe_for_search, make_findable
from cgtraining.people.pictures import picture_kind
from cgtraining.storage import save_file

Place = Literal["logo", "seal"]
Names = tuple[str | None, str | None]


def add_organization(*, actor: Person | None, names: Names, kind: OrganizationKind) -> Organization:
    zh, en = _tidied(names)
    organization = Organization(name_zh=zh, name_en=en, kind=kind)
    db.session.add(organization)
    db.session.flush()
    record("organization.added", organization, actor=actor)
    return organization


def change_organization(
    *, organization: Organization, actor: Person | None, version: int | str | None, names: Names, kind: OrganizationKind
) -> Organization:
    organization.expect_version(version)
    zh, en = _tidied(names)
    if (zh, en, kind) == (organization.name_zh, organization.name_en, organization.kind):
        return organization
    renamed = (zh, en) != (organization.name_zh, organization.name_en)
    organization.name_zh, organization.name_en, organization.kind = zh, en, kind
    db.session.flush()
    if renamed:
        _let_its_people_be_found(organization)
    record("organization.changed", organization, actor=actor)
    return organization


def keep_picture(content: bytes) -> str:
    """The key of a stored logo or seal: the same file has the same key. Call it outside a transaction."""
    picture_kind(content)
    picture = clean_picture(content)
    key = f"organizations/{hashlib.sha256(picture.content).hexdigest()}.{picture.kind}"
    save_file(key, picture.content)
    return key


def set_picture(*, organization: Organization, actor: Person | None, place: Place, key: str | None) -> Organization:
    """`key` of `keep_picture`, or None to remove it. Files stay: an issued certificate may show them."""
    if getattr(organization, f"{place}_key") != key:
        setattr(organization, f"{place}_key", key)
        record("organization.picture_set" if key else "organization.picture_removed", organization, actor=actor)
        db.session.flush()
    return organization


def _let_its_people_be_found(organization: Organization) -> None:
    people = db.session.scalars(select(Person).where(Person.organization_id == organization.id)).all()
    for person in people:
        describe_for_search(person)
    make_findable(*people)
    db.session.flush()


def _tidied(names: Names) -> Names:
    zh, en = tidy_name(names[0] or "") or None, " ".join((names[1] or "").split()) or None
    if not zh and not en:
        raise RuleBroken(_l("Write the name in Chinese, in English, or in both."))
    return zh, en
