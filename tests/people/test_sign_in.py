import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cgtraining import clock
from cgtraining.audit.queries import history_of
from cgtraining.database import db
from cgtraining.mail.models import Channel, Delivery, Message
from cgtraining.people import passwords
from cgtraining.people.accounts import set_active
from cgtraining.people.invitations import invite
from cgtraining.people.models import OneTimeCode, Person
from tests import factories

PASSWORD = "回声 in the valley"
NOON = datetime(2026, 3, 9, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(app: Flask) -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def someone(app: Flask) -> Person:
    made = factories.person(email="wang@example.org", phone="+8613812345678", name_confirmed_at=NOON)
    factories.account_of(made, phone="+8613812345678", password=passwords.hashed(PASSWORD))
    db.session.commit()
    return made


def by_password(client: FlaskClient, identifier: str, password: str = PASSWORD, **more: Any) -> Any:
    form = {"identifier": identifier, "password": password, "by_password": "1"} | more
    return client.post("/sign-in?next=/check-in/1/abc", data=form)


def ask_for_code(client: FlaskClient, identifier: str) -> Any:
    return client.post("/sign-in?next=/check-in/1/abc", data={"identifier": identifier, "by_code": "1"})


def latest_code() -> str:
    db.session.rollback()
    body = db.session.scalars(select(Message.body).order_by(Message.id.desc())).first()
    found = re.search(r"\d{6}", body or "")
    assert found
    return found.group()


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/profile/security").status_code == 200


def number_of(model: type[Any]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(model.id))) or 0


@pytest.mark.parametrize(
    "identifier",
    ["wang@example.org", " Wang@Example.ORG ", "13812345678", "+86 138-1234-5678", "１３８ 12345678"],
)
def test_a_password_signs_in_under_any_spelling_and_goes_on_to_the_page(client, someone, identifier: str) -> None:
    answer = by_password(client, identifier)
    assert (answer.status_code, answer.location) == (302, "/check-in/1/abc")
    assert is_signed_in(client)
    db.session.refresh(someone.account)
    assert someone.account.last_sign_in_at == NOON


def test_a_protected_page_comes_back_after_signing_in(client, someone) -> None:
    answer = client.get("/profile/security?x=1")
    assert answer.location == "/sign-in?next=/profile/security?x%3D1"


def test_the_page_speaks_the_persons_language_afterwards(client, someone) -> None:
    someone.preferred_language = "en"
    by_password(client, "wang@example.org")
    cookie = client.get_cookie("language")
    assert cookie is not None
    assert cookie.value == "en"


def test_an_address_elsewhere_is_not_followed(client, someone) -> None:
    form = {"identifier": "wang@example.org", "password": PASSWORD, "by_password": "1"}
    assert client.post("/sign-in?next=https://evil.example/x", data=form).location == "/"


def test_wrong_unknown_closed_and_passwordless_get_the_same_answer(client, someone) -> None:
    closed = factories.person(email="closed@example.org")
    factories.account_of(closed, password=passwords.hashed(PASSWORD))
    set_active(person=closed, actor=None, active=False)
    factories.account_of(factories.person(email="bare@example.org"))
    pages = [
        by_password(client, address, password).get_data(as_text=True).replace(address, "")
        for address, password in [
            ("wang@example.org", "wrong password"),
            ("nobody@example.org", PASSWORD),
            ("closed@example.org", PASSWORD),
            ("bare@example.org", PASSWORD),
        ]
    ]
    plain = [re.sub(r'nonce="[^"]*"', "", page) for page in pages]
    assert len(set(plain)) == 1
    assert "账号与密码不匹配" in plain[0]
    assert not is_signed_in(client)


def test_the_password_of_nobody_takes_as_long(app: Flask, monkeypatch) -> None:
    compared: list[str] = []
    monkeypatch.setattr(passwords, "verify_password", lambda password, kept: compared.append(kept) or True)
    assert [passwords.matches("x", None), passwords.matches("x", "a hash")] == [False, True]
    assert len(compared) == 2


@pytest.mark.parametrize(("identifier", "password"), [("", ""), ("wang", "x"), ("wang@example.org", "")])
def test_what_is_missing_is_said_at_its_field(client, someone, identifier: str, password: str) -> None:
    answer = by_password(client, identifier, password)
    assert answer.status_code == 422
    assert "field-error" in answer.get_data(as_text=True)


def test_ten_wrong_passwords_lock_for_a_quarter_of_an_hour(client, someone) -> None:
    for _attempt in range(10):
        by_password(client, "wang@example.org", "wrong password")
    assert by_password(client, "wang@example.org").status_code == 422
    assert [entry.action for entry in history_of(someone)] == ["account.locked"]
    with clock.frozen(NOON + timedelta(minutes=16)):
        assert by_password(client, "wang@example.org").status_code == 302


