"""Each paper made and read back; what the pages do with them is in `test_pages`."""

from datetime import date

import pytest

from cgtraining.class_papers.models import ContactConsent
from cgtraining.class_papers.sheets import handbook, leave, lists, naming, sign_in
from cgtraining.database import db
from tests.class_papers.reading import cells_of, pages_of, text_of
from tests.class_papers.sample import a_class, enrolments_in_order, with_sessions, with_texts

pytestmark = pytest.mark.usefixtures("app")


def test_a_roster_stands_in_pinyin_order_and_in_either_language():
    cohort = a_class()
    (_sheet, rows), *_none = cells_of(lists.roster(cohort, "zh")).items()
    assert [row[1] for row in rows[1:]] == [
        "阿依古丽·买买提", "李小龙", "吕布", "Maria-Fernanda Østergård de la Cruz Rodríguez", "欧阳文", "司马相如",
        "王芳",
    ]  # fmt: skip
    english = text_of(lists.roster(cohort, "en"))
    assert "Roster" in english
    assert "WANG Fang 王芳" in english
    assert "Group 1" in english


def test_the_class_sees_what_each_agreed_to_and_the_office_everything():
    cohort = a_class(2)
    agreed, silent = enrolments_in_order(cohort)
    db.session.add(ContactConsent(enrolment=agreed, shows_phone=False, shows_email=True))
    agreed.person.phone = silent.person.phone = "+8613812345678"
    db.session.flush()
    (rows,) = cells_of(lists.contact_list(cohort, "zh")).values()
    assert [row[4:] for row in rows[1:]] == [(None, agreed.person.email), (None, None)]
    (rows,) = cells_of(lists.office_contact_list(cohort, "zh")).values()
    assert [row[4:] for row in rows[1:]] == [
        ("138 1234 5678", agreed.person.email),
        ("138 1234 5678", silent.person.email),
    ]
    assert "内部" in text_of(lists.office_contact_list(cohort, "zh"))


def test_badges_are_ten_on_a_page_with_the_group_in_words():
    pages = pages_of(naming.badges(a_class(12), "both"))
    assert [page.count("雪松社区基金会") for page in pages] == [10, 2]
    assert "Group 2" not in pages[0]  # one word for the group, the Chinese one first
    assert "第2组" in pages[0]


def test_a_table_card_shows_the_name_on_both_faces():
    (page,) = pages_of(naming.table_cards(a_class(1), "both"))
    assert page.count("WANG Fang") == 2
    assert page.replace(" ", "").count("王芳") == 2


def test_papers_of_a_class_with_nobody_in_it_are_empty_and_not_a_failure():
    cohort = a_class(0)
    assert "1 / 1" not in text_of(naming.badges(cohort, "zh"))
    assert len(pages_of(naming.table_cards(cohort, "zh"))) == 1
    assert "签到表" in text_of(sign_in.sign_in_sheets(cohort, "zh", None))


def test_sign_in_sheets_have_a_sheet_for_each_half_day_and_leave_out_who_joins_later():
    cohort = with_sessions(a_class(2))
    _first, last = enrolments_in_order(cohort)
    last.joined_on = date(2026, 3, 10)
    sheets = cells_of(sign_in.sign_in_sheets(cohort, "zh", None))
    assert {name: len(rows) - 1 for name, rows in sheets.items()} == {
        "2026-03-09 上午": 1, "2026-03-09 下午": 1, "2026-03-09 晚上": 1, "2026-03-10 上午": 2, "2026-03-10 下午": 2,
    }  # fmt: skip
    pages = pages_of(sign_in.sign_in_sheets(cohort, "en", date(2026, 3, 10)))
    assert len(pages) == 2
    assert "Tue 10 Mar 2026 Afternoon" in pages[1]


def test_a_handbook_has_contents_with_page_numbers_and_shows_only_who_agreed():
    cohort = with_texts(with_sessions(a_class(3)))
    agreed, *_silent = enrolments_in_order(cohort)
    db.session.add(ContactConsent(enrolment=agreed, shows_phone=False, shows_email=True))
    db.session.flush()
    pages = pages_of(handbook.handbook(cohort, "zh"))
    contents = pages[1]
    numbers = [int(line.split()[-1]) for line in contents.splitlines() if line.split()[-1].isdigit()]
    assert numbers[:4] == [3, 4, 5, 6]
    whole = "\n".join(pages)
    assert whole.count("@example.org") == 1
    assert "2026年3月9日（周一）" in pages[3]
    assert "会议中心" in whole
    english = handbook.handbook(cohort, "en")
    assert "参与式规划" in text_of(english)  # has no English title, so it stands as it is
    assert [len(rows) - 1 for rows in cells_of(english).values()] == [5, 6, 3, 1]


def test_two_blank_leave_slips_stand_on_one_page():
    (page,) = pages_of(leave.leave_slips(a_class(1), "zh"))
    assert page.count("请假条") == 2
    request = leave.LeaveOnPaper(name="王芳", kind="sick", reason="发烧")
    assert "■ 病假" in text_of(leave.leave_slips(a_class(1), "zh", [request]))
