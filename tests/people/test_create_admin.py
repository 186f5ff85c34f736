import json

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from cgtraining.commands.accounts import create_admin
from cgtraining.database import db
from cgtraining.people import passwords
from cgtraining.people.addresses import Identifier
from cgtraining.people.models import Account
from cgtraining.people.signing_in import account_with
from tests import factories


@pytest.fixture
def run(app: Flask):
    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(create_admin, [*arguments], obj=None)

    return invoke


def account(email: str) -> Account:
    found = account_with(Identifier(email=email))
    assert found is not None
    return found


def test_a_first_administrator_gets_a_password(run) -> None:
    result = run(
        "--email", "Admin@Example.org", "--name", "管理员 GUAN Liyuan", "--password", "a long sentence", "--json"
    )
    said = json.loads(result.output)
    made = account("admin@example.org")
    assert said == {"person": made.person_id, "email": "admin@example.org", "created": True, "link": None}
    assert (made.person.name_zh, made.person.name_latin, made.is_administrator) == ("管理员", "GUAN Liyuan", True)
    assert passwords.matches("a long sentence", made.password)


def test_without_a_password_a_personal_link_is_printed(run) -> None:
    result = run("--email", "admin@example.org", "--name", "Ann Lee")
    assert (result.exit_code, "https://training.example.org/invitation/" in result.output) == (0, True)


def test_an_account_that_is_there_is_promoted(run) -> None:
    someone = factories.person(email="wang@example.org")
    factories.account_of(someone)
    db.session.commit()
    said = json.loads(run("--email", "wang@example.org", "--name", "x", "--json").output)
    assert (said["person"], said["created"], account("wang@example.org").is_administrator) == (someone.id, False, True)


def test_a_weak_password_is_refused_with_a_sentence(run) -> None:
    result = run("--email", "a@example.org", "--name", "x", "--password", "short")
    assert (result.exit_code, result.output) == (1, "Error: 密码至少 8 个字符。\n")
