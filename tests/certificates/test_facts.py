import json
from datetime import date
from decimal import Decimal

import pytest

from cgtraining.certificates.design_facts import Colours, DesignFacts, Texts
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.wording import hours_in_chinese, hours_in_english
from cgtraining.language.text import BilingualText
from tests.certificates.sample import ALL, APPOINTMENT, HONOUR, HOURS, LONG_TITLES, WANG_FANG, certificate


@pytest.mark.parametrize("facts", ALL.values(), ids=ALL)
def test_facts_survive_their_storage(facts):
    assert CertificateFacts.from_json(json.loads(json.dumps(facts.to_json()))) == facts


def test_facts_of_another_version_are_not_guessed():
    with pytest.raises(ValueError, match="version 2"):
        CertificateFacts.from_json({**WANG_FANG.to_json(), "version": 2})


def test_the_design_is_part_of_the_facts():
    design = DesignFacts(
        name="own",
        version=3,
        title=BilingualText("红框"),
        orientation="portrait",
        colours=Colours(accent="#9a1b1b"),
        texts=Texts(heading=BilingualText("荣誉证书", "Honour"), wording=BilingualText("{name}")),
        shown=("logos", "seals"),
        files=(("page.html", "designs/1/page.html"),),
    )
    facts = certificate(design=design)
    assert CertificateFacts.from_json(json.loads(json.dumps(facts.to_json()))) == facts
    assert "designs/1/page.html" in facts.art_keys


def test_facts_that_were_stored_before_there_were_designs_are_read():
    stored = WANG_FANG.to_json()
    for name in ("reason", "office", "term", "sessions", "design"):
        del stored[name]
    assert CertificateFacts.from_json(stored) == WANG_FANG


def test_addresses():
    assert WANG_FANG.short_address == "training.qingsong.example/verify"
    assert WANG_FANG.code_address == "https://training.qingsong.example/verify/7K3M-9QXA-4TBW-2HZE-R"


def test_each_picture_is_named_once():
    facts = certificate(issuers=WANG_FANG.issuers * 2)
    assert facts.art_keys == ("logo-academy", "seal-academy", "signature-lin", "signature-hart")


def test_completion_in_both_languages():
    assert WANG_FANG.wording == BilingualText(
        zh="于2025年3月15日至2026年3月14日参加“雪松计划”第一期学习，完成全部课程，计120学时，考核合格，准予结业。特发此证。",
        en="This is to certify that WANG Fang took part in Cedar Program, First Cohort, from 15 March 2025 to"
        " 14 March 2026, completed all courses, 120 class hours (45 minutes each), met the assessment requirements,"
        " and is awarded this certificate of completion.",
    )


def test_attendance_on_one_day_without_a_latin_name():
    facts = certificate(
        kind="attendance",
        name_latin=None,
        starts_on=date(2026, 3, 1),
        ends_on=date(2026, 3, 1),
        class_hours=Decimal(1),
        minutes_per_class_hour=50,
    )
    assert facts.wording == BilingualText(
        zh="于2026年3月1日参加“雪松计划”第一期学习，实际参加1学时（每学时50分钟）。特此证明。",
        en="This is to certify that the person named above took part in Cedar Program, First Cohort, on 1 March 2026,"
        " and attended 1 class hour (50 minutes each).",
    )


def test_a_cohort_that_names_its_program_is_not_said_twice():
    facts = certificate(cohort_title=BilingualText("雪松计划第一期", "Cedar Program 2025"))
    assert "参加“雪松计划第一期”学习" in facts.wording.zh
    assert "took part in Cedar Program 2025, from" in facts.wording.en


def test_a_cohort_that_begins_with_the_programs_short_title_does_not_repeat_it():
    facts = certificate(
        program_title=BilingualText("雪松计划（社区基金会高级研修计划）", "Cedar Program: Senior Training Program"),
        cohort_title=BilingualText("雪松计划第一期", "Cedar Program, Cohort 1"),
    )
    assert "参加“雪松计划（社区基金会高级研修计划）”第一期学习" in facts.wording.zh
    assert "took part in Cedar Program: Senior Training Program, Cohort 1, from" in facts.wording.en


