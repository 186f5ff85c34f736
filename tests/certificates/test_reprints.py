"""A lost paper is printed again: the log grows, the certificate and its file stay what they are."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from cgtraining import storage
from cgtraining.certificates import operations, queries
from cgtraining.certificates.codes import Code
from cgtraining.certificates.duplicates import duplicate_sheet
from cgtraining.certificates.models import Certificate, Happening, IdentityCheck, Reprint, Standing
from cgtraining.certificates.reprinting import reprint_certificate, reprints_of
from cgtraining.certificates.standing import standing_of
from cgtraining.clock import today
from cgtraining.database import db
from cgtraining.documents.framing import page_sizes
from cgtraining.errors import RuleBroken
from cgtraining.mail.models import Message
from cgtraining.people.models import Person
from tests import factories
from tests.blank_prints import looks_at_prints
from tests.certificates.factories import committed, issued, replaced

SignIn = Callable[[Person], FlaskClient]
WHY: dict[str, Any] = {"reason": "搬家时遗失", "actor": None}
LOST: dict[str, Any] = WHY | {"identity_check": IdentityCheck.DOCUMENT}


@pytest.fixture
def certificate(app: Flask) -> Certificate:
    return issued()


def text_of(content: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_a_duplicate_leaves_number_code_file_and_standing_as_they_are(certificate: Certificate) -> None:
    before = (certificate.serial, certificate.code, certificate.sha256, certificate.pdf_key, certificate.facts)
    made = committed(reprint_certificate, certificate=certificate, **LOST)
    stored = storage.load_file(certificate.pdf_key or "")
    duplicate_sheet(made, stored)
    assert (certificate.serial, certificate.code, certificate.sha256, certificate.pdf_key, certificate.facts) == before
    assert sha256(storage.load_file(certificate.pdf_key or "")).hexdigest() == certificate.sha256
    assert standing_of(certificate, today()) is Standing.VALID


def test_every_duplicate_is_logged_with_reason_check_author_and_count(certificate: Certificate) -> None:
    actor = factories.person()
    reprint_certificate(certificate=certificate, **LOST)
    reprint_certificate(certificate=certificate, reason="again", identity_check=IdentityCheck.CALLED_BACK, actor=actor)
    logged = [(one.number, one.reason, one.identity_check, one.actor_id) for one in reprints_of(certificate)]
    assert logged == [
        (2, "again", IdentityCheck.CALLED_BACK, actor.id),
        (1, "搬家时遗失", IdentityCheck.DOCUMENT, None),
    ]
    happened = [(event.what, event.reason) for event in queries.events_of(certificate)]
    assert happened[:2] == [(Happening.REPRINTED, "again"), (Happening.REPRINTED, "搬家时遗失")]


@looks_at_prints
def test_the_sheet_around_the_stored_page_says_that_it_is_a_duplicate(certificate: Certificate) -> None:
    stored = storage.load_file(certificate.pdf_key or "")
    sheet = duplicate_sheet(reprint_certificate(certificate=certificate, **LOST), stored)
    assert "补发Duplicate" in text_of(sheet)
    assert "Duplicate" not in text_of(stored)
    for printed in (certificate.serial, Code(certificate.code).grouped, "第1次补发"):
        assert printed in text_of(sheet)
    assert page_sizes(sheet)[0] == pytest.approx(page_sizes(stored)[0], abs=0.1)


def test_the_sheet_holds_the_stored_page_as_it_is(certificate: Certificate) -> None:
    stored = storage.load_file(certificate.pdf_key or "")
    sheet = duplicate_sheet(reprint_certificate(certificate=certificate, **LOST), stored)
    with pikepdf.open(BytesIO(stored)) as inner, pikepdf.open(BytesIO(sheet)) as outer:
        drawn = [form.read_bytes() for form in outer.pages[0].Resources.XObject.values() if form.Subtype == "/Form"]
        assert drawn == [inner.pages[0].Contents.read_bytes()]


def test_a_statement_of_several_pages_gets_a_sheet_around_each(certificate: Certificate) -> None:
    stored = BytesIO()
    with pikepdf.open(BytesIO(storage.load_file(certificate.pdf_key or ""))) as pdf:
        pdf.pages.append(pdf.pages[0])
        pdf.save(stored)
    sheet = duplicate_sheet(reprint_certificate(certificate=certificate, **LOST), stored.getvalue())
    assert text_of(sheet).count("补发Duplicate") == len(page_sizes(sheet)) == 2


@pytest.mark.parametrize(
    ("act", "values"),
    [
        (operations.revoke_certificate, {}),
        (operations.suspend_certificate, {}),
        (operations.withdraw_details, {}),
        (operations.set_expiry, {"valid_until": date(2026, 12, 20)}),
    ],
)
def test_only_what_counts_is_printed_again(
    certificate: Certificate, act: Callable[..., object], values: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cgtraining.certificates.reprinting.clock.today", lambda: date(2027, 1, 1))
    act(certificate=certificate, **WHY, **values)
    with pytest.raises(RuleBroken):
        reprint_certificate(certificate=certificate, **LOST)
    assert reprints_of(certificate) == []


def test_a_replaced_certificate_is_not_printed_again(certificate: Certificate) -> None:
    replaced(certificate)
    with pytest.raises(RuleBroken):
        reprint_certificate(certificate=certificate, **LOST)


def test_a_duplicate_needs_a_reason(certificate: Certificate) -> None:
    with pytest.raises(RuleBroken):
        reprint_certificate(certificate=certificate, **LOST | {"reason": " "})


def test_the_holder_is_told_of_a_duplicate_in_their_language(app: Flask) -> None:
    certificate = issued(factories.person("王芳", "WANG Fang", preferred_language="en"))
    committed(reprint_certificate, certificate=certificate, **LOST)
    told = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert told is not None
    assert told.subject == "A duplicate of your certificate CEDAR-2026-0001 was printed"
    assert ("搬家" in told.body, told.body.startswith("Dear WANG Fang")) == (False, True)


def test_the_page_logs_a_duplicate_and_hands_it_out(app: Flask, sign_in: SignIn, certificate: Certificate) -> None:
    client = sign_in(factories.program_staff(certificate.program))
    path = f"/certificates/{certificate.id}"
    assert f"{path}/replace" in client.get(f"{path}/reprint?lang=en").text
    assert "Say how you made sure who asks." in client.post(f"{path}/reprint?lang=en", data={"reason": "lost"}).text
    made = client.post(f"{path}/reprint", data={"reason": "lost", "identity_check": "known"})
    assert made.location == f"{path}#duplicates"
    one = db.session.scalars(select(Reprint)).one()
    page = client.get(f"{path}?lang=en").text
    assert (f"/certificate-reprints/{one.id}.pdf" in page, "Known in person" in page) == (True, True)
    assert client.get(f"/certificate-reprints/{one.id}.pdf").mimetype == "application/pdf"


def test_no_duplicate_is_handed_out_once_the_certificate_is_revoked(
    app: Flask, sign_in: SignIn, certificate: Certificate
) -> None:
    client = sign_in(factories.program_staff(certificate.program))
    one = committed(reprint_certificate, certificate=certificate, **LOST)
    committed(operations.revoke_certificate, certificate=certificate, **WHY)
    assert client.get(f"/certificate-reprints/{one.id}.pdf").status_code == 409


def test_a_stranger_reads_that_there_are_duplicates_and_not_why(client: FlaskClient, certificate: Certificate) -> None:
    address = f"/verify/{Code(certificate.code).grouped}?lang=en"
    assert "duplicate" not in client.get(address).text
    for _number in range(2):
        committed(reprint_certificate, certificate=certificate, **LOST)
    page = client.get(address).text
    assert ("2 duplicates of a lost paper" in page, "搬家" in page) == (True, False)
