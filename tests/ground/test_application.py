from flask import Flask
from flask.testing import FlaskClient

from cgtraining.web.access import OPEN_LIBRARY_ENDPOINTS
from tests import factories


def test_healthz_answers_when_the_database_does(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "serving"}


def test_a_browser_that_asks_for_the_icon_is_led_to_it(client: FlaskClient) -> None:
    assert client.get("/favicon.ico").location.partition("?")[0] == "/static/img/mark.svg"


def test_every_endpoint_says_who_may_use_it(app: Flask) -> None:
    silent = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in OPEN_LIBRARY_ENDPOINTS and not hasattr(app.view_functions[rule.endpoint], "access")
    ]
    assert silent == []


def test_signing_in_by_the_fixture_reaches_a_page(sign_in) -> None:
    client = sign_in(factories.person())
    assert client.get("/healthz").status_code == 200
