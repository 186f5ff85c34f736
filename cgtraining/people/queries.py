"""Reading persons and organizations."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from cgtraining.database import db
from cgtraining.language.names import tidy_name
from cgtraining.people.models import Organization, Person


def person_by_id(person_id: int) -> Person | None:
    query = select(Person).options(joinedload(Person.organization), joinedload(Person.account))
    return db.session.scalar(query.where(Person.id == person_id))


def organization_by_id(organization_id: int) -> Organization | None:
    return db.session.get(Organization, organization_id)


def people_found(text: str = "") -> Select[Any]:
    """Everyone whose names, pinyin, initials, organization or contacts hold each word of `text`, in pinyin order."""
    query = select(Person).options(joinedload(Person.organization), joinedload(Person.account))
    for word in tidy_name(text).casefold().split():
        query = query.where(Person.search_text.contains(word, autoescape=True))
    return query.order_by(Person.sort_key, Person.id)


def people_matching(text: str, limit: int = 20) -> Sequence[Person]:
    """At most `limit` persons that `text` finds; nobody for a blank text."""
    return db.session.scalars(people_found(text).limit(limit)).all() if text.strip() else []
