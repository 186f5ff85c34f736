"""The pages and files as they are asked for: who gets what, what is noted, and how many queries a list takes."""

import io
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from cgtraining import clock
from cgtraining.audit.models import AuditEntry
from cgtraining.class_papers.models import IdentityKind, PaperTexts, ReplySlip
from cgtraining.class_papers.sheets.letters import letters
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories
from tests.class_papers.reading import pages_of
from tests.class_papers.sample import a_class, enrolments_in_order, with_sessions, with_texts

NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True)
def _in_the_course():
    with clock.frozen(datetime(2026, 3, 2, tzinfo=UTC)):
        yield


def test_the_page_of_papers_shows_staff_only_what_they_may_print(app, sign_in):
    cohort = with_sessions(a_class(2))
    trainer = factories.cohort_staff(cohort, CohortRole.TRAINER)
    page = sign_in(trainer).get(f"/cohorts/{cohort.id}/papers").text
    assert "学员名册" in page
    assert "学员联系表（内部）" not in page
    office = factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR)
    page = sign_in(office).get(f"/cohorts/{cohort.id}/papers").text
    assert "学员联系表（内部）" in page
    assert "录取通知书" in page


def test_who_took_everybodys_numbers_is_noted(app, sign_in):
    cohort = a_class(1)
    client = sign_in(factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER))
    answer = client.post(f"/cohorts/{cohort.id}/papers/contacts-internal.pdf?language=en")
    assert "Internal" in PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()
    assert db.session.scalars(select(AuditEntry.action)).all() == ["cohort.contacts_printed"]


def test_a_letter_states_the_facts_and_carries_the_seal_of_those_who_leave_it_to_the_office(app):
    cohort = with_texts(a_class(2))
    first, slip, *_others = pages_of(letters(cohort, "zh"))
    assert "欧阳文 学员" in first
    assert "会议中心" in first
    assert "2026年2月28日（周六）14:00" in first
    assert first.count("（盖章）") == 1  # the second issuer puts its seal by itself
    assert "证件号码" in slip
    english = pages_of(letters(cohort, "en"))
    assert "Dear WANG Fang" in "".join(english)


def test_a_trainee_replies_on_the_phone_and_the_office_takes_the_list_to_the_hotel(app, sign_in):
    cohort = a_class(1)
    db.session.add(PaperTexts(cohort=cohort, hotel_needs_identity=True))
    (enrolment,) = enrolments_in_order(cohort)
    address, given = f"/enrolments/{enrolment.id}/reply", {"comes": "yes", "diet": "halal", "room": "single"}
    client = sign_in(enrolment.person)
    assert "2027年1月31日" in client.get(address).text
    refused = client.post(address, data={**given, "version": 0, "identity_kind": "resident", "identity_number": "123"})
    assert "身份证号码有误" in refused.text
    sent = {**given, "version": 0, "identity_kind": "resident", "identity_number": NUMBER}
    assert client.post(address, data=sent).status_code == 302
    assert NUMBER not in client.get(address).text
    office = sign_in(factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR))
    assert NUMBER not in office.get(address).text
    page = office.get(f"/cohorts/{cohort.id}/replies").text
    assert NUMBER not in page
    assert "110*************2X" in page
    answer = office.post(f"/cohorts/{cohort.id}/replies.xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    assert sheet.title == "请于2027-01-31前删除"
    assert [cell.value for cell in sheet[2]][-1] == NUMBER
    teacher = sign_in(factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER))
    taken = load_workbook(io.BytesIO(teacher.post(f"/cohorts/{cohort.id}/replies.xlsx").data)).worksheets[0]
    assert NUMBER not in [cell.value for cell in taken[2]]
    exports = select(AuditEntry.details).where(AuditEntry.action == "reply_slips.exported").order_by(AuditEntry.id)
    assert [one["identity_numbers"] for one in db.session.scalars(exports)] == [1, 0]


def test_slips_are_deleted_by_hand_by_those_who_manage(app, sign_in):
    cohort = a_class(1)
    (enrolment,) = enrolments_in_order(cohort)
    kind = IdentityKind.RESIDENT
    db.session.add(ReplySlip(enrolment=enrolment, comes=True, identity_kind=kind, identity_number=NUMBER))
    office = sign_in(factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR))
    page = office.post(f"/cohorts/{cohort.id}/replies/delete", follow_redirects=True).text
    assert "含 1 个证件号码" in page
    assert db.session.scalars(select(ReplySlip)).all() == []


def test_a_trainee_chooses_what_classmates_see(app, sign_in):
    cohort = a_class(2)
    one, other = enrolments_in_order(cohort)
    client = sign_in(one.person)
    assert client.get(f"/enrolments/{other.id}/papers").status_code == 404
    client.post(f"/enrolments/{one.id}/papers", data={"shows_email": "y"})
    handed = client.get(f"/cohorts/{cohort.id}/papers/contacts.xlsx")
    sheet = load_workbook(io.BytesIO(handed.data)).active
    assert [(row[4].value, row[5].value) for row in list(sheet.rows)[1:]] == [(None, one.person.email), (None, None)]


def test_texts_are_written_once_and_not_over_each_other(app, sign_in):
    cohort = a_class(0)
    client = sign_in(factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER))
    address = f"/cohorts/{cohort.id}/papers/texts"
    sent = {"version": "0", "welcome_zh": "欢迎来到深圳", "kept_days": "10"}
    assert client.post(address, data=sent).status_code == 302
    assert "欢迎来到深圳" in client.get(address).text
    assert "compare and save" in client.post(f"{address}?lang=en", data=sent | {"welcome_zh": "别的"}).text


def test_lists_take_as_many_queries_for_one_trainee_as_for_many(app, sign_in, count_queries):
    def queries_for(number: int) -> list[int]:
        cohort = with_sessions(a_class(number))
        for enrolment in enrolments_in_order(cohort):
            db.session.add(ReplySlip(enrolment=enrolment, comes=True))
        client = sign_in(factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR))
        base = f"/cohorts/{cohort.id}"
        addresses = (f"{base}/replies", f"{base}/papers", f"{base}/papers/roster.xlsx", f"{base}/papers/sign-in.xlsx")
        return [count_queries(lambda address=address: client.get(address)) for address in addresses]

    assert queries_for(1) == queries_for(3)


def test_the_room_is_arranged_on_its_page(app, sign_in):
    cohort = a_class(3)
    client = sign_in(factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER))
    address = f"/cohorts/{cohort.id}/seating"
    assert "座位方案" in client.get(address).text
    room = {"rows": "2", "columns": "3", "aisles": "1、9", "order": "pinyin"}
    assert client.post(address, data=room).status_code == 302
    page = client.post(f"{address}/swap", data={"one": "1", "other": "6"}, follow_redirects=True).text
    assert "第2排第3座 · 阿依古丽·买买提" in page
    assert "请选择" in client.post(f"{address}/swap", data={"one": "x"}, follow_redirects=True).text


def test_a_trainee_takes_the_own_letter_from_its_date_on(app, sign_in):
    cohort = with_texts(a_class(2))
    mine, other = enrolments_in_order(cohort)[:2]
    texts = db.session.scalars(select(PaperTexts)).one()
    texts.letter_on = date(2026, 3, 3)
    client, path = sign_in(mine.person), f"/enrolments/{mine.id}/letter.pdf"
    assert client.post(path).status_code == 404
    texts.letter_on = date(2026, 3, 2)
    assert path in client.get(f"/enrolments/{mine.id}/papers").text
    assert client.post(path).data[:4] == b"%PDF"
    assert client.post(f"/enrolments/{other.id}/letter.pdf").status_code == 404
