"""Guessing is slowed down, verifying never; days are the office's."""

from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

from cgtraining import clock
from cgtraining.certificates import operations
from cgtraining.certificates.codes import Code, new_code
from cgtraining.certificates.models import Certificate
from tests.certificates.factories import committed, issued


def path_of(certificate: Certificate) -> str:
    return f"/verify/{Code(certificate.code).grouped}"


def test_unknown_codes_are_limited_by_address_and_successful_ones_never(app: Flask, client: FlaskClient) -> None:
    certificate = issued()
    statuses = [client.get(f"/verify/{new_code()}").status_code for _ in range(31)]
    assert (statuses[:30], statuses[30]) == ([404] * 30, 429)
    assert client.get(f"/verify/{new_code()}.json").status_code == 429
    assert {client.get(path_of(certificate)).status_code for _ in range(40)} == {200}


def test_the_day_of_a_revocation_is_the_day_of_the_office(app: Flask, client: FlaskClient) -> None:
    certificate = issued()
    with clock.frozen(datetime(2027, 1, 1, 20, 0, tzinfo=UTC)):
        committed(operations.revoke_certificate, certificate=certificate, reason="why", actor=None)
    assert client.get(path_of(certificate) + ".json").get_json()["since"] == "2027-01-02"
