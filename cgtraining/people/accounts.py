"""Opening, changing and closing accounts. A person needs none; whoever has one signs in by e-mail or phone."""

import secrets
from dataclasses import replace

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Account, Person
from cgtraining.people.operations import describe_for_search, make_findable
from cgtraining.people.values import tidied, values_of_person
from cgtraining.people.ways_in import close_ways_in


def open_account(*, person: Person, actor: Person | None) -> Account:
    """The person's account, opened with those of their addresses that no other account signs in with."""
    if person.account:
        return person.account
    email = person.email if not _is_taken(Account.email == person.email) else None
    phone = person.phone if not _is_taken(Account.phone == person.phone) else None
    if not email and not phone:
        raise RuleBroken(_why_none(person))
    account = Account(person=person, email=email, phone=phone, fs_uniquifier=new_uniquifier())
    db.session.add(account)
    db.session.flush()
    record("account.opened", person, actor=actor)
    return account


def move_contacts(
    *, person: Person, actor: Person | None, version: int | str | None, email: str | None, phone: str | None
) -> Person:
    """Give the person, and the account if there is one, another e-mail address or phone number.

    Codes and links that went to the old one are good no longer.
    """
    person.expect_version(version)
    values = tidied(replace(values_of_person(person), email=email, phone=phone))
    moved = [name for name in ("email", "phone") if getattr(person, name) != getattr(values, name)]
    if not moved:
        return person
    for name in moved:
        setattr(person, name, getattr(values, name))
    if person.account:
        _move_sign_in(person.account, values.email, values.phone)
    close_ways_in(person)
    person.confirmed_fields = [name for name in person.confirmed_fields if name not in moved]
    describe_for_search(person)
    make_findable(person)
    record("person.contacts_moved", person, actor=actor, fields=moved)
    db.session.flush()
    return person


def set_active(*, person: Person, actor: Person | None, active: bool) -> Account:
    """Close the account to its holder, or open it again; a closed account is signed out everywhere."""
    account = _account_of(person)
    if actor is not None and actor.id == person.id:
        raise RuleBroken(_l("You cannot close your own account."))
    if account.active == active:
        return account
    account.active = active
    close_ways_in(person)
    account.fs_uniquifier = new_uniquifier()
    record("account.reopened" if active else "account.closed", person, actor=actor)
    db.session.flush()
    return account


def make_administrator(*, person: Person, actor: Person | None, administrator: bool = True) -> Account:
    account = _account_of(person)
    if actor is not None and actor.id == person.id and not administrator:
        raise RuleBroken(_l("You cannot take this role from yourself; another platform administrator can."))
    if account.is_administrator != administrator:
        account.is_administrator = administrator
        record(
            "account.made_administrator" if administrator else "account.no_longer_administrator", person, actor=actor
        )
        db.session.flush()
    return account


def new_uniquifier() -> str:
    """The name under which sessions know the account: a new one ends every session."""
    return secrets.token_hex(32)


def _account_of(person: Person) -> Account:
    if person.account is None:
        raise RuleBroken(_l("This person has no account."))
    return person.account


def _move_sign_in(account: Account, email: str | None, phone: str | None) -> None:
    if not email and not phone:
        raise RuleBroken(_l("An account needs an e-mail address or a phone number."))
    if email and _is_taken((Account.email == email) & (Account.id != account.id)):
        raise RuleBroken(_l("Another account already signs in with this e-mail address."))
    if phone and _is_taken((Account.phone == phone) & (Account.id != account.id)):
        raise RuleBroken(_l("Another account already signs in with this phone number."))
    account.email, account.phone = email, phone


def _is_taken(condition: object) -> bool:
    return db.session.scalar(select(Account.id).where(condition)) is not None  # type: ignore[arg-type]


def _why_none(person: Person) -> object:
    if person.email or person.phone:
        return _l("Another account already signs in with this person's e-mail address and phone number.")
    return _l("Give this person an e-mail address or a phone number first: an account signs in with one of them.")
