"""The doors in a real browser on a phone, without any script: what a chat's own browser may leave of a page."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from cgtraining.database import db
from cgtraining.people import passwords
from cgtraining.people.invitations import invite
from cgtraining.people.models import Person
from tests import factories
from tests.browser import ON_SQLITE, PHONE, OpenContext, faults, is_too_wide

pytestmark = ON_SQLITE


@pytest.fixture
def phone(open_context: OpenContext) -> Page:
    return open_context(PHONE, java_script_enabled=False).new_page()


@pytest.fixture
def someone(app: Flask) -> Person:
    made = factories.person("单雄信", None, email="shan@example.org", province_code=None)
    factories.account_of(made, password=passwords.hashed("a long sentence"))
    db.session.commit()
    return made


def test_a_personal_link_leads_to_a_confirmed_profile(app, address: str, phone: Page) -> None:
    new = factories.person("单雄信", None, province_code=None)
    path = invite(person=new, actor=None).removeprefix("https://training.example.org")
    db.session.commit()
    phone.goto(f"{address}{path}")
    phone.get_by_role("button", name="进入我的账号").tap()
    expect(phone.get_by_label("拉丁字母姓名")).to_have_value("SHAN Xiongxin")
    assert not is_too_wide(phone)
    phone.get_by_label("省份").select_option("广东省")
    phone.get_by_role("button", name="显示该省城市").tap()
    phone.get_by_label("城市").select_option("深圳市")
    phone.get_by_role("button", name="确认", exact=True).tap()
    expect(phone).to_have_url(f"{address}/")
    db.session.refresh(new)
    assert (new.name_latin, new.province_code, new.city_code) == ("SHAN Xiongxin", "440000", "440300")
    assert set(new.confirmed_fields) >= {"name_zh", "name_latin", "city_code"}


def test_signing_in_by_password_comes_back_to_the_wanted_page(address: str, phone: Page, someone) -> None:
    phone.goto(f"{address}/profile/security")
    assert not is_too_wide(phone)
    phone.get_by_label("邮箱或手机号").fill("shan@example.org")
    phone.get_by_label("密码").fill("wrong sentence")
    phone.get_by_role("button", name="登录", exact=True).tap()
    expect(phone.get_by_role("alert")).to_contain_text("账号与密码不匹配")
    phone.get_by_label("密码").fill("a long sentence")
    phone.get_by_label("密码").press("Enter")
    expect(phone).to_have_url(f"{address}/profile/security")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nobody_is_shut_out_at_the_doors(address: str, open_context: OpenContext, someone, language: str) -> None:
    page, found = open_context(PHONE).new_page(), []
    for path in ("/sign-in", "/sign-in/forgotten", "/invitation/unknown"):
        page.goto(f"{address}{path}?lang={language}")
        found += [(path, fault) for fault in faults(page)]
    assert found == []
