from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cgtraining import tasks
from cgtraining.audit.queries import history_of
from cgtraining.database import db
from cgtraining.mail.models import Channel, Delivery, DeliveryState, Message
from cgtraining.people import messages
from cgtraining.people.models import Organization, Person
from cgtraining.people.operations import PersonValues, add_person
from tests import factories

SignIn = Callable[[Person], FlaskClient]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z" /></svg>'


@pytest.fixture
def administrator(app: Flask) -> Person:
    return factories.platform_administrator()


@pytest.fixture
def admin(sign_in: SignIn, administrator: Person) -> FlaskClient:
    return sign_in(administrator)


def said() -> tuple[str, str]:
    return "主题", "正文"


def facts(person: Person, **changes: str) -> dict[str, str]:
    kept = {"version": person.version, "name_zh": person.name_zh, "name_latin": person.name_latin or ""}
    return kept | {"preferred_language": "zh", "gender": ""} | changes


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


# -- who may open what --

ADMINISTRATORS_ONLY = (
    ("GET", "/people"),
    ("GET", "/people/add"),
    ("GET", "/people/{other}/edit"),
    ("GET", "/people/{other}/contacts"),
    ("POST", "/people/{other}/invitation"),
    ("POST", "/people/{other}/invitation/send"),
    ("POST", "/people/{other}/account/close"),
    ("POST", "/people/{other}/account/reopen"),
    ("POST", "/people/{other}/administrator/give"),
    ("POST", "/people/{other}/administrator/take"),
    ("GET", "/people/{other}"),
    ("GET", "/people/{other}/history"),
    ("GET", "/organizations"),
    ("GET", "/organizations/add"),
    ("GET", "/organizations/{organization}"),
    ("GET", "/organizations/{organization}/logo"),
    ("GET", "/messages"),
    ("GET", "/messages/{message}"),
    ("POST", "/deliveries/{delivery}/resend"),
    ("POST", "/deliveries/{delivery}/copied"),
)


@pytest.fixture
def numbers(app: Flask) -> dict[str, int]:
    other = factories.person()
    factories.account_of(other)
    message = messages.tell(person=other, purpose="x", write=said)
    copy = next(each for each in message.deliveries if each.channel is Channel.WECHAT_COPY)
    organization = factories.organization(logo_key="organizations/x.svg")
    db.session.commit()
    return {"other": other.id, "organization": organization.id, "message": message.id, "delivery": copy.id}


@pytest.mark.parametrize(("method", "address"), ADMINISTRATORS_ONLY)
def test_only_platform_administrators_open_the_office(
    client: FlaskClient, sign_in: SignIn, numbers: dict[str, int], method: str, address: str
) -> None:
    path = address.format(**numbers)
    assert client.open(path, method=method).status_code == 302
    refused = sign_in(factories.person("陈学员")).open(path, method=method)
    assert refused.status_code == (404 if "{" in address else 403)


def test_staff_of_programs_do_not_see_everyone(sign_in: SignIn, numbers: dict[str, int]) -> None:
    client = sign_in(factories.program_staff(factories.program()))
    assert client.get("/people").status_code == 403
    assert client.get(f"/people/{numbers['other']}").status_code == 404


def test_a_person_sees_the_own_record_and_changes_nothing_there(sign_in: SignIn) -> None:
    someone = factories.person()
    client = sign_in(someone)
    shown = page(client, f"/people/{someone.id}")
    assert ("王芳" in shown, f"/people/{someone.id}/edit" in shown) == (True, False)
    assert "暂无记录。" in page(client, f"/people/{someone.id}/history")
    assert client.get(f"/people/{someone.id}/edit").status_code == 404


def test_what_does_not_exist_is_not_found(admin: FlaskClient) -> None:
    for path in ("/people/999", "/organizations/999", "/messages/999", "/organizations/999/logo"):
        assert admin.get(path).status_code == 404
    assert admin.post("/people/999/administrator/give").status_code == 404
    assert admin.post("/deliveries/999/copied").status_code == 404


# -- people --


def test_the_list_finds_filters_and_pages_with_as_many_queries_for_one_as_for_three(
    admin: FlaskClient, count_queries: Any
) -> None:
    add_person(actor=None, values=PersonValues(name_zh="欧阳文"))
    db.session.commit()
    one = count_queries(lambda: admin.get("/people?q=oyw"))
    for name in ("欧阳武", "欧阳王"):
        factories.account_of(add_person(actor=None, values=PersonValues(name_zh=name)), last_sign_in_at=None)
    db.session.commit()
    assert count_queries(lambda: admin.get("/people?q=oyw")) == one
    found = page(admin, "/people?q=ouyang&account=never")
    assert ["欧阳文" in found, "欧阳武" in found, "欧阳王" in found] == [False, True, True]
    assert "没有符合条件的人员" in page(admin, "/people?q=nobody&account=unknown")
    assert "管理员" in page(admin, "/people?account=administrators")


