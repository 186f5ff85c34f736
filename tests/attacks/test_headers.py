"""What answers tell the browser to forbid, what cookies carry, and that a forged name of the site is not believed."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cgtraining.database import db
from cgtraining.people import passwords
from cgtraining.people.models import Person
from tests import factories
from tests.access.doors import address
from tests.access.world import Place, build_place

EVIL = "evil.example"
PASSWORD = "seven quiet willows"
on_sqlite = pytest.mark.parametrize("engine_name", ["sqlite"])
SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def place(app: Flask) -> Place:
    made = build_place(1)
    db.session.commit()
    return made


@pytest.fixture
def everything(app: Flask, place: Place, sign_in: SignIn, blank_prints: None) -> Callable[..., dict[str, TestResponse]]:
    """Every address that can be opened, and one that there is not, as the platform administrator finds it."""
    client = sign_in(factories.platform_administrator())
    paths = ["/nowhere", "/static/css/theme.css"] + [
        address(rule, place.ids)
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or set()) and rule.endpoint != "static"
    ]

    def opened(**headers: str) -> dict[str, TestResponse]:
        """Headers as WSGI names them."""
        return {path: believing(app, client).get(path, environ_overrides=headers, buffered=True) for path in paths}

    return opened


def believing(app: Flask, client: FlaskClient) -> FlaskClient:
    """A browser that sends the same session to whatever host."""
    session = client.get_cookie("session")
    assert session is not None
    other = app.test_client(use_cookies=False)
    other.environ_base["HTTP_COOKIE"] = f"session={session.value}"
    return other


def directives(answer: TestResponse) -> dict[str, str]:
    policy = answer.headers["Content-Security-Policy"]
    return dict(one.strip().split(" ", 1) for one in policy.split(";"))


@pytest.mark.slow
@on_sqlite
def test_every_answer_keeps_others_out(everything: Callable[..., dict[str, TestResponse]]) -> None:
    answers = everything()
    for path, answer in answers.items():
        forbids_foreign_and_inline_scripts_frames_and_guessing(path, answer)
    kept = {path: answer.headers["Cache-Control"] for path, answer in answers.items()}
    assert kept.pop("/static/css/theme.css") == "public, max-age=300"
    assert {path: told for path, told in kept.items() if "no-store" not in told and "private" not in told} == {}


def forbids_foreign_and_inline_scripts_frames_and_guessing(path: str, answer: TestResponse) -> None:
    found = directives(answer)
    assert re.fullmatch(r"'self'( 'nonce-[\w-]{20,}')?", found.pop("script-src")), path
    assert found == {
        "default-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }, path
    told = (
        answer.headers["X-Content-Type-Options"],
        answer.headers["X-Frame-Options"],
        answer.headers["Referrer-Policy"],
    )
    assert told == ("nosniff", "DENY", "same-origin"), path


def test_cookies_are_for_this_site_over_https_and_no_script(app: Flask, client: FlaskClient) -> None:
    someone = factories.person(email="wang@example.org")
    factories.account_of(someone, email="wang@example.org", password=passwords.hashed(PASSWORD))
    form = {"identifier": "wang@example.org", "password": PASSWORD, "remember": "y"}
    answers = [client.post("/sign-in", data=form), client.get("/language/en")]
    cookies = [cookie for answer in answers for cookie in answer.headers.getlist("Set-Cookie")]
    assert {cookie.partition("=")[0] for cookie in cookies} == {
        "session", "remember_token", "language", "language_chosen",
    }  # fmt: skip
    for cookie in cookies:
        told = {part.strip() for part in cookie.split(";")}
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= told, cookie
        assert not any(part.startswith("Domain") for part in told), cookie


@on_sqlite
@pytest.mark.parametrize(
    "headers", [["HOST"], ["X_FORWARDED_HOST", "X_FORWARDED_SERVER", "FORWARDED", "X_ORIGINAL_URL"]]
)
@pytest.mark.slow
def test_a_forged_name_of_the_site_comes_back_nowhere(
    everything: Callable[..., dict[str, TestResponse]], headers: list[str]
) -> None:
    forged = {f"HTTP_{header}": f"host={EVIL}" if header == "FORWARDED" else EVIL for header in headers}
    answers = everything(**forged)
    assert answers["/people"].status_code == 200, "signed in"
    for path, answer in answers.items():
        assert EVIL not in answer.headers.get("Location", ""), path
        assert answer.mimetype != "text/html" or EVIL not in answer.text, path


def test_a_forged_name_does_not_get_into_a_link_that_is_handed_over(app: Flask, place: Place, sign_in: SignIn) -> None:
    client = believing(app, sign_in(factories.platform_administrator()))
    path = f"/people/{place.people['trainee'].id}/invitation"
    page = client.post(path, environ_overrides={"HTTP_HOST": EVIL}).text
    assert ("https://training.example.org/invitation/" in page, EVIL in page) == (True, False)


@pytest.mark.parametrize("target", [f"https://{EVIL}/", f"//{EVIL}/", f"/\\{EVIL}", f"https:{EVIL}", f"\t//{EVIL}"])
def test_no_way_into_the_house_leads_out_of_it(client: FlaskClient, app: Flask, target: str) -> None:
    factories.account_of(factories.person(), email="wang@example.org", password=passwords.hashed(PASSWORD))
    form = {"identifier": "wang@example.org", "password": PASSWORD}
    for answer in (
        client.get("/language/en", query_string={"next": target}),
        client.get("/language/en", headers={"Referer": target}),
        client.post("/sign-in", query_string={"next": target}, data=form),
        client.get("/sign-in", query_string={"next": target}),
    ):
        assert answer.location == "/"
