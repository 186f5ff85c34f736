"""The pages of a report: upload, look through, decide, confirm, and the absent."""

import io

import pytest
from lxml import html
from sqlalchemy import select

from cgtraining import clock
from cgtraining.attendance.models import MeetingImport, MeetingRow
from cgtraining.attendance.operations import mark
from cgtraining.attendance.queries import marks_in
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories
from tests.attendance.factories import ABSENT, NEXT_WEEK, PRESENT, SICK, cell, late
from tests.attendance.meetings.reports import zoom, zoom_row


@pytest.fixture
def session(app):
    with clock.frozen(NEXT_WEEK):
        yield factories.class_session(factories.cohort())


@pytest.fixture
def wang(session):
    return factories.enrolment(session.cohort, factories.person("王芳", "WANG Fang", email="w@example.org"))


@pytest.fixture
def li(session):
    return factories.enrolment(session.cohort, factories.person("李强", "LI Qiang"))


@pytest.fixture
def teacher(session, sign_in):
    client = sign_in(factories.cohort_staff(session.cohort, CohortRole.CLASS_TEACHER))
    client.set_cookie("language", "en")
    return client


def upload(client, session, content: bytes, **form: str):
    data = {"file": (io.BytesIO(content), "meeting.csv"), "zone": "Asia/Shanghai", "minimum_minutes": "60", **form}
    return client.post(f"/sessions/{session.id}/meetings", data=data, follow_redirects=True)


def only_import() -> MeetingImport:
    db.session.rollback()
    return db.session.scalars(select(MeetingImport)).one()


def text_of(answer, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in html.fromstring(answer.text).xpath(path)]


def test_from_the_file_to_the_marks(teacher, session, wang, li) -> None:
    page = upload(teacher, session, zoom(zoom_row("深圳-王芳", "09:30:00 AM"), zoom_row("iPhone"), zoom_row("周游客")))
    made, phone = only_import(), db.session.scalars(select(MeetingRow).filter_by(doubt="device")).one()

    assert "Mark 1 trainee" in page.text
    assert text_of(page, "//td[contains(@class, 'what-happens')]//span[contains(@class, 'badge')]") == [
        "Will be marked"
    ]
    assert marks_in(session) == {}

    form = {f"other-{phone.id}": f"LI Qiang · #{li.id}", "do": "confirm"}
    done = teacher.post(f"/sessions/meetings/{made.id}/decide", data=form, follow_redirects=True)

    assert "2 trainees are marked." in done.text
    assert "Everybody in this report is marked." in done.text
    assert marks_in(session) == {wang.id: late(30), li.id: PRESENT}


def test_the_absent_are_listed_and_marked_by_one_button(teacher, session, wang, li) -> None:
    upload(teacher, session, zoom(zoom_row("王芳")))
    address = f"/sessions/meetings/{only_import().id}"

    assert "This can be done once the marks of the report are confirmed." in teacher.get(f"{address}?part=missing").text
    refused = teacher.post(f"{address}/absent", follow_redirects=True)
    assert "Confirm the marks of this report first" in refused.text
    teacher.post(f"{address}/decide", data={"do": "confirm"})
    assert "Mark 1 trainee absent without leave" in teacher.get(f"{address}?part=missing").text
    teacher.post(f"{address}/absent")

    assert marks_in(session) == {wang.id: PRESENT, li.id: ABSENT}
    assert "Absent without leave" in teacher.get(f"{address}?part=missing").text