def test_a_locked_account_opens_by_a_code(client, someone) -> None:
    for _attempt in range(10):
        by_password(client, "wang@example.org", "wrong password")
    ask_for_code(client, "wang@example.org")
    assert client.post("/sign-in/code", data={"code": latest_code()}).status_code == 302


def test_a_code_goes_to_the_typed_address_and_signs_in_once(client, someone) -> None:
    answer = ask_for_code(client, "wang@example.org")
    assert answer.location == "/sign-in/code?next=/check-in/1/abc"
    code = latest_code()
    [sent] = db.session.scalars(select(Delivery))
    assert (sent.channel, sent.address, sent.message.confidential) == (Channel.MAIL, "wang@example.org", True)
    assert code not in db.session.scalars(select(OneTimeCode.code_hash)).one()
    wide = code.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    answer = client.post("/sign-in/code?next=/check-in/1/abc", data={"code": f" {wide[:3]} {wide[3:]}"})
    assert answer.location == "/check-in/1/abc"
    client.post("/sign-out")
    ask_for_code(client, "wang@example.org")
    assert client.post("/sign-in/code", data={"code": code}).status_code == 422


def test_without_a_gateway_a_code_for_a_phone_goes_by_mail_too(client, someone) -> None:
    ask_for_code(client, "138 1234 5678")
    latest_code()
    assert {(d.channel, d.address) for d in db.session.scalars(select(Delivery))} == {
        (Channel.SMS, "+8613812345678"),
        (Channel.MAIL, "wang@example.org"),
    }
    assert "尚未开通短信" in client.get("/sign-in/code").get_data(as_text=True)


def test_a_phone_alone_gets_a_text_message(client) -> None:
    factories.account_of(factories.person(email=None, phone="+85291234567"), email=None, phone="+85291234567")
    ask_for_code(client, "+852 9123 4567")
    latest_code()
    assert [(d.channel, d.address) for d in db.session.scalars(select(Delivery))] == [(Channel.SMS, "+85291234567")]


def test_asking_for_an_unknown_address_looks_the_same_and_sends_nothing(client, someone) -> None:
    answer = ask_for_code(client, "nobody@example.org")
    assert answer.location == "/sign-in/code?next=/check-in/1/abc"
    assert number_of(Message) == 0
    assert client.post("/sign-in/code", data={"code": "123456"}).status_code == 422


def test_a_code_ends_after_ten_minutes(client, someone) -> None:
    ask_for_code(client, "wang@example.org")
    code = latest_code()
    with clock.frozen(NOON + timedelta(minutes=10, seconds=1)):
        assert client.post("/sign-in/code", data={"code": code}).status_code == 422


def test_a_code_ends_after_five_attempts(client, someone) -> None:
    ask_for_code(client, "wang@example.org")
    code = latest_code()
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _attempt in range(5):
        assert client.post("/sign-in/code", data={"code": wrong}).status_code == 422
    assert client.post("/sign-in/code", data={"code": code}).status_code == 422


def test_another_code_comes_after_a_minute_and_both_work(client, someone) -> None:
    ask_for_code(client, "wang@example.org")
    first = latest_code()
    client.post("/sign-in/code/again")
    assert number_of(OneTimeCode) == 1
    with clock.frozen(NOON + timedelta(seconds=61)):
        client.post("/sign-in/code/again")
        assert number_of(OneTimeCode) == 2
        assert client.post("/sign-in/code", data={"code": first}).status_code == 302


def test_six_codes_an_hour_are_enough(client, someone) -> None:
    for minute in range(8):
        with clock.frozen(NOON + timedelta(minutes=2 * minute)):
            ask_for_code(client, "wang@example.org")
    assert number_of(OneTimeCode) == 6


def test_the_code_page_without_a_question_leads_to_the_door(client) -> None:
    assert client.get("/sign-in/code?next=/x").location == "/sign-in?next=/x"


def test_the_old_session_is_left_at_the_door(client, someone) -> None:
    with client.session_transaction() as session:
        session["planted"] = "by someone else"
    by_password(client, "wang@example.org")
    with client.session_transaction() as session:
        assert "planted" not in session


def test_staying_signed_in_is_a_choice(client, someone) -> None:
    by_password(client, "wang@example.org")
    assert client.get_cookie("remember_token") is None
    client.post("/sign-out")
    by_password(client, "wang@example.org", remember="y")
    assert client.get_cookie("remember_token") is not None
    client.post("/sign-out")
    assert client.get_cookie("remember_token") is None
    assert not is_signed_in(client)


def test_signing_out_takes_a_post_and_the_door_is_not_shown_inside(client, someone) -> None:
    by_password(client, "wang@example.org")
    assert client.get("/sign-out").status_code == 405
    assert client.get("/sign-in?next=/x").location == "/x"


