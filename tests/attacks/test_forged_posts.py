"""Another site lets a signed-in browser post: nothing is done without the token that only our own pages hold."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.access.doors import address
from tests.access.world import Place, build_place

READING = {"GET", "HEAD", "OPTIONS"}
FORGED: list[dict[str, Any]] = [
    {"data": {"csrf_token": "forged"}},
    {"headers": {"X-CSRFToken": "forged"}},
    {"json": {}},
    {},
]
SignIn = Callable[[Person], FlaskClient]
StatementsOf = Callable[[Callable[[], object]], list[str]]

# Endpoints that take a post without a token, each with the reason why that does no harm. There are none.
WITHOUT_TOKEN: dict[str, str] = {}


@pytest.fixture
def guarded_by_tokens(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


@pytest.fixture
def place(app: Flask) -> Place:
    made = build_place(1)
    db.session.commit()
    return made


def acts(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every endpoint that may change something, public ones too, once for each such method."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.endpoint):
        for method in sorted((rule.methods or set()) - READING):
            if rule.endpoint not in WITHOUT_TOKEN:
                yield rule, method


def writes(statements: list[str]) -> list[str]:
    return [one for one in statements if one.lstrip().startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.slow
@pytest.mark.parametrize("engine_name", ["sqlite"])  # refused before anything is read
def test_no_act_is_done_without_a_token(
    app: Flask, place: Place, guarded_by_tokens: None, sign_in: SignIn, statements_of: StatementsOf
) -> None:
    client = sign_in(factories.platform_administrator())
    done, asked = [], []

    def post_everything() -> None:
        for rule, method in acts(app):
            asked.append(rule.endpoint)
            for forged in FORGED:
                answer = client.open(address(rule, place.ids), method=method, **forged)
                if answer.status_code != 400:
                    done.append((rule.endpoint, method, answer.status_code))

    assert writes(statements_of(post_everything)) == []
    assert (done, len(asked) > 50) == ([], True)


def test_a_token_of_another_browser_is_refused(
    app: Flask, place: Place, guarded_by_tokens: None, sign_in: SignIn
) -> None:
    attacker = app.test_client()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', attacker.get("/sign-in").text)
    assert token is not None
    client = sign_in(factories.platform_administrator())
    path = f"/people/{place.people['trainee'].id}/invitation"
    assert client.post(path, data={"csrf_token": token.group(1)}).status_code == 400


@pytest.mark.parametrize("carrier", ["form", "header"])
def test_the_own_token_opens(place: Place, guarded_by_tokens: None, sign_in: SignIn, carrier: str) -> None:
    client = sign_in(factories.platform_administrator())
    path = f"/people/{place.people['trainee'].id}"
    token = re.search(r'<meta name="csrf-token" content="([^"]+)"', client.get(path).text)
    assert token is not None
    own = (
        {"data": {"csrf_token": token.group(1)}} if carrier == "form" else {"headers": {"X-CSRFToken": token.group(1)}}
    )
    assert client.post(f"{path}/invitation", **own).status_code == 200


@pytest.mark.slow
@pytest.mark.usefixtures("blank_prints")
def test_a_get_changes_nothing(app: Flask, place: Place, sign_in: SignIn, statements_of: StatementsOf) -> None:
    """So that an image on another site does nothing either."""
    client = sign_in(factories.platform_administrator())

    def get_everything() -> None:
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or set()) and rule.endpoint != "static":
                client.get(address(rule, place.ids), buffered=True)

    assert writes(statements_of(get_everything)) == []
