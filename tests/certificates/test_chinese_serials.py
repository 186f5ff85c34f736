"""A certificate whose number is 雪松结字〔2026〕001号, on every way that its number goes."""

import io
import zipfile
from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.models import Certificate, NumberState
from cgtraining.certificates.rules.patterns import set_serial_patterns
from cgtraining.people.models import Person
from tests import factories
from tests.certificates.factories import cedar, issued

SERIAL = "雪松结字〔2026〕001号"
SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def certificate(app: Flask) -> Certificate:
    cohort = cedar()
    program = cohort.program
    patterns = {"": "雪松结字〔{year}〕{number:000}号"}
    set_serial_patterns(program=program, patterns=patterns, version=program.version, actor=None)
    return issued(cohort=cohort)


@pytest.fixture
def office(certificate: Certificate, sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.program_staff(certificate.program))


def test_it_is_printed_and_stored(certificate: Certificate) -> None:
    assert (certificate.serial, certificate.state) == (SERIAL, NumberState.ISSUED)
    assert CertificateFacts.from_json(certificate.facts).serial == SERIAL


def test_its_file_is_called_after_it(certificate: Certificate, office: FlaskClient) -> None:
    response = office.get(f"/certificates/{certificate.id}/file.pdf")
    assert response.data.startswith(b"%PDF-")
    assert quote(SERIAL) in response.headers["Content-Disposition"]


def test_it_names_the_file_in_the_archive(certificate: Certificate, office: FlaskClient) -> None:
    response = office.get(f"/cohorts/{certificate.cohort_id}/certificates.zip", buffered=True)
    with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
        assert archive.namelist() == [f"{SERIAL} 王芳.pdf"]
        assert archive.testzip() is None


def test_it_stands_on_the_page_that_strangers_see(app: Flask, certificate: Certificate) -> None:
    facts = CertificateFacts.from_json(certificate.facts)
    page = app.test_client().get(f"/verify/{facts.code}?lang=en")
    assert page.status_code == 200
    assert SERIAL in page.text


@pytest.mark.parametrize("asked", [SERIAL, "雪松结字", "〔2026〕001号", "雪松结字[2026]001号"])
def test_it_is_found(office: FlaskClient, certificate: Certificate, asked: str) -> None:
    assert SERIAL in office.get("/search", query_string={"q": asked}).text


def test_it_is_shown_on_the_certificates_of_the_cohort_and_of_the_holder(
    office: FlaskClient, certificate: Certificate, sign_in: SignIn
) -> None:
    assert SERIAL in office.get(f"/cohorts/{certificate.cohort_id}/certificates").text
    assert certificate.person is not None
    assert SERIAL in sign_in(certificate.person).get(f"/certificates/{certificate.id}").text
