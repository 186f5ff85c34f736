"""The answer for programs is what docs/verifying.md says, field by field, for every answer."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining.certificates import operations
from cgtraining.certificates.codes import Code, new_code
from cgtraining.certificates.models import Certificate
from cgtraining.database import db
from tests import factories
from tests.certificates.factories import committed, issued, replaced

DOCUMENT = Path(__file__).parents[2] / "docs" / "verifying.md"
TEXT = {"zh", "en"}


def documented() -> dict[str, str]:
    """Type by field, as the table says."""
    rows = re.findall(r"^\| `([\w.]+)` \| ([\w ]+) \|", DOCUMENT.read_text(encoding="utf-8"), re.M)
    return dict(rows)


def is_date(value: Any) -> bool:
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def is_text(value: Any) -> bool:
    return (
        isinstance(value, dict) and set(value) == TEXT and all(v is None or isinstance(v, str) for v in value.values())
    )


TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str) and value != "",
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: type(value) is int,
    "date": is_date,
    "text": is_text,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


def fields(answer: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in answer.items():
        yield name, value
        if name == "certificate" and value is not None:
            yield from ((f"certificate.{inner}", inner_value) for inner, inner_value in value.items())


def misfits(answer: dict[str, Any]) -> list[tuple[str, Any]]:
    table = documented()
    return [
        (name, value)
        for name, value in fields(answer)
        if not any(
            TYPES[kind](value) for kind in table.get(name, "nothing of this name").split(" or ") if kind in TYPES
        )
    ]


def answer_of(client: FlaskClient, certificate: Certificate) -> dict[str, Any]:
    answer = client.get(f"/verify/{Code(certificate.code).grouped}.json").json
    assert isinstance(answer, dict)
    return answer


@pytest.fixture
def certificate(app: Flask) -> Certificate:
    return issued(factories.person("欧阳文", "OUYANG Wen"))


def bring_about(state: str, certificate: Certificate) -> None:
    acts = {"revoked": operations.revoke_certificate, "suspended": operations.suspend_certificate}
    if state in acts:
        committed(acts[state], certificate=certificate, reason="核实", actor=None)
    elif state == "replaced":
        replaced(certificate)
    elif state == "expired":
        certificate.valid_until = date(2020, 1, 1)
        db.session.commit()
    elif state == "withdrawn":
        committed(operations.withdraw_details, certificate=certificate, reason="本人要求", actor=None)


@pytest.mark.parametrize("state", ["valid", "replaced", "suspended", "revoked", "expired", "withdrawn"])
def test_every_field_of_a_known_certificate_is_documented_and_has_its_type(
    client: FlaskClient, certificate: Certificate, state: str
) -> None:
    bring_about(state, certificate)
    answer = answer_of(client, certificate)
    expected = {name for name in documented() if state != "withdrawn" or not name.startswith("certificate.")}
    assert {name for name, _value in fields(answer)} == expected
    assert misfits(answer) == []
    assert answer["state"] == ("valid" if state == "withdrawn" else state)
    assert answer["details_withdrawn"] is (state == "withdrawn")


def test_nothing_is_told_of_a_code_that_nobody_has(client: FlaskClient, app: Flask) -> None:
    code = new_code().value
    other = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert client.get(f"/verify/{code}.json").json == {"state": "unknown", "since": None}
    assert client.get(f"/verify/{other}.json").json == {"state": "mistyped", "since": None}


def test_the_facts_are_those_of_the_paper(client: FlaskClient, certificate: Certificate) -> None:
    answer = answer_of(client, certificate)
    facts = answer["certificate"]
    assert facts["name"] == {"zh": "欧阳文", "en": "OUYANG Wen"}
    assert (Decimal(facts["class_hours"]), facts["minutes_per_class_hour"]) == (Decimal(120), 45)
    assert [set(issuer) for issuer in facts["issuers"]] == [{"name", "role"}]
    assert facts["issuers"][0]["role"] == "issuer"
    assert [set(signatory) for signatory in facts["signatories"]] == [{"name", "title"}]
    assert is_text(facts["signatories"][0]["title"])
    assert answer["sha256"] == certificate.sha256
    assert len(answer["sha256"]) == 64


def test_old_and_new_name_each_other(client: FlaskClient, certificate: Certificate) -> None:
    new = replaced(certificate)
    old_answer, new_answer = answer_of(client, certificate), answer_of(client, new)
    assert (old_answer["replaced_by"], new_answer["replaces"]) == (new.serial, certificate.serial)
    assert (new_answer["replaced_by"], old_answer["replaces"]) == (None, None)


def test_the_document_names_the_seven_states() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    named = re.findall(r"^\| (\w+) \|", text, re.M)
    assert set(named) >= {"valid", "replaced", "suspended", "revoked", "expired", "unknown", "mistyped"}
