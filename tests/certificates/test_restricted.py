from dataclasses import replace

from cgtraining.certificates.design_facts import Texts
from cgtraining.certificates.restricted import restricted_words
from cgtraining.certificates.shipped import shipped_design
from cgtraining.language.text import BilingualText
from tests.certificates.sample import ACADEMY, WANG_FANG, certificate


def test_an_ordinary_certificate_has_no_restricted_word():
    assert restricted_words(WANG_FANG) == []


def test_a_title_is_named_rather_than_the_wording_that_repeats_it():
    found = restricted_words(certificate(cohort_title=BilingualText("全国社区治理第一期", None)))
    assert [(one.word, one.text) for one in found] == [("全国", "全国社区治理第一期")]


def test_the_texts_of_a_design_are_looked_at_too():
    assert [one.word for one in restricted_words(WANG_FANG, ["职业资格证书", None])] == ["职业资格"]


def test_the_heading_that_a_design_prints_is_looked_at():
    heading = Texts(heading=BilingualText("国家级结业证书"))
    facts = certificate(design=replace(shipped_design("completion"), texts=heading))
    assert [one.text for one in restricted_words(facts)] == ["国家级结业证书"]


def test_the_holders_own_name_and_organization_are_left_alone():
    assert restricted_words(certificate(name_zh="中国强", holder_detail=BilingualText("全国社区网"))) == []


def test_a_name_of_an_issuer_may_stand_in_the_title():
    issuer = type(ACADEMY)(BilingualText("中国社区学院"))
    facts = certificate(issuers=(issuer,), program_title=BilingualText("中国社区学院研修班"))
    assert restricted_words(facts) == []
