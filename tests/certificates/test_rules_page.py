"""The page on which a program says how it issues certificates."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining.certificates.models import CertificateKind
from cgtraining.certificates.numbering import take_number
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.models import Program, ProgramRole
from tests import factories

CHINESE = "雪松结字〔{year}〕{number:000}号"
SignIn = Callable[[Person], FlaskClient]
Count = Callable[[Callable[[], Any]], int]


@pytest.fixture
def program(app: Flask) -> Program:
    return factories.program(code="CEDAR")


@pytest.fixture
def office(program: Program, sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.program_staff(program))


def page(program: Program) -> str:
    return f"/programs/{program.id}/issuing-rules?lang=en"


def test_the_usual_pattern_is_shown_with_an_example(program: Program, office: FlaskClient) -> None:
    text = office.get(page(program)).text
    assert "{code}-{year}-{number:0000}" in text
    assert "For example: CEDAR-20" in text


def test_an_example_follows_the_typing(program: Program, office: FlaskClient) -> None:
    address = f"/programs/{program.id}/serial-patterns/example"
    assert "007号" in office.get(address, query_string={"general": CHINESE}).text
    wrong = office.get(address, query_string={"honour": "{number:0}", "lang": "en"}).text
    assert "Write {year} once" in wrong
    assert "For example" in office.get(f"{address}?lang=en").text


def test_patterns_are_saved(program: Program, office: FlaskClient) -> None:
    data = {"version": program.version, "general": CHINESE, "honour": "荣字〔{year}〕{number:000}号"}
    assert office.post(f"/programs/{program.id}/serial-patterns", data=data).status_code == 302
    db.session.refresh(program)
    assert program.serial_patterns == {"": CHINESE, "honour": "荣字〔{year}〕{number:000}号"}


def test_what_cannot_be_is_said_at_the_form_and_nothing_typed_is_lost(program: Program, office: FlaskClient) -> None:
    data = {"version": program.version, "general": "{year}/{number:0}"}
    text = office.post(f"/programs/{program.id}/serial-patterns?lang=en", data=data).text
    assert "file names have none of them: /" in text
    assert 'value="{year}/{number:0}"' in text


def test_the_register_of_numbers_is_read_at_once(program: Program, office: FlaskClient, count_queries: Count) -> None:
    take_number(program_id=program.id, year=2026)
    db.session.commit()
    one = count_queries(lambda: office.get(page(program)))
    for year in (2027, 2028):
        take_number(program_id=program.id, year=year, kind=CertificateKind.HONOUR)
    db.session.commit()
    assert count_queries(lambda: office.get(page(program))) == one
    text = office.get(page(program)).text
    assert "it cannot change any more" in text
    assert "Numbers are missing" in text


def test_the_head_decides_by_how_many_a_list_is_approved(program: Program, sign_in: SignIn) -> None:
    address = f"/programs/{program.id}/approvals-needed"
    client = sign_in(factories.program_staff(program, role=ProgramRole.HEAD))
    assert client.post(address, data={"version": program.version, "approvals_needed": "2"}).status_code == 302
    db.session.refresh(program)
    assert program.approvals_needed == 2
    assert "Someone else saved" in client.post(f"{address}?lang=en", data={"version": 0, "approvals_needed": "1"}).text


def test_an_administrator_reads_by_how_many_and_does_not_change_it(program: Program, office: FlaskClient) -> None:
    assert "A list is approved by one person." in office.get(page(program)).text
    assert office.post(f"/programs/{program.id}/approvals-needed", data={"approvals_needed": "2"}).status_code == 404
