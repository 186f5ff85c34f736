"""From a certificate to the decision that it stands on."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from cgtraining.certificates.decisions import decision_behind
from cgtraining.completion.models import GraduateEntry
from cgtraining.people.models import Person
from tests import factories
from tests.certificates.factories import issued, replaced

SignIn = Callable[[Person], FlaskClient]


def test_a_certificate_and_its_replacement_stand_on_one_decision(app: Flask) -> None:
    certificate = issued()
    decision = decision_behind(certificate)
    assert isinstance(decision, GraduateEntry)
    assert decision.enrolment_id == certificate.enrolment_id
    assert certificate.person is not None
    certificate.person.name_zh = "王小芳"
    assert decision_behind(replaced(certificate)) is decision


def test_its_record_leads_to_the_decision(app: Flask, sign_in: SignIn) -> None:
    certificate = issued()
    decision = decision_behind(certificate)
    assert decision is not None
    client = sign_in(factories.program_staff(certificate.program))
    page = client.get(f"/certificates/{certificate.id}").text
    assert f"/graduate-lists/{decision.list_id}/decisions/{certificate.enrolment_id}" in page
