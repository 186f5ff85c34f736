"""`cgtraining verify FILE.pdf...`."""

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from pypdf import PdfReader, PdfWriter

from cgtraining import clock, storage
from cgtraining.certificates import operations
from cgtraining.certificates.models import Certificate
from cgtraining.commands.verifying import verify
from cgtraining.database import db
from tests import factories
from tests.certificates.factories import cedar, issued, replaced


@pytest.fixture
def certificate(app: Flask) -> Certificate:
    return issued(factories.person("欧阳文", "OUYANG Wen", email="hidden.away@example.org", phone="+8613987654321"))


def call(app: Flask, *arguments: object) -> Result:
    db.session.commit()
    return app.test_cli_runner().invoke(verify, [str(argument) for argument in arguments])


def kept(certificate: Certificate, folder: Path, name: str = "证书 1.pdf") -> Path:
    file = folder / name
    file.write_bytes(storage.load_file(certificate.pdf_key or ""))
    return file


def changed(file: Path, password: str | None = None) -> Path:
    """The same page, written again by another program."""
    writer, out = PdfWriter(clone_from=PdfReader(file)), io.BytesIO()
    if password:
        writer.encrypt(password)
    writer.write(out)
    file.write_bytes(out.getvalue())
    return file


def verdict(app: Flask, file: Path) -> tuple[int, str, str]:
    result = call(app, "--json", file)
    [row] = json.loads(result.stdout)
    return result.exit_code, row["state"], row["reason"]


def test_an_issued_file_is_valid(app: Flask, certificate: Certificate, tmp_path: Path) -> None:
    file = kept(certificate, tmp_path)
    result = call(app, file)
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        f"valid      {file}: it is certificate CEDAR-2026-0001 as it was issued\n",
        "",
    )


def test_json_says_everything_about_each_file(app: Flask, certificate: Certificate, tmp_path: Path) -> None:
    valid, letter = kept(certificate, tmp_path), tmp_path / "letter.txt"
    letter.write_text("Dear Sir")
    result = call(app, "--json", valid, letter)
    assert (result.exit_code, json.loads(result.stdout)) == (
        1,
        [
            {
                "file": str(valid),
                "state": "valid",
                "reason": "it is certificate CEDAR-2026-0001 as it was issued",
                "serial": "CEDAR-2026-0001",
                "since": None,
            },
            {
                "file": str(letter),
                "state": "foreign",
                "reason": "it is not a PDF file",
                "serial": None,
                "since": None,
            },
        ],
    )


def test_one_file_that_is_not_valid_makes_the_exit_code_1(app: Flask, tmp_path: Path) -> None:
    cohort = cedar()
    first, second = issued(cohort=cohort), issued(cohort=cohort, number=2)
    operations.revoke_certificate(certificate=second, reason="issued by mistake", actor=None)
    files = kept(first, tmp_path, "1.pdf"), kept(second, tmp_path, "2.pdf")
    assert (call(app, files[0]).exit_code, call(app, *files).exit_code) == (0, 1)


def test_every_standing_is_told_with_its_day(app: Flask, certificate: Certificate, tmp_path: Path) -> None:
    file = kept(certificate, tmp_path)
    operations.set_expiry(certificate=certificate, valid_until=date(2027, 12, 20), reason="x", actor=None)
    with clock.frozen(datetime(2028, 1, 1, tzinfo=UTC)):
        assert verdict(app, file) == (1, "expired", "certificate CEDAR-2026-0001 was valid until 2027-12-20")
    operations.suspend_certificate(certificate=certificate, reason="x", actor=None)
    assert verdict(app, file)[:2] == (1, "suspended")
    operations.reinstate_certificate(certificate=certificate, reason="x", actor=None)
    new = replaced(certificate)
    state = verdict(app, file)
    assert (state[:2], state[2].startswith(f"certificate CEDAR-2026-0001 was replaced by {new.serial} on 20")) == (
        (1, "replaced"),
        True,
    )
    assert verdict(app, kept(new, tmp_path, "new.pdf"))[:2] == (0, "valid")
    operations.revoke_certificate(certificate=new, reason="x", actor=None)
    assert verdict(app, tmp_path / "new.pdf")[:2] == (1, "revoked")


def test_a_file_that_was_written_again_is_altered(app: Flask, certificate: Certificate, tmp_path: Path) -> None:
    assert verdict(app, changed(kept(certificate, tmp_path))) == (
        1,
        "altered",
        "it carries the code of CEDAR-2026-0001, but it is not the file that was issued",
    )


def test_a_locked_pdf_is_no_certificate_of_this_office(app: Flask, certificate: Certificate, tmp_path: Path) -> None:
    assert verdict(app, changed(kept(certificate, tmp_path), password="secret")) == (
        1,
        "foreign",
        "it is locked with a password, and no certificate of this office is",
    )


def test_what_cannot_be_read_does_not_hide_the_others(app: Flask, certificate: Certificate, tmp_path: Path) -> None:
    valid = kept(certificate, tmp_path)
    result = call(app, "--json", tmp_path / "missing.pdf", tmp_path, "/dev/zero", valid)
    assert result.exit_code == 1
    assert [(row["state"], row["reason"]) for row in json.loads(result.stdout)] == [
        ("unreadable", "no such file or directory"),
        ("unreadable", "it is a folder"),
        ("unreadable", "it is no ordinary file"),
        ("valid", "it is certificate CEDAR-2026-0001 as it was issued"),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"\x00\x01", "it is not a PDF file"),
        (b"%PDF-1.7 and nothing more", "it is not a certificate of this office"),
    ],
)
def test_what_is_no_certificate_is_foreign(app: Flask, tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(content)
    assert verdict(app, file) == (1, "foreign", reason)


def test_a_huge_file_is_not_read(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "huge.pdf"
    with file.open("wb") as out:
        out.truncate(300 * 2**30)
    assert verdict(app, file) == (1, "foreign", "it is larger than any certificate of this office")


def test_nothing_about_the_holder_is_said(app: Flask, certificate: Certificate, tmp_path: Path) -> None:
    said = call(app, "--json", kept(certificate, tmp_path)).stdout
    assert [word in said for word in ("hidden.away", "13987654321", "欧阳文")] == [False] * 3


def test_without_a_file_nothing_is_done(app: Flask) -> None:
    result = call(app)
    assert (result.exit_code, result.stdout) == (2, "")