def test_a_cohort_that_only_begins_with_the_same_letters_keeps_its_title():
    facts = certificate(
        program_title=BilingualText("雪（高级）", "Cedar: A Course"),
        cohort_title=BilingualText("雪山第一期", "Cedars Abroad"),
    )
    assert "参加“雪（高级）”雪山第一期学习" in facts.wording.zh
    assert "took part in Cedar: A Course, Cedars Abroad, from" in facts.wording.en


def test_quotation_marks_inside_quotation_marks_are_single():
    facts = certificate(program_title=BilingualText("“民生微实事”专题", "Micro-projects"))
    assert "参加“‘民生微实事’专题”第一期学习" in facts.wording.zh


def test_without_any_english_title_the_chinese_ones_stand_together():
    facts = certificate(program_title=BilingualText("雪松计划"), cohort_title=BilingualText("雪松计划第一期"))
    assert "took part in 雪松计划第一期, from" in facts.wording.en
    other = certificate(program_title=BilingualText("雪松计划（高级）"), cohort_title=BilingualText("第一期"))
    assert "took part in 雪松计划（高级）第一期, from" in other.wording.en


def test_a_missing_english_title_is_not_invented():
    facts = certificate(program_title=BilingualText("雪松计划"), cohort_title=BilingualText())
    assert "took part in 雪松计划, from" in facts.wording.en


def test_no_number_has_trailing_zeros():
    assert hours_in_chinese(Decimal("7.50"), 45) == "7.5学时"
    assert hours_in_english(Decimal("100.00"), 45) == "100 class hours (45 minutes each)"


def test_nobody_is_said_to_have_a_degree():
    words = LONG_TITLES.wording.zh + LONG_TITLES.statement.zh
    assert not {"毕业", "学位"} & {words[i : i + 2] for i in range(len(words))}


def test_honour_with_and_without_a_reason():
    assert HONOUR.wording == BilingualText(
        zh="在“雪松计划”第一期学习期间项目设计扎实，带动三个社区建立议事机制，表现优异，被评为优秀学员。特发此证，以资鼓励。",
        en="This certificate of honour is presented to WANG Fang, outstanding trainee of Cedar Program, First Cohort,"
        " in recognition of a sound project that brought three communities to deliberate.",
    )
    assert certificate(kind="honour").wording == BilingualText(
        zh="在“雪松计划”第一期学习期间表现优异，被评为优秀学员。特发此证，以资鼓励。",
        en="This certificate of honour is presented to WANG Fang, outstanding trainee of Cedar Program, First Cohort.",
    )


def test_an_appointment_for_a_term_that_ends_or_is_open():
    assert APPOINTMENT.wording == BilingualText(
        zh="兹聘请王芳为“雪松计划”特聘导师，聘期自2026年3月1日至2027年2月28日。此聘。",
        en="WANG Fang is hereby appointed as Mentor of Cedar Program, for the term from 1 March 2026"
        " to 28 February 2027.",
    )
    open_ended = certificate(kind="appointment", office=BilingualText("讲师"), term=(date(2026, 3, 1), None))
    assert open_ended.wording == BilingualText(
        zh="兹聘请王芳为“雪松计划”讲师，聘期自2026年3月1日起。此聘。",
        en="WANG Fang is hereby appointed as 讲师 of Cedar Program, for the term from 1 March 2026.",
    )
    assert CertificateFacts.from_json(json.loads(json.dumps(open_ended.to_json()))) == open_ended


def test_a_statement_of_class_hours_refers_to_its_sessions():
    assert (
        HOURS.wording.zh
        == "于2025年3月15日至2026年3月14日参加“雪松计划”第一期学习，共获得120学时，明细如下。特此证明。"
    )


def test_the_wording_of_a_design_goes_before_that_of_its_kind():
    texts = Texts(wording=BilingualText(zh="{name}（{organization}）于{award_date}获颁本证书。"))
    facts = certificate(design=DesignFacts("completion", texts=texts), holder_detail=BilingualText("红岭社区"))
    assert facts.wording.zh == "王芳（红岭社区）于2026年3月14日获颁本证书。"
    assert facts.wording.en == WANG_FANG.wording.en
