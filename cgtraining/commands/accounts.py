"""`cgtraining create-admin`: the first account of a new installation, or another platform administrator."""

from typing import Any

import click

from cgtraining.commands.refusals import NothingDone, on_the_database
from cgtraining.commands.terminal import say_json
from cgtraining.config import settings
from cgtraining.database import db
from cgtraining.language.names import split_scripts
from cgtraining.people import passwords
from cgtraining.people.accounts import make_administrator, open_account
from cgtraining.people.addresses import Identifier, read_identifier
from cgtraining.people.invitations import invite
from cgtraining.people.models import Account, Person
from cgtraining.people.operations import PersonValues, add_person
from cgtraining.people.signing_in import account_with, set_password

UNKNOWN_ADDRESS = (
    "The link begins with {address}, because nothing says where the server is found: set CGTRAINING_PUBLIC_URL to its "
    "address, or start `cgtraining run` first, and call this again."
)


@click.command("create-admin")
@click.option("--email", help="The address to sign in with; asked for unless given.")
@click.option("--name", help="The person's name, in Chinese, in Latin script, or both; asked for unless given.")
@click.option("--password", help="At least 8 characters. Without it a personal link is printed instead.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of the person.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a sentence.")
@on_the_database
def create_admin(email: str | None, name: str | None, password: str | None, language: str, as_json: bool) -> None:
    """Make a platform administrator. Such a person may do everything; an account that has the address is promoted.

    Exit code: 0, or 2 when nothing was done: the address or the password cannot be used.

    JSON: person (a number), email, created (false if the account was there) and link (null with --password).
    """
    email = email or click.prompt("E-mail", err=True)
    identifier = read_identifier(email)
    if identifier.email is None:
        raise NothingDone(f"{email} is not an e-mail address.")
    said = _create(identifier, name or click.prompt("Name", err=True), password, language)
    say_json(said) if as_json else click.echo(_as_text(said))
    if said["link"] and settings().public_url is None:
        click.echo(UNKNOWN_ADDRESS.format(address=settings().address("")), err=True)


def _create(identifier: Identifier, name: str, password: str | None, language: str) -> dict[str, Any]:
    new_hash = passwords.hashed(password) if password else None
    existing = account_with(identifier)
    person = existing.person if existing else _add(identifier.email, name, language)
    account: Account = open_account(person=person, actor=None)
    make_administrator(person=person, actor=None)
    if password and new_hash:
        set_password(account, password, new_hash)
    link = None if password else invite(person=person, actor=person)
    db.session.commit()
    return {"person": person.id, "email": account.email, "created": existing is None, "link": link}


def _add(email: str | None, name: str, language: str) -> Person:
    zh, latin = split_scripts(name)
    values = PersonValues(name_zh=zh, name_latin=latin, email=email, preferred_language=language)
    return add_person(actor=None, values=values)


def _as_text(said: dict[str, Any]) -> str:
    was_there = "" if said["created"] else "already had an account and "
    hint = f"\nOpen this personal link within 14 days to sign in: {said['link']}" if said["link"] else ""
    return f"{said['email']} {was_there}is now a platform administrator.{hint}"
