from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.people.models import Person
from cgtraining.programs.models import IssuerRole
from cgtraining.programs.operations import issuing, keeping
from cgtraining.programs.restricted import WORDS, Restricted, restricted_in, restricted_in_program
from tests import factories

OWN_NAME = "中国公益研究院"


def words(text: str, *names: str) -> list[str]:
    return [one.word for one in restricted_in([text], names)]


@pytest.mark.parametrize("word", ["国徽", "职业资格", "国家", "全国", "中国", "中华"])
def test_each_restricted_word_is_found(word: str) -> None:
    assert words(f"社区治理{word}研修班") == [word]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("National Training of Community Leaders", ["national"]),
        ("with the NATIONAL  EMBLEM", ["national emblem"]),
        ("Certificate of Vocational Qualifications", ["vocational qualification"]),
        ("China Community Program for Chinese leaders", ["China", "Chinese"]),
        ("People’s Republic of China", ["People's Republic of China"]),
        ("International exchange of nationals abroad, chinaware", ["national"]),
        ("International exchange, chinaware", []),
    ],
)
def test_english_texts_are_looked_at_as_chinese_ones(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_an_issuers_own_english_name_may_have_one() -> None:
    name = "China Global Philanthropy Institute"
    assert words(f"Fellow of the {name.upper()}", name) == []
    assert words(f"China Fellow of the {name}", name) == ["China"]


def test_a_longer_word_is_not_told_again_as_its_part() -> None:
    assert words("中华人民共和国") == ["中华人民共和国"]


def test_an_issuers_own_name_may_have_one() -> None:
    assert words(f"{OWN_NAME}社区治理研修班", OWN_NAME) == []


def test_the_same_word_beside_the_issuers_own_name_is_found() -> None:
    assert words(f"{OWN_NAME}中国社区治理研修班", OWN_NAME) == ["中国"]


def test_a_longer_name_is_taken_out_before_a_shorter_one_within_it() -> None:
    assert words("中国慈善中国学院", "中国慈善", "中国慈善中国学院") == []


@pytest.mark.parametrize(
    "text", ["健全国际交流机制", "集中国内外经验", "健全国有资产管理", "International Nation State"]
)
def test_words_that_only_meet_are_not_taken_for_one(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize("text", ["全 国", "中　国", "國家", "職業資格"])
def test_blanks_and_old_forms_hide_nothing(text: str) -> None:
    assert len(words(text)) == 1


def test_it_is_told_with_the_first_text_in_which_it_stands() -> None:
    assert restricted_in(["雪松", None, "全国研修班", "又一个全国研修班"], []) == [Restricted("全国", "全国研修班")]


@given(st.text(), st.lists(st.text()))
def test_nothing_is_found_that_is_not_a_restricted_word(text: str, names: list[str]) -> None:
    assert set(words(text, *names)) <= set(WORDS)


def test_the_sentence_names_the_source(app: Flask) -> None:
    found = Restricted("全国", "全国研修班")
    with app.test_request_context(), force_locale("en"):
        assert found.sentence == (
            "“全国研修班” has the word “全国”. On training certificates it is restricted "
            "(人社部函〔2022〕25号), except inside an issuer's own name."
        )


def test_a_program_is_looked_at_with_its_issuers(app: Flask) -> None:
    with app.test_request_context():
        values = keeping.ProgramValues("CEDAR", f"{OWN_NAME}全国研修班")
        program = keeping.create_program(values=values, actor=None)
        organization = factories.organization(name_zh=OWN_NAME)
        issuing.add_issuer(program=program, organization=organization, role=IssuerRole.ISSUER, actor=None)
        assert [one.word for one in restricted_in_program(program)] == ["全国"]


def test_the_pages_that_change_a_title_warn_of_it(app: Flask, sign_in: Callable[[Person], FlaskClient]) -> None:
    cohort = factories.cohort(factories.curriculum(factories.program(title_zh="全国社区治理")))
    client = sign_in(factories.program_staff(cohort.program))
    programs = f"/programs/{cohort.program_id}"
    for address in (programs, f"{programs}/edit", f"{programs}/issuing", f"/cohorts/{cohort.id}/edit"):
        assert "“全国社区治理”含有“全国”字样" in client.get(f"{address}?lang=zh").text