def test_a_person_is_added_and_shown(admin: FlaskClient) -> None:
    form = {"name_zh": "王芳", "preferred_language": "zh", "gender": "female", "phone": "13812345678"}
    place = {"province_code": "440000", "city_code": "440300", "organization_zh": "雪松基金会", "position_zh": "主任"}
    answer = admin.post("/people/add", data=form | place)
    shown = page(admin, answer.location)
    for text in ("王芳", "雪松基金会", "广东省深圳市", "138 1234 5678", "主任", "无账号"):
        assert text in shown


def test_someone_with_the_same_address_is_shown_before_adding_another(admin: FlaskClient) -> None:
    known = factories.person("李强", phone="+8613812345678", email=None)
    form = {"name_zh": "王芳", "preferred_language": "zh", "gender": "", "phone": "138 1234 5678"}
    answer = admin.post("/people/add", data=form)
    assert f"/people/{known.id}" in answer.get_data(as_text=True)
    assert admin.post("/people/add", data=form | {"another_person": "y"}).status_code == 302


def test_a_refused_person_keeps_what_was_typed(admin: FlaskClient) -> None:
    form = {"name_zh": "", "position_zh": "主任", "preferred_language": "zh", "gender": ""}
    answer = admin.post("/people/add", data=form).get_data(as_text=True)
    assert ("请填写姓名" in answer, 'value="主任"' in answer) == (True, True)


def test_another_province_shows_its_cities_and_saves_nothing(admin: FlaskClient) -> None:
    form = {"name_zh": "王芳", "preferred_language": "zh", "gender": "", "province_code": "440000"}
    answer = admin.post("/people/add", data=form | {"other_province": "1"})
    assert (answer.status_code, "深圳市" in answer.get_data(as_text=True)) == (200, True)
    options = page(admin, "/places/cities?province_code=330000")
    assert ("杭州市" in options, "深圳市" in options) == (True, False)


def test_an_edit_keeps_contacts_and_refuses_an_old_version(admin: FlaskClient) -> None:
    someone = factories.person(email="a@example.org", confirmed_fields=["name_zh"], name_confirmed_at=None)
    address = f"/people/{someone.id}/edit"
    assert "本人已确认过这些信息" in page(admin, address)
    assert admin.post(address, data=facts(someone, name_zh="王方", city_code="440300")).status_code == 302
    stale = admin.post(address, data=facts(someone, version="1", name_zh="王圆")).get_data(as_text=True)
    db.session.refresh(someone)
    assert (someone.name_zh, someone.email, someone.confirmed_fields) == ("王方", "a@example.org", [])
    assert ('value="王圆"' in stale, f'name="version" type="hidden" value="{someone.version}"' in stale) == (True, True)
    assert admin.post(address, data=facts(someone, name_zh="王圆")).status_code == 302


def test_a_moved_phone_moves_the_sign_in_and_is_recorded(admin: FlaskClient, administrator: Person) -> None:
    someone = factories.person(phone="+8613800000001")
    account = factories.account_of(someone, phone="+8613800000001")
    address = f"/people/{someone.id}/contacts"
    form = {"version": someone.version, "phone": "13900000002", "email": someone.email}
    assert page(admin, address)
    assert admin.post(address, data=form).status_code == 302
    db.session.refresh(account)
    assert account.phone == "+8613900000002"
    entry = history_of(someone)[0]
    assert (entry.action, entry.actor_id, entry.details) == (
        "person.contacts_moved",
        administrator.id,
        {"fields": ["phone"]},
    )
    assert "变更联系方式：手机号" in page(admin, f"/people/{someone.id}/history")


def test_a_phone_that_another_account_uses_is_refused(admin: FlaskClient) -> None:
    factories.account_of(factories.person(), phone="+8613800000001")
    someone = factories.person()
    factories.account_of(someone)
    form = {"version": someone.version, "phone": "13800000001", "email": someone.email}
    answer = admin.post(f"/people/{someone.id}/contacts", data=form)
    assert "已有其他账号使用这个手机号登录。" in answer.get_data(as_text=True)


def test_a_personal_link_is_handed_over_with_its_qr_and_works(app: Flask, admin: FlaskClient) -> None:
    someone = factories.person()
    shown = admin.post(f"/people/{someone.id}/invitation").get_data(as_text=True)
    link = shown.split("https://training.example.org")[1].split("<")[0].strip()
    assert "data:image/svg+xml" in shown
    assert app.test_client().post(link).status_code == 302