def test_a_forgotten_password_is_replaced_with_a_code(client, someone) -> None:
    assert client.get("/sign-in/forgotten").status_code == 200
    answer = client.post("/sign-in/forgotten", data={"identifier": "wang@example.org"})
    assert answer.location == "/sign-in/code?next=/profile/password"
    client.post(answer.location, data={"code": latest_code()})
    assert "当前密码" not in client.get("/profile/password").get_data(as_text=True)
    assert client.post("/profile/password", data={"new_password": "a new sentence"}).status_code == 302
    client.post("/sign-out")
    assert by_password(client, "wang@example.org", "a new sentence").status_code == 302


def test_a_password_is_changed_with_the_present_one_and_ends_other_sessions(app, client, someone) -> None:
    other = app.test_client()
    for each in (client, other):
        by_password(each, "wang@example.org", remember="y")
    form = {"present_password": "not this one", "new_password": "a new sentence"}
    page = client.post("/profile/password", data=form).get_data(as_text=True)
    assert "当前密码不正确。" in page
    assert client.post("/profile/password", data=form | {"present_password": PASSWORD}).status_code == 302
    assert (is_signed_in(client), is_signed_in(other)) == (True, False)
    assert client.get_cookie("remember_token") is not None


def test_proof_by_a_code_does_not_last(client, someone) -> None:
    ask_for_code(client, "wang@example.org")
    client.post("/sign-in/code", data={"code": latest_code()})
    with clock.frozen(NOON + timedelta(minutes=16)):
        assert "当前密码" in client.get("/profile/password").get_data(as_text=True)


@pytest.mark.parametrize("password", ["13812345678", "wang@example.org", "aaaaaaaaaa", "WANG FANG"])
def test_a_password_that_is_easy_to_guess_is_refused(client, someone, password: str) -> None:
    someone.account.password = None
    ask_for_code(client, "wang@example.org")
    client.post("/sign-in/code", data={"code": latest_code()})
    page = client.post("/profile/password", data={"new_password": password}).get_data(as_text=True)
    assert "太容易被猜到" in page


def test_signing_out_everywhere_ends_every_session(app, client, someone) -> None:
    other = app.test_client()
    for each in (client, other):
        by_password(each, "wang@example.org", remember="y")
    client.post("/profile/sign-out-everywhere")
    assert (is_signed_in(client), is_signed_in(other)) == (False, False)


def test_a_closed_account_is_out_at_once(client, someone) -> None:
    by_password(client, "wang@example.org")
    set_active(person=someone, actor=None, active=False)
    assert not is_signed_in(client)


def path_of(link: str) -> str:
    return link.removeprefix("https://training.example.org")


def test_opening_a_personal_link_does_not_use_it_up(client, app) -> None:
    someone = factories.person(name_confirmed_at=NOON)
    path = path_of(invite(person=someone, actor=None))
    for _preview in range(3):
        page = client.get(path)
        assert page.status_code == 200
        assert not is_signed_in(client)
    answer = client.post(f"{path}?next=/check-in/1/abc")
    assert answer.location == "/check-in/1/abc"
    assert is_signed_in(client)
    assert client.get_cookie("remember_token") is not None
    assert (client.get(path).status_code, client.post(path).status_code) == (410, 422)


def test_a_new_person_is_asked_to_confirm_the_name_first(client, app) -> None:
    path = path_of(invite(person=factories.person(), actor=None))
    assert client.post(f"{path}?next=/x").location == "/profile?next=/x"


def test_a_personal_link_may_set_a_password(client, app) -> None:
    someone = factories.person(email="new@example.org", name_confirmed_at=NOON)
    path = path_of(invite(person=someone, actor=None))
    weak = client.post(path, data={"password": "aaaaaaaaaa"})
    assert (weak.status_code, "太容易被猜到" in weak.get_data(as_text=True)) == (422, True)
    assert client.post(path, data={"password": PASSWORD}).status_code == 302
    client.post("/sign-out")
    assert by_password(client, "new@example.org").status_code == 302


@pytest.mark.parametrize("chosen", ["en", "zh"])
def test_the_language_chosen_on_the_page_is_kept_whoever_signs_in(client, someone, chosen) -> None:
    someone.preferred_language = "zh" if chosen == "en" else "en"
    client.get(f"/language/{chosen}?next=/sign-in")
    for _time in range(2):
        by_password(client, "wang@example.org")
        assert f'<html lang="{"en" if chosen == "en" else "zh-Hans"}"' in client.get("/").text
        client.post("/sign-out")


def test_a_personal_link_speaks_the_language_of_its_person(client, app) -> None:
    path = path_of(invite(person=factories.person(preferred_language="en"), actor=None))
    assert "Open my account" in client.get(path).get_data(as_text=True)
    assert "进入我的账号" in client.get(f"{path}?lang=zh").get_data(as_text=True)
