"""Input that no page of ours sends is refused, and never becomes a defect."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining.people.models import Person
from cgtraining.web.access import own_path
from tests import factories

SignIn = Callable[[Person], FlaskClient]
TOO_LONG = "9" * 23


@pytest.fixture
def admin(app: Flask, sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.platform_administrator())


@pytest.mark.parametrize("number", ["2147483648", TOO_LONG, "9" * 5000])
def test_a_number_that_no_row_can_have_is_no_address(admin: FlaskClient, number: str) -> None:
    assert admin.get(f"/people/{number}").status_code == 404


@pytest.mark.parametrize("number", ["-1", "0", "²", "٣", "2147483648", TOO_LONG, "9" * 5000, "x"])
def test_a_number_that_no_row_can_have_is_left_out_of_filters(admin: FlaskClient, number: str) -> None:
    page = {"page": number, "program": number, "person": number}

    assert admin.get("/cohorts/", query_string=page).status_code == 200
    assert admin.get("/people", query_string=page).status_code == 200
    cohort = factories.cohort()
    assert admin.get(f"/cohorts/{cohort.id}/trainees", query_string={"group": number}).status_code == 200
    assert admin.get(f"/cohorts/{cohort.id}/trainees/add", query_string=page).status_code == 200


def test_nul_is_refused_wherever_it_comes(admin: FlaskClient) -> None:
    cohort = factories.cohort()
    factories.graded_item(cohort)
    upload = {"file": (BytesIO(b"name\n"), "a\0.csv")}

    assert admin.get("/people", query_string={"q": "\0"}).status_code == 400
    assert admin.get("/verify/%00").status_code == 400
    assert admin.post("/organizations/add", data={"name_zh": "雪\0松", "kind": "other"}).status_code == 400
    assert admin.post(f"/cohorts/{cohort.id}/import", data=upload).status_code == 400
    body = '{"cells": [{"item": 1, "enrolment": 1, "text": "\\u0000", "old": ""}]}'
    address = f"/cohorts/{cohort.id}/scores/cells"
    assert admin.post(address, data=body, content_type="application/json").status_code == 400


def test_a_stranger_who_sends_nul_is_told_to_go_back(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"identifier": "a\0@example.org", "password": "x"})

    assert answer.status_code == 400
    assert "请返回上一页重试" in answer.text


@pytest.mark.parametrize("name", ["s-²", "sessions-²-title_zh", "cell-" + "9" * 5000])
def test_a_field_that_no_form_has_is_refused(admin: FlaskClient, name: str) -> None:
    session = factories.class_session(factories.cohort())
    for address in (
        f"/sessions/{session.id}/register",
        f"/cohorts/{session.cohort_id}/sessions/plan",
        f"/cohorts/{session.cohort_id}/scores",
    ):
        assert admin.post(address, data={name: "present"}).status_code == 400


@pytest.mark.parametrize("body", ["[" * 100_000, '{"cells": [{"item": 1e400}]}', '{"cells": 7}', "null", "x"])
def test_json_that_cannot_be_meant_is_refused(admin: FlaskClient, body: str) -> None:
    session = factories.class_session(factories.cohort())
    for address in (f"/cohorts/{session.cohort_id}/scores/cells", f"/sessions/{session.id}/marks"):
        assert admin.post(address, data=body, content_type="application/json").status_code == 400


@pytest.mark.parametrize("body", ["[" * 100_000, "7", '{"code": 7, "title_zh": ["x"]}', '{"code": {"a": 1}}'])
def test_json_fills_no_form(admin: FlaskClient, body: str) -> None:
    assert admin.post("/programs/new", data=body, content_type="application/json").status_code == 400


def test_ids_that_no_row_can_have_are_refused_in_json(admin: FlaskClient) -> None:
    session = factories.class_session(factories.cohort())
    cell = {"id": int(TOO_LONG), "old": [None, 0], "new": ["present", 0]}
    score = {"item": int(TOO_LONG), "enrolment": 1, "text": "1", "old": ""}

    assert admin.post(f"/sessions/{session.id}/marks", json={"cells": [cell]}).status_code == 400
    assert admin.post(f"/cohorts/{session.cohort_id}/scores/cells", json={"cells": [score]}).status_code == 400


def test_a_table_that_is_nested_without_end_is_refused(admin: FlaskClient) -> None:
    cohort = factories.cohort()
    forged = {"table": "[" * 100_000, "promise": "", "olds": "[" * 100_000}

    assert admin.post(f"/cohorts/{cohort.id}/scores/import/confirm", data=forged).status_code == 400
    assert admin.post(f"/cohorts/{cohort.id}/scores", data=forged).status_code == 400


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/x",
        "//evil.example/x",
        "/\\evil.example",
        "http://[",
        "javascript:alert(1)",
        "\\\\evil.example",
        "/\t/evil.example",
        "https:evil.example",
        "",
        None,
    ],
)
def test_nobody_is_sent_to_another_site(app: Flask, target: str | None) -> None:
    with app.test_request_context("/"):
        assert own_path(target) == "/"


def test_a_path_of_this_site_is_kept(app: Flask) -> None:
    with app.test_request_context("/"):
        assert own_path("/cohorts/1?page=2") == "/cohorts/1?page=2"
        assert own_path("http://localhost/cohorts/1") == "/cohorts/1"


@pytest.mark.parametrize("address", ["/sign-in", "/language/en"])
def test_an_address_that_is_none_does_not_break_the_door(client: FlaskClient, address: str) -> None:
    assert client.get(address, query_string={"next": "http://["}).status_code in {200, 302}
