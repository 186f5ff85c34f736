import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.cohorts.roster import values
from cgtraining.cohorts.roster.remarks import Remark, RemarkCode, about_row, remark
from cgtraining.people.models import Gender


def codes(remarks: list[Remark]) -> list[RemarkCode]:
    return [each.code for each in remarks]


@pytest.mark.parametrize("text", ["", " ", "无", "-", "——", "/", "N/A", "暂无", "null", "'"])
def test_words_for_nothing_are_nothing(text: str) -> None:
    assert values.written(text) == ""


def test_an_apostrophe_before_a_number_is_the_spreadsheets() -> None:
    assert values.written("'13812345678") == "13812345678"


def test_phones_and_addresses_are_found_wherever_they_stand() -> None:
    found = values.contacts_of(["wang@example.org"], ["13812345678"], [], "CN")
    assert (found.phone, found.email, found.wrong) == ("+8613812345678", "wang@example.org", [])


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        ("TRAINEE@EXAMPLE.ORG", "trainee@example.org"),
        ("a＠example．org", "a@example.org"),
        ("a @ example. org", "a@example.org"),
        ("mailto:a.b+c@mail.example.org", "a.b+c@mail.example.org"),
        ("王芳 <a@example.org>", "a@example.org"),
        ("a@example。com", "a@example.com"),
    ],
)
def test_addresses_are_read_as_people_write_them(text: str, mail: str) -> None:
    assert values.contacts_of([], [text], [], "CN").email == mail


@pytest.mark.parametrize("text", ["not-an-email", "a@b", "@example.org", f"{'a' * 250}@example.org"])
def test_what_is_no_address_is_said(text: str) -> None:
    found = values.contacts_of([], [text], [], "CN")
    assert (found.email, codes(found.wrong)) == (None, [RemarkCode.EMAIL_INVALID])


def test_a_wrong_number_is_said_and_a_shortened_one_for_what_it_is() -> None:
    assert codes(values.contacts_of(["1380013"], [], [], "CN").wrong) == [RemarkCode.PHONE_INVALID]
    assert codes(values.contacts_of(["1.38123E+10"], [], [], "CN").wrong) == [RemarkCode.PHONE_SHORTENED]


def test_of_several_the_first_is_taken_and_the_others_are_named() -> None:
    found = values.contacts_of(["13812345678/13912345678"], ["a@example.org, b@example.org"], [], "CN")
    assert (found.phone, found.email) == ("+8613812345678", "a@example.org")
    assert [each.sentence for each in found.warnings] == [
        "Of several phone numbers one was taken; left out: +8613912345678.",
        "Of several e-mail addresses the first was taken; left out: b@example.org.",
    ]


def test_a_number_is_read_by_the_region_first_and_by_the_mainland_then() -> None:
    assert values.contacts_of(["91234567", "13812345678"], [], [], "HK").phone == "+85291234567"
    assert values.contacts_of(["13812345678"], [], [], "HK").phone == "+8613812345678"


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("男", Gender.MALE),
        ("女士", Gender.FEMALE),
        ("F", Gender.FEMALE),
        ("Mr.", Gender.MALE),
        ("保密", None),
        ("", None),
    ],
)
def test_genders(text: str, gender: Gender | None) -> None:
    assert values.gender_of(text) == (gender, [])


def test_an_unknown_gender_is_said() -> None:
    found, remarks = values.gender_of("？？是")
    assert (found, codes(remarks)) == (None, [RemarkCode.GENDER_UNKNOWN])


def test_places_and_what_is_wrong_with_them() -> None:
    assert values.place_of("") == values.Located()
    assert values.place_of("广东省/深圳市") == values.Located("440000", "440300")
    assert codes(values.place_of("火星/奥林匹斯").warnings) == [RemarkCode.PLACE_UNKNOWN]
    assert codes(values.place_of("浙江/火星").warnings) == [RemarkCode.CITY_UNKNOWN]
    assert values.place_of("香港").telephone_region == "HK"
    assert values.place_of("深圳").telephone_region == "CN"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("中文", "zh"),
        ("English", "en"),
        ("中英文", "zh"),
        ("英文/中文", "en"),
        ("", None),
        ("français", None),
        ("普通话", "zh"),
    ],
)
def test_the_language_preferred_first(text: str, language: str | None) -> None:
    assert values.language_of(text) == language


def test_organization_and_position_in_one_cell() -> None:
    assert values.organization_and_position("深圳社区基金会 秘书长") == ("深圳社区基金会", "秘书长")
    assert values.organization_and_position("甲 乙 丙") == ("甲 乙 丙", "")
    assert values.organization_and_position("深圳社区基金会副秘书长") == ("深圳社区基金会", "副秘书长")
    assert values.organization_and_position("南湾街道办事处党委书记") == ("南湾街道办事处", "党委书记")
    assert values.organization_and_position("青榆社区基金会") == ("青榆社区基金会", "")
    assert values.organization_and_position("社工督导") == ("", "社工督导")
    assert values.organization_and_position("青榆社区基金会秘书长", "青榆社区基金会") == ("青榆社区基金会", "秘书长")


def test_long_texts_are_cut_and_said() -> None:
    assert values.cut(" 甲\n乙 ", 5) == ("甲 乙", [])
    assert values.cut("", 5) == (None, [])
    text, remarks = values.cut("一二三四五六", 5)
    assert (text, codes(remarks)) == ("一二三四五", [RemarkCode.TEXT_CUT])


def test_every_remark_is_a_sentence_with_its_value_and_survives_storage() -> None:
    for code in RemarkCode:
        told = Remark(code=code, value="100%", row=7)
        assert told.sentence.endswith(".")
        assert "%(" not in told.sentence
        assert Remark.model_validate_json(told.model_dump_json()) == told


def test_values_in_remarks_are_short_and_hold_no_identity_number() -> None:
    assert remark(RemarkCode.PHONE_INVALID, "号 44030119800101123X\n").value == "号 ****"
    assert remark(RemarkCode.PHONE_INVALID, "x" * 100).value == "x" * 60 + "…"
    assert (
        about_row(RemarkCode.DUPLICATE, 7).sentence == "This is the same person as in row 7, so this row is left out."
    )


@given(st.text(max_size=60))
def test_any_text_is_answered_by_every_reader(text: str) -> None:
    values.contacts_of([text], [text], [text], "HK")
    values.gender_of(text)
    values.place_of(text)
    values.language_of(text)
    values.organization_and_position(text)
