"""`cgtraining create-admin`: the first account of a new installation, or another platform administrator."""

import json
from typing import Any

import click
from flask.cli import with_appcontext

from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.names import split_scripts
from cgtraining.people import passwords
from cgtraining.people.accounts import make_administrator, open_account
from cgtraining.people.addresses import read_identifier
from cgtraining.people.invitations import invite
from cgtraining.people.models import Account, Person
from cgtraining.people.operations import PersonValues, add_person
from cgtraining.people.signing_in import account_with, set_password


@click.command("create-admin")
@click.option("--email", prompt="E-mail", help="The address to sign in with; an account that has it is promoted.")
@click.option("--name", prompt="Name", help="The person's name, in Chinese or in Latin script.")
@click.option("--password", help="At least 8 characters. Without it a personal link is printed instead.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@with_appcontext
def create_admin(email: str, name: str, password: str | None, language: str, as_json: bool) -> None:
    """Make a platform administrator, who may do everything."""
    try:
        said = _create(email, name, password, language)
    except RuleBroken as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else _as_text(said))


def _create(email: str, name: str, password: str | None, language: str) -> dict[str, Any]:
    new_hash = passwords.hashed(password) if password else None
    existing = account_with(read_identifier(email))
    person = existing.person if existing else _add(email, name, language)
    account: Account = open_account(person=person, actor=None)
    make_administrator(person=person, actor=None)
    if password and new_hash:
        set_password(account, password, new_hash)
    link = None if password else invite(person=person, actor=person)
    db.session.commit()
    return {"person": person.id, "email": account.email, "created": existing is None, "link": link}


def _add(email: str, name: str, language: str) -> Person:
    zh, latin = split_scripts(name)
    values = PersonValues(name_zh=zh, name_latin=latin, email=email, preferred_language=language)
    return add_person(actor=None, values=values)


def _as_text(said: dict[str, Any]) -> str:
    done = (
        "is now a platform administrator"
        if said["created"]
        else "already had an account and is a platform administrator"
    )
    hint = f"\nOpen this personal link within 14 days to sign in: {said['link']}" if said["link"] else ""
    return f"{said['email']} {done}.{hint}"
