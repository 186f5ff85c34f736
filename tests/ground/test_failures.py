"""Every failure is a page in both languages with a number that stands in the log, and the log tells nothing more."""

import logging
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from cgtraining.database import db
from cgtraining.people.models import Account, Person
from cgtraining.web import failures
from cgtraining.web.logs import without_values
from tests import factories

SignIn = Callable[[Person], FlaskClient]
SENTENCES = {403: "没有打开此页面的权限", 404: "没有这个页面", 413: "文件太大", 429: "操作过于频繁", 500: "系统出错了"}
IN_ENGLISH = {
    403: "You are not allowed",
    404: "There is no such page",
    413: "The file is too large",
    429: "Too many attempts",
    500: "Something went wrong",
}


@pytest.fixture
def broken(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program with a defect on the page of the organizations."""

    def fail() -> str:
        raise ZeroDivisionError("secret detail of 13812345678")

    monkeypatch.setitem(app.view_functions, "home.start", fail)


def ask(client: FlaskClient, status: int, language: str):
    """A way to each status."""
    query = f"?lang={language}"
    if status == 413:
        return client.post(f"/verify/{query}", data=b"x" * (21 * 1024 * 1024), content_type="application/octet-stream")
    if status == 429:
        for _try in range(31):
            answer = client.get(f"/verify/nothing{query}")
        return answer
    return client.get({403: "/people", 404: "/people/999999", 500: "/"}[status] + query)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("status", list(SENTENCES))
def test_a_failure_says_what_to_do_in_both_languages_with_a_number_that_is_logged(
    app: Flask, broken: None, sign_in: SignIn, caplog: pytest.LogCaptureFixture, status: int, language: str
) -> None:
    client = sign_in(factories.person())
    with caplog.at_level(logging.INFO):
        answer = ask(client, status, language)

    assert answer.status_code == status
    assert SENTENCES[status] in answer.text
    assert IN_ENGLISH[status] in answer.text
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}">' in answer.text
    number = re.search(r'class="code">(\d{8})<', answer.text)
    assert number is not None
    assert any(number.group(1) in str(record.msg) for record in caplog.records)


def test_a_defect_shows_nothing_of_itself(broken: None, client: FlaskClient) -> None:
    page = client.get("/").text

    assert "Traceback" not in page
    assert "ZeroDivisionError" not in page
    assert "13812345678" not in page


def test_a_database_that_fails_gets_the_same_page(app: Flask, sign_in: SignIn) -> None:
    client = sign_in(factories.platform_administrator())

    def fail(*_arguments: object) -> None:
        raise OperationalError("SELECT", {}, Exception("the disk is gone"))

    event.listen(db.engine, "before_cursor_execute", fail)
    try:
        answer = client.get("/people")
    finally:
        event.remove(db.engine, "before_cursor_execute", fail)

    assert answer.status_code == 500
    assert "系统出错了" in answer.text


def test_programs_get_the_number_as_json(broken: None, client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept": "application/json"})

    assert answer.status_code == 500
    assert re.fullmatch(r"\d{8}", answer.json["reference"])


def test_errors_of_the_database_do_not_repeat_what_was_to_be_stored(app: Flask) -> None:
    factories.account_of(factories.person(email="first@example.org"))
    db.session.commit()
    statement = text("INSERT INTO account (email, person_id) VALUES (:email, 1)")

    with pytest.raises(DBAPIError) as refusal:
        db.session.execute(statement, {"email": "first@example.org"})
    told = without_values(None, "error", {"exception": str(refusal.value)})["exception"]

    assert "first@example.org" not in told


def test_the_details_of_postgresql_are_left_out_of_the_log() -> None:
    told = {"exception": "UniqueViolation: x\nDETAIL:  Key (email)=(wang@example.org) already exists.\n[SQL: INSERT]"}

    assert without_values(None, "error", told) == {"exception": "UniqueViolation: x\nDETAIL: left out\n[SQL: INSERT]"}


def test_what_was_saved_by_someone_else_at_the_same_moment_is_no_defect(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def collide() -> str:
        someone = factories.person()
        for _twice in range(2):
            db.session.add(Account(person_id=someone.id, email="same@example.org", fs_uniquifier="same"))
        db.session.flush()
        return ""

    monkeypatch.setitem(app.view_functions, "home.start", collide)
    monkeypatch.setitem(app.before_request_funcs, None, [])  # a GET may not write
    answer = client.get("/")

    assert answer.status_code == 409
    assert "刚刚已有人" in answer.text


def test_every_status_with_a_page_of_its_own_has_its_words_in_the_template(app: Flask) -> None:
    for status in failures.SENTENCES:
        with app.test_request_context("/"):
            page, _status = failures.error_page(status, reference="12345678")
        assert "12345678" in str(page)


@pytest.mark.parametrize(
    "failure",
    [
        OperationalError(None, None, Exception("connection refused")),
        OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked")),
        DBAPIError("SELECT", {}, Exception("server closed the connection"), connection_invalidated=True),
        NoConnectionFree("QueuePool limit of size 10 overflow 20 reached"),
    ],
)
def test_a_database_that_is_out_of_reach_is_said_in_a_sentence_and_in_one_line_of_the_log(
    app: Flask, sign_in: SignIn, caplog: pytest.LogCaptureFixture, failure: Exception
) -> None:
    client = sign_in(factories.platform_administrator())

    def fail(*_arguments: object) -> None:
        raise failure

    event.listen(db.engine, "before_cursor_execute", fail)
    try:
        answer = client.get("/people")
    finally:
        event.remove(db.engine, "before_cursor_execute", fail)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "暂时无法使用数据库" in answer.text
    assert "The system cannot use its database just now." in answer.text
    assert [record.exc_info for record in caplog.records if "out of reach" in str(record.msg)] == [None]
    assert client.get("/people").status_code == 200
