import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from lxml import html

from cgtraining import clock
from cgtraining.attendance.models import SessionStatus
from cgtraining.attendance.queries import sessions_of
from cgtraining.attendance.views import hours
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories
from tests.attendance.factories import ABSENT, DURING, NEXT_WEEK, SICK, START, late, stored

FORM = {
    "title_zh": "参与式规划", "title_en": "Participatory planning", "unit_id": "", "kind": "workshop",
    "day": "2026-03-14", "starts": "09:00", "ends": "12:00", "class_hours": "4", "venue_zh": "三楼报告厅",
    "trainer_id": "",
}  # fmt: skip


@pytest.fixture
def staff(teacher, sign_in):
    return sign_in(teacher)


def page_of(answer):
    return html.fromstring(answer.data)


def errors_of(answer) -> list[str]:
    return [" ".join(item.text_content().split()) for item in page_of(answer).xpath("//*[@role='alert']//li")]


def test_the_list_shows_the_next_session_first_then_the_held_ones_newest_first(staff, cohort) -> None:
    for weeks, title in ((0, "第一讲"), (1, "第二讲"), (3, "第三讲"), (2, "取消的一讲")):
        cancelled = SessionStatus.CANCELLED if title == "取消的一讲" else SessionStatus.PLANNED
        starts = START + timedelta(weeks=weeks)
        factories.class_session(cohort, starts, title_zh=title, status=cancelled)
    with clock.frozen(NEXT_WEEK + timedelta(hours=1)):
        page = page_of(staff.get(f"/cohorts/{cohort.id}/sessions"))
    assert page.xpath("string(//p[@class='lead-line'])") == "第三讲"
    titles = [" ".join(cell.text_content().split()) for cell in page.xpath("//td[@class='primary']")]
    assert titles == ["取消的一讲", "第三讲", "第二讲", "第一讲"]


def test_an_empty_list_says_how_to_get_the_first_session(staff, cohort) -> None:
    page = page_of(staff.get(f"/cohorts/{cohort.id}/sessions"))
    assert page.xpath("//div[@class='empty-state']//a/@href") == [f"/cohorts/{cohort.id}/sessions/plan"]


def test_the_list_takes_as_many_reads_for_three_sessions_as_for_one(staff, cohort, teacher, count_queries) -> None:
    enrolment = factories.enrolment(cohort)
    stored(factories.class_session(cohort, trainer=teacher), enrolment)
    address = f"/cohorts/{cohort.id}/sessions"
    with_one = count_queries(lambda: staff.get(address))
    for _ in range(2):
        stored(factories.class_session(cohort, trainer=factories.cohort_staff(cohort, CohortRole.TRAINER)), enrolment)
    db.session.commit()
    assert count_queries(lambda: staff.get(address)) == with_one


def test_a_session_is_added_in_the_timezone_of_the_cohort(staff, cohort, teacher) -> None:
    unit = factories.unit(cohort.curriculum)
    form = FORM | {"unit_id": str(unit.id), "trainer_id": str(teacher.id)}
    assert staff.post(f"/cohorts/{cohort.id}/sessions/new", data=form).status_code == 302
    db.session.expire_all()
    (listed,) = sessions_of(cohort)
    session = listed.session
    assert session.starts_at == datetime(2026, 3, 14, 1, tzinfo=UTC)
    assert (session.trainer_id, session.unit_id, session.kind.value) == (teacher.id, unit.id, "workshop")


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "2025-01-01"},
        {"ends": "08:00"},
        {"class_hours": "0"},
        {"class_hours": "1.234"},
        {"class_hours": "x"},
        {"title_zh": " "},
        {"link": "meeting.example.org"},
        {"trainer_id": "999999"},
    ],
)
def test_a_session_that_cannot_be_is_refused_with_a_sentence_and_nothing_is_lost(staff, cohort, wrong) -> None:
    answer = staff.post(f"/cohorts/{cohort.id}/sessions/new", data=FORM | wrong)
    assert len(errors_of(answer)) == 1
    assert page_of(answer).xpath("string(//input[@name='venue_zh']/@value)") == "三楼报告厅"
    assert sessions_of(cohort) == []


