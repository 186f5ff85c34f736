from dataclasses import replace

import pytest
from flask import Flask

from cgtraining.audit.queries import history_of
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.people.models import OrganizationKind
from cgtraining.people.operations import PersonValues, add_person, change_person, organization_named
from cgtraining.people.queries import organization_by_id, people_found, people_matching, person_by_id
from cgtraining.people.values import values_of_person
from tests import factories


def test_a_person_is_kept_in_one_spelling(app: Flask) -> None:
    made = add_person(
        actor=None,
        values=PersonValues(
            name_zh="王　芳", name_latin=" WANG  Fang", phone="１３８ 1234 5678", email=" Wang@Example.org "
        ),
    )
    assert (made.name_zh, made.name_latin, made.phone, made.email) == (
        "王芳",
        "WANG Fang",
        "+8613812345678",
        "wang@example.org",
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (PersonValues(), "请填写姓名：中文、拉丁字母或两者皆可。"),
        (PersonValues(name_zh="王芳", phone="12"), "手机号码有误。境外号码请以 + 和国家（地区）代码开头。"),
        (PersonValues(name_zh="王芳", email="wang"), "邮箱地址有误。"),
        (PersonValues(name_zh="王" * 101), "中文姓名：最多 100 个字符。"),
    ],
)
def test_what_cannot_be_right_is_refused(app: Flask, values: PersonValues, sentence: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        add_person(actor=None, values=values)
    assert str(refusal.value) == sentence


def test_a_city_without_its_province_is_dropped(app: Flask) -> None:
    assert add_person(actor=None, values=PersonValues(name_zh="王芳", city_code="440300")).city_code is None


def test_a_change_is_recorded_by_its_fields_and_never_by_its_values(app: Flask) -> None:
    administrator = factories.platform_administrator()
    someone = factories.person(email="secret@example.org")
    values = replace(values_of_person(someone), email="other@example.org", name_zh="王方")
    change_person(person=someone, actor=administrator, version=someone.version, values=values)
    [entry] = history_of(someone)
    assert (entry.action, entry.actor_id, entry.details) == (
        "person.changed",
        administrator.id,
        {"fields": ["name_zh", "email"]},
    )


def test_nothing_changed_is_nothing_recorded(app: Flask) -> None:
    someone = add_person(actor=None, values=PersonValues(name_zh="王芳"))
    version = someone.version
    change_person(person=someone, actor=None, version=version, values=values_of_person(someone))
    assert (someone.version, len(history_of(someone))) == (version, 1)


def test_an_old_version_is_refused(app: Flask) -> None:
    someone = factories.person()
    with pytest.raises(StaleRecord):
        change_person(person=someone, actor=None, version=someone.version - 1, values=values_of_person(someone))


def test_what_the_person_confirmed_is_not_overwritten(app: Flask) -> None:
    someone = factories.person(confirmed_fields=["name_latin"], position_zh="主任")
    values = replace(values_of_person(someone), name_latin="Fang Wang", position_zh="副主任")
    change_person(person=someone, actor=None, version=someone.version, values=values)
    assert (someone.name_latin, someone.position_zh) == ("WANG Fang", "副主任")


def test_an_administrator_may_overwrite_it_and_the_confirmation_goes(app: Flask) -> None:
    someone = factories.person(confirmed_fields=["name_latin", "name_zh"])
    values = replace(values_of_person(someone), name_latin="Fang Wang")
    change_person(person=someone, actor=None, version=someone.version, values=values, over_confirmed=True)
    assert (someone.name_latin, someone.confirmed_fields) == ("Fang Wang", ["name_zh"])


@pytest.mark.parametrize("text", ["王芳", "王 芳", "wangfang", "wf", "Wang", "fang wang", "cedar", "13812345678", "W@"])
def test_a_person_is_found_by_every_way_of_writing(app: Flask, text: str) -> None:
    organization = organization_named("深圳雪松基金会", "Cedar Foundation")
    values = PersonValues(
        name_zh="王芳", name_latin="WANG Fang", organization=organization, phone="13812345678", email="w@example.org"
    )
    made = add_person(actor=None, values=values)
    add_person(actor=None, values=PersonValues(name_zh="李强", phone="13900000000"))
    assert db.session.scalars(people_found(text)).all() == [made]


@pytest.mark.parametrize(
    ("text", "found"), [("wangfang", True), ("cedar", True), ("138 1234 5678", True), ("W@", False)]
)
def test_staff_choose_by_name_or_by_a_whole_address(app: Flask, text: str, found: bool) -> None:
    organization = organization_named("深圳雪松基金会", "Cedar Foundation")
    values = PersonValues(name_zh="王芳", organization=organization, phone="13812345678", email="w@example.org")
    made = add_person(actor=None, values=values)
    add_person(actor=None, values=PersonValues(name_zh="李强"))

    assert people_matching(text, limit=5) == ([made] if found else [])


def test_a_blank_text_finds_nobody_and_a_wildcard_is_a_letter(app: Flask) -> None:
    factories.person()
    assert (people_matching("  ", limit=5), people_matching("%", limit=5)) == ([], [])


def test_people_stand_in_the_order_of_pinyin(app: Flask) -> None:
    made = [add_person(actor=None, values=PersonValues(name_zh=name)) for name in ("赵一", "安二", "单三")]
    found = people_matching("一", 5) + people_matching("二", 5) + people_matching("三", 5)
    assert sorted(found, key=lambda person: person.sort_key) == [made[1], made[2], made[0]]


def test_a_person_is_loaded_with_organization_and_account(app: Flask, count_queries) -> None:
    someone = factories.person(organization=factories.organization())
    factories.account_of(someone)
    number = someone.id
    db.session.commit()
    db.session.expunge_all()

    def read() -> None:
        found = person_by_id(number)
        assert found
        assert found.organization
        assert found.organization.name_en
        assert found.account

    assert count_queries(read) == 1


def test_an_organization_is_found_by_either_name_and_completed(app: Flask) -> None:
    made = organization_named(name_zh="深圳 雪松基金会")
    again = organization_named("深圳雪松基金会", "Cedar Foundation")
    english = organization_named(name_en="cedar foundation")
    assert made is again is english
    assert (made.name_zh, made.name_en, made.kind) == (
        "深圳雪松基金会",
        "Cedar Foundation",
        OrganizationKind.FOUNDATION,
    )
    assert organization_by_id(made.id) is made


def test_two_chinese_names_with_one_english_name_stay_two(app: Flask) -> None:
    assert organization_named("福田区民政局", "Civil Affairs Bureau") is not organization_named(
        "南山区民政局", "Civil Affairs Bureau"
    )


@pytest.mark.parametrize("names", [("", " "), ("字" * 201, None)])
def test_an_organization_needs_a_name_that_fits(app: Flask, names: tuple[str, str | None]) -> None:
    with pytest.raises(RuleBroken):
        organization_named(*names)
