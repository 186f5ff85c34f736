"""`cgtraining verify FILE.pdf...`: files compared with the certificates that were issued here."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from cgtraining.app import LARGEST_UPLOAD
from cgtraining.certificates.models import Certificate, Standing
from cgtraining.commands.refusals import on_the_database
from cgtraining.commands.terminal import say_json
from cgtraining.database import db, reading
from cgtraining.verification.answers import Answer, Finding, answer_file

UNREADABLE = "unreadable"
NOT_ALL_VALID = 1


@dataclass(frozen=True)
class Verdict:
    file: str
    state: str
    reason: str
    serial: str | None = None
    since: str | None = None


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list instead of lines.")
@on_the_database
def verify(files: tuple[Path, ...], as_json: bool) -> None:
    """Verify certificate files. Each FILE is compared, byte by byte, with the certificates issued here.

    State: valid, replaced, suspended, revoked, expired; altered (it carries the code of a certificate, but is not the
    file that was issued); foreign (no certificate of this office); unreadable (no such file, a folder).

    Exit code: 0 only when every file is valid; 1 when one is not; 2 when nothing could be compared.

    JSON: a list of file, state, reason, serial and since (the day from which the state holds).
    """
    with reading():
        verdicts = [verdict_on(file) for file in files]
        db.session.rollback()
    if as_json:
        say_json([vars(verdict) for verdict in verdicts])
    else:
        click.echo("\n".join(f"{verdict.state:<10} {verdict.file}: {verdict.reason}" for verdict in verdicts))
    raise SystemExit(0 if all(verdict.state == "valid" for verdict in verdicts) else NOT_ALL_VALID)


def verdict_on(file: Path) -> Verdict:
    if file.exists() and not file.is_file():
        return Verdict(str(file), UNREADABLE, "it is a folder" if file.is_dir() else "it is no ordinary file")
    try:
        if file.stat().st_size > LARGEST_UPLOAD:
            return Verdict(str(file), Finding.FOREIGN.value, "it is larger than any certificate of this office")
        content = file.read_bytes()
    except OSError as problem:
        return Verdict(str(file), UNREADABLE, (problem.strerror or "it cannot be read").lower())
    return described(file, content, answer_file(content))


def described(file: Path, content: bytes, answer: Answer) -> Verdict:
    certificate, state = answer.certificate, answer.result.value
    if certificate is None:
        return Verdict(str(file), state, why_foreign(content))
    since = answer.since.isoformat() if answer.since else None
    return Verdict(str(file), state, reason(answer, certificate), certificate.serial, since)


def why_foreign(content: bytes) -> str:
    if not content:
        return "it is empty"
    if b"%PDF-" not in content[:1024]:
        return "it is not a PDF file"
    if b"/Encrypt" in content:
        return "it is locked with a password, and no certificate of this office is"
    return "it is not a certificate of this office"


def reason(answer: Answer, certificate: Certificate) -> str:
    serial = certificate.serial
    sentences: dict[Any, str] = {
        Standing.VALID: f"it is certificate {serial} as it was issued",
        Standing.REPLACED: f"certificate {serial} was replaced{by(certificate)} on {answer.since}",
        Standing.SUSPENDED: f"certificate {serial} is suspended since {answer.since}",
        Standing.REVOKED: f"certificate {serial} was revoked on {answer.since}",
        Standing.EXPIRED: f"certificate {serial} was valid until {answer.since}",
        Finding.ALTERED: f"it carries the code of {serial}, but it is not the file that was issued",
    }
    return sentences[answer.result]


def by(certificate: Certificate) -> str:
    return f" by {certificate.replaced_by.serial}" if certificate.replaced_by else ""