def test_a_session_is_changed_and_two_who_change_it_at_once_are_told(staff, cohort) -> None:
    session = factories.class_session(cohort, trainer=factories.person("退出的讲师", "TUI"))
    page = page_of(staff.get(f"/sessions/{session.id}/edit"))
    version = page.xpath("string(//input[@name='version']/@value)")
    assert page.xpath("string(//select[@name='trainer_id']/option[@selected])") == "退出的讲师"
    assert page.xpath("string(//input[@name='starts']/@value)") == "09:00"
    assert staff.post(f"/sessions/{session.id}/edit", data=FORM | {"version": version}).status_code == 302
    again = staff.post(f"/sessions/{session.id}/edit", data=FORM | {"version": version})
    assert len(errors_of(again)) == 1


def test_a_session_is_cancelled_held_after_all_and_deleted(staff, cohort) -> None:
    session = factories.class_session(cohort)
    staff.post(f"/sessions/{session.id}/cancel", data={"reason": ""})
    db.session.expire_all()
    assert not session.is_cancelled
    staff.post(f"/sessions/{session.id}/cancel", data={"reason": "台风"})
    db.session.expire_all()
    assert session.is_cancelled
    assert staff.get(f"/sessions/{session.id}/edit").status_code == 200
    assert staff.get(f"/sessions/{session.id}/register").status_code == 200
    staff.post(f"/sessions/{session.id}/reinstate")
    db.session.expire_all()
    assert not session.is_cancelled
    staff.post(f"/sessions/{session.id}/delete")
    assert sessions_of(cohort) == []


def test_a_marked_session_is_not_deleted(staff, cohort) -> None:
    session, enrolment = factories.class_session(cohort), factories.enrolment(cohort)
    with clock.frozen(DURING):
        cells = [{"id": enrolment.id, "old": [None, 0], "new": ["present", 0]}]
        staff.post(f"/sessions/{session.id}/marks", json={"cells": cells})
    answer = staff.post(f"/sessions/{session.id}/delete", follow_redirects=True)
    assert len(page_of(answer).xpath("//*[contains(@class, 'callout-bad')]")) == 1
    assert len(sessions_of(cohort)) == 1


def _proposal_of(page) -> dict[str, str]:
    fields = page.xpath("//form[@class='proposal']//input[not(@type='checkbox') or @checked]")
    return {field.get("name"): field.get("value", "y") for field in fields if field.get("name")} | {"trainer_id": ""}


PLAN = {"first_day": "2026-03-14", "weekdays": ["5", "6"], "morning_starts": "09:00", "morning_ends": "12:00"}
PLAN |= {"afternoon_starts": "", "afternoon_ends": ""}


def test_a_curriculum_is_proposed_mended_and_created_once(staff, cohort, teacher) -> None:
    factories.unit(cohort.curriculum, 6, title_zh="治理", title_en="Governance")
    factories.unit(cohort.curriculum, 4, title_zh="规划", title_en=None)
    address = f"/cohorts/{cohort.id}/sessions/plan"
    assert staff.get(address).status_code == 200
    proposal = _proposal_of(page_of(staff.get(address, query_string=PLAN)))
    assert proposal["sessions-0-title_zh"] == "治理（1/2）"
    assert proposal["sessions-1-title_en"] == "Governance (2/2)"
    assert (proposal["sessions-1-ends"], proposal["sessions-1-class_hours"]) == ("10:30", "2")
    proposal["sessions-2-title_zh"] = "规划（改）"
    del proposal["sessions-1-chosen"]
    proposal |= {"venue_zh": "三楼报告厅", "trainer_id": str(teacher.id)}
    assert staff.post(address, data=proposal).status_code == 302
    created = [(listed.session.title_zh, listed.session.unit_id is not None) for listed in sessions_of(cohort)]
    assert created == [("治理（1/2）", True), ("规划（改）", True)]
    same = {(listed.session.venue_zh, listed.session.trainer_id) for listed in sessions_of(cohort)}
    assert same == {("三楼报告厅", teacher.id)}
    again = page_of(staff.post(address, data=proposal))
    assert len(again.xpath("//*[contains(@class, 'callout-bad')]")) == 2
    assert len(sessions_of(cohort)) == 2


