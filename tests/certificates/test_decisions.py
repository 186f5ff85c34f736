"""From a certificate to the decision that it stands on."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cgtraining.certificates.decisions import decision_behind
from cgtraining.certificates.issuing import start_award_run
from cgtraining.certificates.models import Certificate
from cgtraining.certificates.runs import proceed
from cgtraining.completion.models import GraduateEntry
from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.certificates.awards.stories import HOURS, approved, attended, draft, taught
from tests.certificates.factories import committed, issued, replaced

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


def test_a_replaced_statement_stands_on_its_own_list_and_not_on_a_later_one(app: Flask) -> None:
    cohort = taught()
    attended(factories.enrolment(cohort, factories.person("王芳", "WANG Fang")))
    first = approved(draft(cohort, HOURS))
    db.session.commit()
    run = committed(start_award_run, award_list=first, actor=None)
    proceed(run.id)
    certificate = db.session.scalars(select(Certificate)).one()
    approved(draft(cohort, HOURS))
    db.session.commit()
    decision = decision_behind(replaced(certificate))
    assert decision is not None
    assert decision.list_id == first.id