def test_a_personal_link_is_sent_and_its_text_is_not_kept(app: Flask, admin: FlaskClient) -> None:
    someone = factories.person(email="a@example.org")
    assert admin.post(f"/people/{someone.id}/invitation/send").status_code == 302
    message = db.session.scalars(select(Message)).one()
    assert ("https://training.example.org/invitation/" in message.body, message.confidential) == (True, True)
    shown = page(admin, f"/messages/{message.id}")
    assert "/invitation/" not in shown
    tasks.sweep()
    db.session.refresh(message)
    assert message.body == ""


def test_an_account_is_closed_and_opened_again(admin: FlaskClient, administrator: Person) -> None:
    someone = factories.person()
    account = factories.account_of(someone)
    for act, active in (("close", False), ("close", False), ("reopen", True)):
        assert admin.post(f"/people/{someone.id}/account/{act}").status_code == 302
        db.session.refresh(account)
        assert account.active is active
    assert admin.post(f"/people/{administrator.id}/account/close").status_code == 409
    assert admin.post(f"/people/{factories.person().id}/account/close").status_code == 409


def test_the_administrators_role_is_given_and_taken_by_another(admin: FlaskClient, administrator: Person) -> None:
    someone = factories.person()
    account = factories.account_of(someone)
    for act, is_administrator in (("give", True), ("give", True), ("take", False)):
        admin.post(f"/people/{someone.id}/administrator/{act}")
        db.session.refresh(account)
        assert account.is_administrator is is_administrator
    assert admin.post(f"/people/{administrator.id}/administrator/take").status_code == 409


# -- one's own profile --


def test_a_new_person_gets_a_suggestion_and_confirms(sign_in: SignIn) -> None:
    someone = factories.person("单雄信", None, phone="+8613800000001")
    client = sign_in(someone)
    shown = page(client, "/profile")
    assert ('value="SHAN Xiongxin"' in shown, "请核对并确认" in shown) == (True, True)
    form = facts(someone, name_latin="SHAN Xiongxin", phone="13999999999", consents="y", preferred_language="en")
    answer = client.post("/profile?next=/check-in/1/abc", data=form)
    cookie = client.get_cookie("language")
    assert (answer.location, cookie and cookie.value) == ("/check-in/1/abc", "en")
    db.session.refresh(someone)
    assert (someone.phone, someone.confirmed_fields, bool(someone.consented_at), bool(someone.name_confirmed_at)) == (
        "+8613800000001",
        ["name_zh", "name_latin", "preferred_language"],
        True,
        True,
    )


def test_consent_is_taken_back_and_a_stale_profile_refused(sign_in: SignIn) -> None:
    someone = factories.person()
    client = sign_in(someone)
    client.post("/profile", data=facts(someone, consents="y"))
    db.session.refresh(someone)
    assert client.post("/profile", data=facts(someone)).status_code == 302
    db.session.refresh(someone)
    assert someone.consented_at is None
    assert client.post("/profile", data=facts(someone, version="1", name_zh="别人")).status_code == 200
    assert client.post("/profile", data=facts(someone, other_province="1", name_zh="别人")).status_code == 200
    db.session.refresh(someone)
    assert someone.name_zh == "王芳"


# -- organizations --


def test_organizations_are_listed_with_as_many_queries_for_one_as_for_three(
    admin: FlaskClient, count_queries: Any
) -> None:
    first = factories.organization(name_zh="雪松基金会")
    factories.person(organization=first)
    db.session.commit()
    one = count_queries(lambda: admin.get("/organizations"))
    for name in ("甲中心", "乙中心"):
        factories.organization(name_zh=name)
    db.session.commit()
    assert count_queries(lambda: admin.get("/organizations")) == one
    assert "雪松基金会" in page(admin, "/organizations?q=雪松&kind=other")
    assert "没有符合条件的单位" in page(admin, "/organizations?q=雪松&kind=foundation")


def upload(content: str | bytes, name: str = "logo.svg") -> Any:
    return BytesIO(content.encode() if isinstance(content, str) else content), name


