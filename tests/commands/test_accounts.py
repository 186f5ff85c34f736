import json
from dataclasses import replace

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from cgtraining.commands.accounts import create_admin
from cgtraining.database import db
from cgtraining.people import passwords
from cgtraining.people.addresses import Identifier
from cgtraining.people.models import Account, Person
from cgtraining.people.signing_in import account_with
from tests import factories


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def invoke(*arguments: str, input: str | None = None) -> Result:
        return CliRunner().invoke(create_admin, [*arguments], input=input)

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


def test_where_the_server_is_found_is_asked_for_before_a_link_is_handed_on(
    app: Flask, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = replace(app.extensions["cgtraining.settings"], public_url=None)
    monkeypatch.setitem(app.extensions, "cgtraining.settings", without)
    result = run("--email", "admin@example.org", "--name", "Ann Lee", "--json")
    assert json.loads(result.stdout)["link"].startswith("http://127.0.0.1:8000/invitation/")
    assert "set CGTRAINING_PUBLIC_URL to its address" in result.stderr
    assert run("--email", "b@example.org", "--name", "x", "--password", "a long sentence").stderr == ""


def test_an_account_that_is_there_is_promoted(run) -> None:
    someone = factories.person(email="wang@example.org")
    factories.account_of(someone)
    db.session.commit()
    said = json.loads(run("--email", "wang@example.org", "--name", "x", "--json").output)
    assert (said["person"], said["created"], account("wang@example.org").is_administrator) == (someone.id, False, True)


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [
        ("a@example.org", "short", "A password has at least 8 characters."),
        ("nobody", "a long sentence", "nobody is not an e-mail address."),
        ("13800138000", "a long sentence", "13800138000 is not an e-mail address."),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(run, email: str, password: str, sentence: str) -> None:
    result = run("--email", email, "--name", "x", "--password", password)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"Error: {sentence}\n")
    db.session.rollback()
    assert db.session.scalars(select(Person)).all() == []


def test_a_refusal_speaks_the_language_of_the_terminal(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert (
        run("--email", "a@example.org", "--name", "x", "--password", "short").stderr == "Error: 密码至少 8 个字符。\n"
    )


def test_what_is_not_given_is_asked_for_on_standard_error(run) -> None:
    result = run("--password", "a long sentence", "--json", input="admin@example.org\n王芳\n")
    assert (json.loads(result.stdout)["email"], result.stderr.startswith("E-mail: ")) == ("admin@example.org", True)
    assert account("admin@example.org").person.name_zh == "王芳"
