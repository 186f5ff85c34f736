"""How an answer is put before a stranger: verdict first, in both languages, without script."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining.certificates.codes import Code, new_code
from cgtraining.certificates.models import Certificate, Standing
from cgtraining.verification import samples
from cgtraining.verification.answers import Finding
from cgtraining.verification.verdicts import VERDICTS
from tests import factories
from tests.certificates.factories import issued


@pytest.fixture
def certificate(app: Flask) -> Certificate:
    return issued(factories.person("欧阳文", "OUYANG Wen"))


def main_of(client: FlaskClient, code: str, language: str) -> str:
    page = client.get(f"/verify/{code}?lang={language}").get_data(as_text=True)
    return page[page.index("<main") : page.index("</main>")]


def words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def test_every_answer_has_a_verdict() -> None:
    assert set(VERDICTS) == {*Standing, *Finding}


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [("zh", "证书有效", "This certificate is valid"), ("en", "This certificate is valid", "证书有效")],
)
def test_the_verdict_is_read_first_in_the_readers_language_and_then_in_the_other(
    client: FlaskClient, certificate: Certificate, language: str, first: str, second: str
) -> None:
    main = main_of(client, Code(certificate.code).grouped, language)
    assert words(main).startswith(f"{first} {second}")
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", main) == [first]
    other = "en" if language == "zh" else "zh-Hans"
    assert f'<p lang="{other}" class="verdict-again">{second}</p>' in main


def test_the_name_stands_before_the_code_and_the_form_comes_last(client: FlaskClient, certificate: Certificate) -> None:
    text = words(main_of(client, Code(certificate.code).grouped, "zh"))
    places = [text.index(part) for part in ("证书有效", "欧阳文", certificate.serial, "SHA-256", "查验另一份证书")]
    assert places == sorted(places)


@pytest.mark.parametrize("address", ["/verify", "/verify/{code}", "/verify/{unknown}"])
def test_no_page_needs_or_loads_a_script(client: FlaskClient, certificate: Certificate, address: str) -> None:
    filled = address.format(code=Code(certificate.code).grouped, unknown=new_code().grouped)
    page = client.get(filled).get_data(as_text=True)
    assert "<script" not in page
    assert 'type="file"' in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_other_language_is_one_tap_away_and_stays_on_the_answer(
    client: FlaskClient, certificate: Certificate, language: str
) -> None:
    code = Code(certificate.code).grouped
    page = client.get(f"/verify/{code}?lang={language}").get_data(as_text=True)
    other = "en" if language == "zh" else "zh"
    assert f'href="/language/{other}?next=/verify/{code}"' in page
    assert client.get(f"/language/{other}?next=/verify/{code}").location == f"/verify/{code}"


def test_the_answer_says_when_it_was_given_and_where_it_must_stand(
    client: FlaskClient, certificate: Certificate
) -> None:
    text = words(main_of(client, Code(certificate.code).grouped, "en"))
    assert "The address printed on the certificate is https://training.example.org/verify" in text
    assert re.search(r"Answered on \w{3} \d+ \w{3} \d{4}, \d\d:\d\d", text)


def test_mistyped_and_unknown_are_told_apart_and_suggest_nothing(client: FlaskClient, app: Flask) -> None:
    unknown = new_code().value
    mistyped = unknown[:-1] + ("0" if unknown[-1] != "0" else "1")
    assert words(main_of(client, unknown, "en")).startswith("No certificate has this code")
    answer = words(main_of(client, mistyped, "en"))
    assert answer.startswith("This code cannot be right")
    assert Code(unknown).grouped not in answer


def test_samples_are_shown_in_a_demo_only(
    client: FlaskClient, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = Code(certificate.code).grouped
    assert code not in client.get("/verify").get_data(as_text=True)
    found: Callable[[], dict] = lambda: {Standing.VALID: Code(certificate.code)}  # noqa: E731
    monkeypatch.setattr("cgtraining.verification.views.pages.sample_codes", found)
    assert f'href="/verify/{code}"' in client.get("/verify").get_data(as_text=True)


def test_outside_a_demo_there_is_no_sample(app: Flask) -> None:
    with app.test_request_context():
        assert samples.sample_codes() == {}