def test_an_organization_is_added_with_a_logo_that_can_do_nothing(admin: FlaskClient) -> None:
    form = {"name_zh": "雪松基金会", "kind": "foundation", "logo": upload(SVG)}
    assert admin.post("/organizations/add", data=form).status_code == 302
    made = db.session.scalars(select(Organization)).one()
    logo = admin.get(f"/organizations/{made.id}/logo")
    assert (logo.get_data(as_text=True), logo.mimetype) == (SVG, "image/svg+xml")
    assert logo.headers["Content-Disposition"] == "attachment"
    assert f"/organizations/{made.id}/logo" in page(admin, f"/organizations/{made.id}")
    form = {"version": made.version, "name_zh": "雪松基金会", "kind": "foundation", "remove_logo": "y"}
    assert admin.post(f"/organizations/{made.id}", data=form).status_code == 302
    assert admin.get(f"/organizations/{made.id}/logo").status_code == 404


def test_a_refused_file_is_said_at_its_field_and_nothing_is_saved(admin: FlaskClient) -> None:
    made = factories.organization(name_zh="旧名")
    form = {"version": made.version, "name_zh": "新名", "kind": "other", "seal": upload(b"GIF89a", "seal.gif")}
    answer = admin.post(f"/organizations/{made.id}", data=form).get_data(as_text=True)
    assert ("须为 PNG 或 SVG" in answer, 'value="新名"' in answer) == (True, True)
    db.session.refresh(made)
    assert made.name_zh == "旧名"


def test_a_renamed_organization_is_found_with_its_people(admin: FlaskClient) -> None:
    made = factories.organization(name_zh="旧名")
    add_person(actor=None, values=PersonValues(name_zh="李强", organization=made))
    form = {"version": made.version, "name_zh": "雪松基金会", "name_en": "Cedar", "kind": "foundation"}
    admin.post(f"/organizations/{made.id}", data=form)
    assert "李强" in page(admin, "/people?q=雪松")
    form["version"] = "1"
    assert "保存" in admin.post(f"/organizations/{made.id}", data=form | {"name_zh": ""}).get_data(as_text=True)


# -- messages --


def test_messages_are_listed_with_as_many_queries_for_one_as_for_three(admin: FlaskClient, count_queries: Any) -> None:
    messages.tell(person=factories.person(), purpose="1", write=said)
    db.session.commit()
    one = count_queries(lambda: admin.get("/messages"))
    for purpose in ("2", "3"):
        messages.tell(person=factories.person(), purpose=purpose, write=said)
    db.session.commit()
    assert count_queries(lambda: admin.get("/messages")) == one
    assert "没有符合条件的消息" in page(admin, "/messages?state=failed")
    assert "王芳" in page(admin, "/messages?state=waiting")


def test_messages_are_found_by_recipient_and_by_what_is_left_to_do(admin: FlaskClient) -> None:
    assert "暂无消息" in page(admin, "/messages")
    mailed = messages.tell(person=factories.person("李雷", None), purpose="1", write=said)
    messages.tell(person=factories.person("韩梅", None, phone=None, email=None), purpose="2", write=said)
    for delivery in mailed.deliveries:
        delivery.state = DeliveryState.SENT
    db.session.commit()

    def listed(query: str) -> list[bool]:
        shown = page(admin, f"/messages?{query}")
        return [name in shown for name in ("李雷", "韩梅")]

    assert listed("q=李雷") == [True, False]
    assert listed("q=nobody") == [False, False]
    assert listed("state=sent") == [True, False]
    assert listed("state=waiting") == [False, False]
    assert listed("state=copy") == [False, True]


def test_a_message_is_shown_copied_and_sent_again(admin: FlaskClient) -> None:
    message = messages.tell(person=factories.person(), purpose="1", write=said, link="https://example.org/x")
    deliveries = {each.channel: each for each in message.deliveries}
    mail, copy = deliveries[Channel.MAIL], deliveries[Channel.WECHAT_COPY]
    mail.state = DeliveryState.UNCERTAIN
    db.session.commit()
    shown = page(admin, f"/messages/{message.id}")
    for text in ("正文\n\nhttps://example.org/x", f"/deliveries/{mail.id}/resend", f"/deliveries/{copy.id}/copied"):
        assert text in shown
    admin.post(f"/deliveries/{mail.id}/resend")
    admin.post(f"/deliveries/{copy.id}/copied")
    states = [db.session.get_one(Delivery, each.id, populate_existing=True).state for each in (mail, copy)]
    assert states == [DeliveryState.WAITING, DeliveryState.SENT]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("欧阳 文", "By the national standard it would be OUYANG Wen."),
        ("吕女", "it would be LYU Nyu."),
        ("阿依古丽·买买提", "keeps its own order and spelling"),
        ("", "Family name first"),
    ],
)
def test_latin_name_is_suggested_while_the_chinese_one_is_written(admin: FlaskClient, name: str, said: str) -> None:
    answer = admin.get("/names/latin", query_string={"name_zh": name, "lang": "en"})
    assert said in answer.text