def test_what_is_planned_is_not_proposed_again(staff, cohort) -> None:
    unit = factories.unit(cohort.curriculum, 4)
    factories.class_session(cohort, unit=unit)
    page = page_of(staff.get(f"/cohorts/{cohort.id}/sessions/plan", query_string=PLAN))
    assert len(page.xpath("//div[@class='empty-state']")) == 1
    assert page.xpath("//form[@class='proposal']//tbody/tr") == []


def test_a_proposal_beyond_the_cohort_is_marked_and_refused_as_a_whole(staff, cohort) -> None:
    factories.unit(cohort.curriculum, 8)
    address = f"/cohorts/{cohort.id}/sessions/plan"
    page = page_of(staff.get(address, query_string=PLAN | {"first_day": "2026-12-27"}))
    assert len(page.xpath("//p[@class='field-error']")) == 1
    answer = staff.post(address, data=_proposal_of(page))
    assert len(page_of(answer).xpath("//*[contains(@class, 'callout-bad')]")) == 1
    assert sessions_of(cohort) == []


def test_a_plan_without_days_or_times_or_chosen_rows_says_what_to_do(staff, cohort) -> None:
    factories.unit(cohort.curriculum, 4)
    address = f"/cohorts/{cohort.id}/sessions/plan"
    assert len(errors_of(staff.get(address, query_string={"first_day": "2026-03-14"}))) == 1
    no_time = page_of(staff.get(address, query_string=PLAN | {"morning_ends": ""}))
    assert len(no_time.xpath("//*[contains(@class, 'callout-attention') and not(@hidden)]")) == 1
    proposal = _proposal_of(page_of(staff.get(address, query_string=PLAN)))
    del proposal["sessions-0-chosen"]
    nothing = page_of(staff.post(address, data=proposal))
    assert len(nothing.xpath("//*[contains(@class, 'callout-bad')]")) == 1
    broken = page_of(staff.post(address, data=proposal | {"sessions-0-chosen": "y", "sessions-0-day": "x"}))
    assert len(broken.xpath("//p[@class='field-error']")) == 1


def _marked_cohort(cohort) -> None:
    session = factories.class_session(cohort)
    for name, value in (("b", late(90)), ("a", ABSENT), ("c", SICK)):
        person = factories.person(f"学员{name}", None, sort_key=name, organization=factories.organization())
        stored(session, factories.enrolment(cohort, person), value)


def test_class_hours_stand_in_pinyin_order_or_in_the_order_asked_for(staff, cohort) -> None:
    _marked_cohort(cohort)

    def names(sort: str) -> list[str]:
        page = page_of(staff.get(f"/cohorts/{cohort.id}/class-hours?sort={sort}"))
        return page.xpath("//td[@class='primary']//span[@lang]/text()")

    assert names("") == ["学员a", "学员b", "学员c"]
    assert names("-name") == ["学员c", "学员b", "学员a"]
    assert names("-earned")[0] == "学员b"
    assert names("-on_leave")[0] == "学员c"
    assert names("nonsense") == names("name")


def test_class_hours_of_a_large_cohort_stand_on_pages(staff, cohort, monkeypatch) -> None:
    monkeypatch.setattr(hours, "ROWS", 2)
    _marked_cohort(cohort)
    pages = [page_of(staff.get(f"/cohorts/{cohort.id}/class-hours?page={number}")) for number in (1, 2)]
    assert [len(page.xpath("//td[@class='primary']")) for page in pages] == [2, 1]


