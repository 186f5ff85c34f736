import json
import subprocess
import sys
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from cgtraining.web.access import OPEN_LIBRARY_ENDPOINTS
from tests import factories
from tests.processes import environment


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


def test_whatever_server_runs_it_the_log_has_reference_numbers_and_tracebacks(tmp_path: Path) -> None:
    """gunicorn calls `create_app()` and configures only its own log."""
    served = """
from cgtraining import create_app
app = create_app()
app.view_functions["home.start"] = lambda: 1 // 0
app.test_client().get("/nowhere")
app.test_client().get("/")
"""
    here = str(Path(__file__).resolve().parents[2])
    variables = environment(PYTHONPATH=here, CGTRAINING_DATA=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", served], env=variables, cwd=tmp_path, capture_output=True, text=True)
    refused, defect = (json.loads(line) for line in done.stderr.splitlines())
    assert (refused["event"], len(refused["reference"])) == ("request refused", 8)
    assert (defect["event"], defect["level"]) == ("defect", "error")
    assert "ZeroDivisionError" in defect["exception"]
