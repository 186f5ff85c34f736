"""The archive of a cohort's certificates: it starts at once and is never held as a whole."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from cgtraining import clock, storage
from cgtraining.certificates import archiving
from cgtraining.certificates.models import Certificate, CertificateKind, NumberState
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.certificates.factories import AWARDED_ON, cedar

SignIn = Callable[[Person], FlaskClient]
MANY = 1000
PDF = b"%PDF-" + bytes(45_000)


def issued_rows(cohort: Cohort, count: int) -> None:
    """Certificates of 45 kB each, without anybody having printed them."""
    common = {
        "program_id": cohort.program_id,
        "cohort_id": cohort.id,
        "year": 2026,
        "kind": CertificateKind.COMPLETION,
        "state": NumberState.ISSUED,
        "sha256": "0" * 64,
        "issued_at": clock.now(),
        "award_date": AWARDED_ON,
    }
    for number in range(1, count + 1):
        storage.save_file(f"archive/{number}.pdf", PDF)
    rows = [
        {
            **common,
            "number": number,
            "serial": f"CEDAR-2026-{number:04d}",
            "code": f"{number:017d}",
            "pdf_key": f"archive/{number}.pdf",
            "facts": {"name_zh": f"学员{number}"},
        }
        for number in range(1, count + 1)
    ]
    db.session.execute(insert(Certificate), rows)
    db.session.commit()


def begun_download(client: FlaskClient, cohort: Cohort) -> Any:
    """In the test's own context, where the rest is read too."""
    db.session.commit()
    return FlaskClient.open(client, f"/cohorts/{cohort.id}/certificates.zip", buffered=False)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the files that were read, as they are read."""
    keys: list[str] = []
    load = storage.load_file

    def noted(key: str) -> bytes:
        keys.append(key)
        return load(key)

    monkeypatch.setattr(archiving.storage, "load_file", noted)
    return keys


def test_a_thousand_start_within_a_second_and_are_read_one_by_one(
    app: Flask, sign_in: SignIn, loaded: list[str]
) -> None:
    cohort = cedar()
    issued_rows(cohort, MANY)
    client = sign_in(factories.program_staff(cohort.program))
    begun = time.monotonic()
    response = begun_download(client, cohort)
    pieces = iter(response.response)
    first: Any = next(pieces)
    waited = time.monotonic() - begun
    assert (len(loaded), first[:4]) == (1, b"PK\x03\x04")
    assert waited < 1
    received = [len(first)]
    for number, piece in enumerate(pieces, start=2):
        received.append(len(piece))
        assert len(loaded) == min(number, MANY)
    response.close()
    assert sum(received) > MANY * len(PDF)
    assert max(received[:-1]) < 2 * len(PDF)


def test_the_archive_is_never_in_memory(app: Flask) -> None:
    issued_rows(cedar(), 200)
    files = [(f"{number}.pdf", f"archive/{number}.pdf") for number in range(1, 201)]
    tracemalloc.start()
    try:
        size = sum(map(len, archiving.zipped(files)))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > 200 * len(PDF)
    assert peak < 20 * len(PDF)


def test_a_slow_download_holds_no_transaction(app: Flask, sign_in: SignIn) -> None:
    cohort = cedar()
    issued_rows(cohort, 3)
    client = sign_in(factories.program_staff(cohort.program))
    response = begun_download(client, cohort)
    pieces = iter(response.response)
    next(pieces)
    assert db.engine.pool.checkedout() == 0
    response.close()


def test_a_file_that_is_gone_meanwhile_is_left_out(app: Flask) -> None:
    storage.save_file("archive/kept.pdf", PDF)
    content = b"".join(archiving.zipped([("gone.pdf", "archive/gone.pdf"), ("kept.pdf", "archive/kept.pdf")]))
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert (archive.namelist(), archive.read("kept.pdf")) == (["kept.pdf"], PDF)
