"""Guessing is slowed down, verifying never; days are the office's."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining import clock
from cgtraining.certificates import operations
from cgtraining.certificates.codes import Code, new_code
from cgtraining.certificates.models import Certificate
from cgtraining.certificates.printing import print_replacement
from cgtraining.verification import answers
from cgtraining.verification.answers import Finding
from tests.certificates.factories import committed, correct_name, issued


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


def test_a_file_with_many_codes_is_one_question_to_the_database(
    app: Flask, monkeypatch: pytest.MonkeyPatch, count_queries: Callable[[Callable[[], Any]], int]
) -> None:
    certificate = issued()
    own = Code(certificate.code).grouped

    def asked(codes: list[str]) -> tuple[object, int]:
        monkeypatch.setattr(answers, "texts_of", lambda _content: codes)
        found: list[answers.Answer] = []
        count = count_queries(lambda: found.append(answers.answer_file(b"%PDF-")))
        return found[0].result, count

    others = [str(new_code()) for _ in range(answers.MOST_CODES - 1)]
    assert asked([own]) == asked([*others, own]) == (Finding.ALTERED, 2)
    assert asked([*others, str(new_code()), own])[0] is Finding.FOREIGN
    assert asked([]) == (Finding.FOREIGN, 1)


def test_of_two_certificates_in_one_file_the_first_is_told_of(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    first = issued()
    correct_name(first)
    second = committed(operations.replace_certificate, certificate=first, reason="why", actor=None)
    print_replacement(second.id)
    texts = [Code(one.code).grouped for one in (second, first)]
    for order in (texts, texts[::-1]):
        monkeypatch.setattr(answers, "texts_of", lambda _content, order=order: order)
        answer = answers.answer_file(b"%PDF-")
        assert answer.certificate is not None
        assert Code(answer.certificate.code).grouped == order[0]
