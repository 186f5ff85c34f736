"""Reading persons and organizations."""

import enum
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from cgtraining.database import db
from cgtraining.language.names import Named, tidy_name
from cgtraining.language.text import BilingualText
from cgtraining.people.addresses import read_identifier
from cgtraining.people.models import Account, Organization, OrganizationKind, Person

NAMES_OF_ORGANIZATION = (Organization.name_zh, Organization.name_en)


def person_by_id(person_id: int) -> Person | None:
    query = select(Person).options(joinedload(Person.organization), joinedload(Person.account))
    return db.session.scalar(query.where(Person.id == person_id))


def persons_by_ids(ids: Collection[int]) -> dict[int, Person]:
    return {person.id: person for person in db.session.scalars(select(Person).where(Person.id.in_(ids)))}


def people_with_contact(phone: str | None, email: str | None, limit: int = 5) -> Sequence[Person]:
    """Whoever already has this phone number or e-mail address: the same person, or one who shares it."""
    given = [column == value for column, value in ((Person.phone, phone), (Person.email, email)) if value]
    if not given:
        return []
    query = select(Person).options(joinedload(Person.organization)).where(or_(*given)).order_by(Person.id)
    return db.session.scalars(query.limit(limit)).all()


def sign_ins_of(people: Sequence[Person]) -> dict[int, datetime | None]:
    """When those who have an account last signed in, by the id of the person; None: never yet."""
    query = select(Account.person_id, Account.last_sign_in_at)
    query = query.where(Account.person_id.in_([person.id for person in people]))
    return {person_id: last for person_id, last in db.session.execute(query).all()}  # noqa: C416  (rows, not pairs)


def people_unreachable(name: Named, organization: BilingualText, limit: int = 5) -> Sequence[Person]:
    """Whoever has this name and organization, and neither a phone number nor an e-mail address."""
    query = select(Person).outerjoin(Person.organization).where(Person.phone.is_(None), Person.email.is_(None))
    latin = func.lower(Person.name_latin) == (name.name_latin or "").lower()
    query = query.where(Person.name_zh == name.name_zh if name.name_zh else latin)
    if organization:
        texts = ((Organization.name_zh, organization.zh), (Organization.name_en, organization.en))
        query = query.where(or_(*(column == text for column, text in texts if text)))
    else:
        query = query.where(Person.organization_id.is_(None))
    query = query.options(contains_eager(Person.organization)).order_by(Person.id)
    return db.session.scalars(query.limit(limit)).all()


def organization_by_id(organization_id: int) -> Organization | None:
    return db.session.get(Organization, organization_id)


def people_found(text: str = "") -> Select[Any]:
    """Everyone whose names, pinyin, initials, organization or contacts hold each word of `text`, in pinyin order."""
    query = select(Person).options(joinedload(Person.organization), joinedload(Person.account))
    query = with_each_word(query, tidy_name(text), Person.search_text.expression)
    return query.order_by(Person.sort_key, Person.id)


def with_each_word(query: Select[Any], text: str, words: ColumnElement[str]) -> Select[Any]:
    """Of the persons whom `query` selects those in whose `words` each word of `text` is found."""
    for word in text.casefold().split():
        query = query.where(words.contains(word, autoescape=True))
    return query


def ids_found(text: str) -> Select[int]:
    """For use inside another query."""
    return people_found(text).order_by(None).with_only_columns(Person.id)


class AccountFilter(enum.Enum):
    """What an administrator asks of the list: who can sign in, who has not yet, who may do everything."""

    NONE = "none"
    NEVER = "never"
    CLOSED = "closed"
    ADMINISTRATORS = "administrators"

    @property
    def label(self) -> object:
        return {
            AccountFilter.NONE: _l("Without account"),
            AccountFilter.NEVER: _l("Never signed in"),
            AccountFilter.CLOSED: _l("Closed accounts"),
            AccountFilter.ADMINISTRATORS: _l("Platform administrators"),
        }[self]


def people_listed(text: str = "", account: str | None = None) -> Select[Any]:
    """Everyone whom `text` finds and whose account is as the filter says; an unknown filter is none."""
    query = people_found(text)
    conditions = {
        AccountFilter.NONE.value: ~Person.account.has(),
        AccountFilter.NEVER.value: Person.account.has(Account.active & Account.last_sign_in_at.is_(None)),
        AccountFilter.CLOSED.value: Person.account.has(~Account.active),
        AccountFilter.ADMINISTRATORS.value: Person.account.has(Account.is_administrator),
    }
    return query.where(conditions[account]) if account in conditions else query


def organizations_found(text: str = "", kind: str | None = None) -> Select[Organization]:
    """Organizations whose name in either language holds each word of `text`."""
    query = select(Organization)
    for word in tidy_name(text).split():
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in NAMES_OF_ORGANIZATION)))
    if kind in {each.value for each in OrganizationKind}:
        query = query.where(Organization.kind == OrganizationKind(kind))
    return query.order_by(func.coalesce(*NAMES_OF_ORGANIZATION), Organization.id)


def people_numbers(organizations: Collection[Organization]) -> dict[int, int]:
    """How many persons each of the organizations has (those without any are left out)."""
    ids = [organization.id for organization in organizations]
    query = select(Person.organization_id, func.count(Person.id)).where(Person.organization_id.in_(ids))
    return {number: count for number, count in db.session.execute(query.group_by(Person.organization_id)) if number}


def people_matching(text: str, limit: int = 20) -> Sequence[Person]:
    """At most `limit` persons for staff to choose from: by name and organization, or by a whole phone number or e-mail
    address. A part of one finds nobody, since staff who may not see a number could else try it out digit by digit.
    """
    query = select(Person).options(joinedload(Person.organization), joinedload(Person.account))
    identifier = read_identifier(text)
    if identifier.email:
        query = query.where(Person.email == identifier.email)
    elif identifier.phone:
        query = query.where(Person.phone == identifier.phone)
    else:
        query = with_each_word(query, tidy_name(text), words_without_contacts())
    return db.session.scalars(query.order_by(Person.sort_key, Person.id).limit(limit)).all() if text.strip() else []


def words_without_contacts() -> ColumnElement[str]:
    """What finds a person, without phone number and e-mail address: for readers who may not see those."""
    without_phone = func.replace(Person.search_text, func.coalesce(Person.phone, ""), "")
    return func.replace(without_phone, func.coalesce(Person.email, ""), "")
