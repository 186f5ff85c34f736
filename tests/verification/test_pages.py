"""What a stranger is told: five standings, unknown, mistyped, and the comparison of files."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining import storage
from cgtraining.certificates import operations
from cgtraining.certificates.codes import Code, new_code
from cgtraining.certificates.models import Certificate
from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.certificates.factories import committed, issued, replaced

SECRETS = {"email": "hidden.away@example.org", "phone": "+8613987654321"}


@pytest.fixture
def holder(app: Flask) -> Person:
    return factories.person("欧阳文", "OUYANG Wen", **SECRETS)


@pytest.fixture
def certificate(holder: Person) -> Certificate:
    return issued(holder)


def code_of(certificate: Certificate) -> str:
    return Code(certificate.code).grouped


def page(client: FlaskClient, certificate: Certificate, language: str = "zh") -> str:
    return client.get(f"/verify/{code_of(certificate)}?lang={language}").get_data(as_text=True)


def state(client: FlaskClient, certificate: Certificate) -> str:
    answer = client.get(f"/verify/{code_of(certificate)}.json").json
    assert answer is not None
    return str(answer["state"])


def test_a_valid_certificate_shows_every_printed_fact(client: FlaskClient, certificate: Certificate) -> None:
    shown = page(client, certificate)
    facts = certificate.facts
    assert "证书有效" in shown
    for fact in (facts["name_zh"], facts["name_latin"], facts["serial"], facts["program_title"]["zh"]):
        assert fact in shown
    assert "120学时（每学时45分钟）" in "".join(shown.split())
    assert facts["issuers"][0]["name"]["en"] in shown
    assert facts["signatories"][0]["name_zh"] in shown


def test_the_page_is_english_for_those_who_ask(client: FlaskClient, certificate: Certificate) -> None:
    assert "This certificate is valid" in page(client, certificate, "en")


def test_no_contact_of_the_holder_is_shown(client: FlaskClient, certificate: Certificate, holder: Person) -> None:
    answers = page(client, certificate) + client.get(f"/verify/{code_of(certificate)}.json").get_data(as_text=True)
    assert [secret for secret in SECRETS.values() if secret in answers] == []
    assert f"/people/{holder.id}" not in answers


def test_the_pages_are_not_indexed(client: FlaskClient, certificate: Certificate) -> None:
    answer = client.get(f"/verify/{code_of(certificate)}")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("operation", "values", "expected"),
    [
        (operations.revoke_certificate, {}, "revoked"),
        (operations.suspend_certificate, {}, "suspended"),
        (operations.set_expiry, {"valid_until": date(2026, 12, 21)}, "valid"),
    ],
)
def test_the_standing_follows_what_the_office_did(
    client: FlaskClient, certificate: Certificate, operation: Callable[..., object], values: dict, expected: str
) -> None:
    committed(operation, certificate=certificate, reason="核实", actor=None, **values)
    assert state(client, certificate) == expected
    assert "核实" not in page(client, certificate)


def test_an_expired_certificate_says_so(client: FlaskClient, certificate: Certificate) -> None:
    certificate.valid_until = date(2020, 1, 1)
    db.session.commit()
    assert state(client, certificate) == "expired"


def test_a_replaced_certificate_names_the_new_one(client: FlaskClient, certificate: Certificate) -> None:
    new = replaced(certificate)
    db.session.refresh(certificate)
    assert state(client, certificate) == "replaced"
    assert new.serial in page(client, certificate)
    assert f'href="/verify/{code_of(new)}"' in page(client, certificate)
    assert state(client, new) == "valid"


def test_the_new_one_names_the_old_serial_and_does_not_spread_what_was_corrected(
    client: FlaskClient, certificate: Certificate, holder: Person
) -> None:
    holder.name_latin = "OU-YANG Wen"
    new = replaced(certificate)
    shown = page(client, new)
    assert f"本证书由编号 {certificate.serial} 的证书换发" in shown
    assert (code_of(certificate) in shown, "OUYANG Wen" in shown) == (False, False)


def test_a_chain_of_replacements_leads_to_the_one_that_counts(client: FlaskClient, certificate: Certificate) -> None:
    second = replaced(certificate)
    third = replaced(second)
    committed(operations.suspend_certificate, certificate=third, reason="核实", actor=None)
    shown = page(client, certificate)
    assert (f'href="/verify/{code_of(third)}"' in shown, code_of(second) in shown) == (True, False)
    assert "暂停" in shown  # how the one that counts stands is told before it is opened
    answer = client.get(f"/verify/{code_of(certificate)}.json").json
    assert (answer["replaced_by"], answer["replaced_by_address"]) == (
        second.serial, f"https://training.example.org/verify/{code_of(third)}",
    )  # fmt: skip


@pytest.mark.parametrize("whose", ["old", "new"])
def test_nothing_leads_to_or_from_withdrawn_details(client: FlaskClient, certificate: Certificate, whose: str) -> None:
    new = replaced(certificate)
    withdrawn = certificate if whose == "old" else new
    committed(operations.withdraw_details, certificate=withdrawn, reason="本人要求", actor=None)
    assert code_of(new) not in page(client, certificate)
    assert client.get(f"/verify/{code_of(certificate)}.json").json["replaced_by_address"] is None
    assert new.serial in page(client, certificate)


def test_an_unknown_code_and_a_mistyped_one_are_two_answers(client: FlaskClient, app: Flask) -> None:
    unknown = client.get(f"/verify/{new_code().grouped}.json")
    mistyped = client.get("/verify/0000-0000-0000-0000-0.json")
    assert (unknown.status_code, unknown.json["state"]) == (404, "unknown")
    assert client.get("/verify/HELLO").status_code == 404
    assert mistyped.json["state"] in {"mistyped", "unknown"}


def test_case_blanks_and_lookalikes_are_forgiven(client: FlaskClient, certificate: Certificate) -> None:
    typed = code_of(certificate).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    answer = client.post("/verify", data={"code": typed})
    assert answer.status_code == 303
    assert answer.location.endswith(code_of(certificate))


def test_the_serial_alone_opens_nothing(client: FlaskClient, certificate: Certificate) -> None:
    assert client.get(f"/verify/{certificate.serial}").status_code == 404


def send(client: FlaskClient, content: bytes) -> str:
    upload = {"file": (io.BytesIO(content), "certificate.pdf")}
    return client.post("/verify?lang=zh", data=upload, content_type="multipart/form-data").get_data(as_text=True)


def test_the_issued_file_is_recognised_byte_for_byte(client: FlaskClient, certificate: Certificate) -> None:
    assert "文件与颁发时的文件逐字节一致。" in send(client, storage.load_file(certificate.pdf_key or ""))


def test_an_altered_file_is_caught(client: FlaskClient, certificate: Certificate) -> None:
    altered = storage.load_file(certificate.pdf_key or "") + b"\n% another byte"
    committed(operations.revoke_certificate, certificate=certificate, reason="核实", actor=None)
    shown = send(client, altered)
    assert "此文件不是颁发时的文件" in shown
    assert "原证书的状态：" in shown
    assert "已撤销" in shown


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7 broken"])
def test_any_other_file_is_not_a_certificate(client: FlaskClient, app: Flask, content: bytes) -> None:
    assert "此文件不是本单位颁发的证书" in send(client, content)


def test_nothing_entered_is_asked_for_again(client: FlaskClient, app: Flask) -> None:
    assert "请输入证书上的查验码" in client.post("/verify?lang=zh", data={}).get_data(as_text=True)


def test_withdrawn_details_are_not_shown(client: FlaskClient, certificate: Certificate) -> None:
    name = certificate.facts["name_zh"]
    committed(operations.withdraw_details, certificate=certificate, reason="本人要求", actor=None)
    shown = page(client, certificate)
    assert "应持证人要求" in shown
    assert name not in shown


def test_guessing_codes_is_slowed_down_but_verifying_is_not(client: FlaskClient, certificate: Certificate) -> None:
    for _ in range(40):
        assert client.get(f"/verify/{code_of(certificate)}").status_code == 200
    answers = [client.get(f"/verify/{new_code().grouped}").status_code for _ in range(40)]
    assert answers[0] == 404
    assert answers[-1] == 429