def test_class_hours_are_exported_with_their_figures(staff, cohort) -> None:
    _marked_cohort(cohort)
    answer = staff.get(f"/cohorts/{cohort.id}/class-hours.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["学员a", "学员b", "学员c"]
    assert (rows[2][7], rows[1][11]) == (2, 1)


def test_class_hours_take_as_many_reads_for_three_as_for_one(staff, cohort, count_queries) -> None:
    stored(factories.class_session(cohort), factories.enrolment(cohort))
    address = f"/cohorts/{cohort.id}/class-hours"
    with_one = count_queries(lambda: staff.get(address))
    _marked_cohort(cohort)
    db.session.commit()
    assert count_queries(lambda: staff.get(address)) == with_one


def test_a_cohort_without_trainees_has_an_empty_state(staff, cohort) -> None:
    page = page_of(staff.get(f"/cohorts/{cohort.id}/class-hours"))
    assert len(page.xpath("//div[@class='empty-state']")) == 1
    session = factories.class_session(cohort)
    page = page_of(staff.get(f"/sessions/{session.id}/register"))
    assert len(page.xpath("//div[@class='empty-state']")) == 1


def test_a_trainee_reads_the_own_hours_and_marks(sign_in, cohort) -> None:
    session = factories.class_session(cohort)
    mine, classmate = factories.enrolment(cohort), factories.enrolment(cohort)
    stored(session, mine, late(90))
    stored(session, classmate, ABSENT)
    factories.class_session(cohort, START + timedelta(weeks=2))
    with clock.frozen(NEXT_WEEK):
        page = page_of(sign_in(mine.person).get("/my/attendance?lang=en"))
    assert [stat.text.strip() for stat in page.xpath("//*[@class='stat-value']")] == ["2", "6"]
    assert [link for link in page.xpath("//a/@href") if "/marks/" in link] == [
        f"/sessions/{session.id}/marks/{mine.id}"
    ]
    assert "Absent" not in page.text_content()


def test_a_trainee_of_two_cohorts_chooses(sign_in, cohort) -> None:
    mine = factories.enrolment(cohort)
    newer = factories.cohort(title_zh="第九十期", starts_on=cohort.starts_on + timedelta(days=30))
    factories.enrolment(newer, mine.person)
    client = sign_in(mine.person)

    def shown(query: str) -> str:
        return page_of(client.get(f"/my/attendance{query}")).xpath("string(//p[@class='subtitle'])").strip()

    assert (shown(""), shown(f"?cohort={cohort.id}")) == ("第九十期", cohort.title_zh)


def test_someone_without_a_cohort_is_told_so(sign_in, app) -> None:
    page = page_of(sign_in(factories.person()).get("/my/attendance"))
    assert len(page.xpath("//div[@class='empty-state']")) == 1


def test_my_attendance_takes_as_many_reads_for_three_sessions_as_for_one(sign_in, cohort, count_queries) -> None:
    mine = factories.enrolment(cohort)
    stored(factories.class_session(cohort), mine)
    client = sign_in(mine.person)
    with_one = count_queries(lambda: client.get("/my/attendance"))
    for _ in range(2):
        stored(factories.class_session(cohort), mine)
    db.session.commit()
    assert count_queries(lambda: client.get("/my/attendance")) == with_one


def test_staff_read_a_trainees_sessions_from_the_class_hours(staff, cohort) -> None:
    trainee = factories.enrolment(cohort, joined_on=START.date() + timedelta(days=1))
    session = factories.class_session(cohort)
    stored(factories.class_session(cohort, START + timedelta(weeks=1)), trainee, late(90))
    with clock.frozen(NEXT_WEEK + timedelta(hours=1)):
        hours = page_of(staff.get(f"/cohorts/{cohort.id}/class-hours?lang=en"))
        address = hours.xpath("string(//td[@class='primary']/a/@href)")
        page = page_of(staff.get(f"{address}?lang=en"))
    rows = [" ".join(row.text_content().split()) for row in page.xpath("//section[@class='my-sessions']//li")]
    assert address == f"/enrolments/{trainee.id}/attendance"
    assert ["90 min missed" in row for row in rows] == [True, False]
    assert "Before joining" in rows[1]
    assert f"/sessions/{session.id}/marks/{trainee.id}" not in page.xpath("//a/@href")