def test_a_mark_from_elsewhere_is_shown_beside_the_report(teacher, session, wang) -> None:
    mark(session=session, cells=[cell(wang, SICK)], actor=None)
    page = upload(teacher, session, zoom(zoom_row("王芳")))
    address = f"/sessions/meetings/{only_import().id}/decide"

    assert "Marked differently: please choose" in page.text
    assert text_of(page, "//p[@class='remark']") == ["Marked now: Sick leave (Register)"]
    teacher.post(address, data={"do": "confirm", f"mark-{wang.id}": "take"})
    assert marks_in(session) == {wang.id: PRESENT}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (zoom(zoom_row("周游客")), "Nobody of this cohort is in this report: the only participant is 周游客."),
        (zoom(*[zoom_row(f"周游客{n}号") for n in range(2000)]), "Nobody of this cohort is in this report of 2000"),
        (zoom(zoom_row("王芳"))[:-20], "This file ends in the middle of a row"),
        (zoom(zoom_row("王芳", "01:00:00 PM", "02:00:00 PM")), "The meeting of this report went on from"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_and_nothing_is_kept(teacher, session, wang, content, sentence) -> None:
    answer = upload(teacher, session, content)
    [said] = text_of(answer, "//*[@role='alert']//li")
    assert said.startswith(sentence)
    assert db.session.scalars(select(MeetingImport)).all() == []


def test_the_zone_can_be_chosen(teacher, session, wang) -> None:
    upload(teacher, session, zoom(zoom_row("王芳", "01:00:00 AM", "04:00:00 AM")), zone="UTC")
    teacher.post(f"/sessions/meetings/{only_import().id}/decide", data={"do": "confirm"})
    assert marks_in(session) == {wang.id: PRESENT}


def test_a_name_that_is_not_in_the_list_is_refused(teacher, session, wang) -> None:
    upload(teacher, session, zoom(zoom_row("王芳"), zoom_row("iPhone")))
    row = db.session.scalars(select(MeetingRow).filter_by(doubt="device")).one()
    address = f"/sessions/meetings/{only_import().id}/decide"
    for typed in ("谁", "谁 #999999"):
        assert "“" in teacher.post(address, data={f"other-{row.id}": typed}, follow_redirects=True).text
    db.session.expire_all()
    assert row.choice is None


def test_form_without_file_or_number_says_so(teacher, session) -> None:
    page = teacher.post(f"/sessions/{session.id}/meetings", data={"minimum_minutes": "x"})
    assert "Choose a file first." in page.text


@pytest.mark.parametrize("part", ["", "missing", "unknown", "staff", "recognised"])
def test_each_part_takes_as_many_reads_for_three_as_for_one(session, wang, li, teacher, count_queries, part) -> None:
    others = [factories.enrolment(session.cohort, factories.person(name)) for name in ("赵敏", "周敏", "钱多", "孙里")]
    upload(
        teacher,
        session,
        zoom(zoom_row("王芳"), zoom_row("周游客"), zoom_row("王芳 李强"), zoom_row("x", email="host@example.org")),
    )
    more = [zoom_row(each.person.name_zh) for each in others[:2]] + [
        zoom_row("王芳"),
        zoom_row("周游客"),
        zoom_row("游客"),
    ]
    upload(
        teacher,
        session,
        zoom(*more, zoom_row("李强 王芳"), zoom_row("赵敏 李强"), zoom_row("y", email="host@example.org")),
    )
    db.session.rollback()
    small, large = db.session.scalars(select(MeetingImport.id).order_by(MeetingImport.id)).all()

    def opened(number: int) -> int:
        return count_queries(lambda: teacher.get(f"/sessions/meetings/{number}?part={part}"))

    assert opened(small) == opened(large)


def test_the_upload_page_lists_earlier_reports_and_the_register_leads_to_it(
    teacher, session, wang, count_queries
) -> None:
    address = f"/sessions/{session.id}/meetings"
    assert address in teacher.get(f"/sessions/{session.id}/register").text
    upload(teacher, session, zoom(zoom_row("王芳")))
    one = count_queries(lambda: teacher.get(address))
    for _ in range(2):
        upload(teacher, session, zoom(zoom_row("王芳")))
    assert count_queries(lambda: teacher.get(address)) == one
    assert len(text_of(teacher.get(address), "//td[@class='primary']")) == 3


def test_a_trainer_sees_no_report_since_it_names_telephones(session, wang, sign_in) -> None:
    trainer = sign_in(factories.cohort_staff(session.cohort, CohortRole.TRAINER))
    assert trainer.get(f"/sessions/{session.id}/meetings").status_code == 404
    assert f"/sessions/{session.id}/meetings" not in trainer.get(f"/sessions/{session.id}/register").text


def test_what_was_forgotten_is_said(teacher, session, wang) -> None:
    upload(teacher, session, zoom(zoom_row("王芳"), zoom_row("周游客")))
    made = only_import()
    made.forgotten_at = clock.now()
    for row in db.session.scalars(select(MeetingRow)):
        row.found, row.candidates = {}, []
    db.session.commit()
    for part in ("", "missing", "unknown"):
        page = teacher.get(f"/sessions/meetings/{made.id}?part={part}")
        assert "What this report said of people was removed after 30 days." in page.text
