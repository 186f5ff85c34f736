from datetime import timedelta

import pytest
from lxml import html

from cgtraining import clock
from cgtraining.attendance.models import SessionStatus
from cgtraining.attendance.queries import sessions_of
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from cgtraining.programs.models import SessionKind
from tests import factories
from tests.attendance.factories import START

FORM = {
    "title_zh": "参与式规划", "title_en": "Participatory planning", "unit_id": "", "kind": "workshop",
    "day": "2026-03-09", "starts": "10:00", "ends": "12:00", "class_hours": "2", "venue_zh": "三楼报告厅",
    "trainer_id": "", "lang": "en",
}  # fmt: skip


@pytest.fixture
def staff(teacher, sign_in):
    client = sign_in(teacher)
    client.set_cookie("language", "en")
    return client


def page_of(answer):
    return html.fromstring(answer.data)


def warnings_on(page) -> list[str]:
    return [" ".join(item.text_content().split()) for item in page.xpath("//*[contains(@class, 'callout')]//li")]


def remarks_on(page) -> list[str]:
    return [" ".join(item.text_content().split()) for item in page.xpath("//*[contains(@class, 'clash')]")]


def test_a_clash_is_shown_before_the_session_is_saved_and_forbids_nothing(staff, cohort) -> None:
    factories.class_session(cohort, START, title_en="Opening", venue_zh="三楼 报告厅")
    address = f"/cohorts/{cohort.id}/sessions/new"
    page = page_of(staff.post(address, data=FORM))
    taken = f"The venue is taken by “Opening” ({cohort.title_en}, 09:00–12:00)."
    assert warnings_on(page) == [taken]
    assert len(sessions_of(cohort)) == 1
    seen = page.xpath("string(//input[@name='seen']/@value)")
    other = page_of(staff.post(address, data=FORM | {"seen": seen, "day": "2026-05-01"}))
    assert warnings_on(other) == ["Fri 1 May 2026 is a public holiday (Labour Day)."]
    assert staff.post(address, data=FORM | {"seen": seen}).status_code == 302
    with clock.frozen(START - timedelta(days=1)):
        assert len(remarks_on(page_of(staff.get(f"/cohorts/{cohort.id}/sessions")))) == 2


def test_the_same_session_twice_is_refused_however_often_it_was_shown(staff, cohort) -> None:
    factories.class_session(cohort, START + timedelta(hours=1), title_zh=FORM["title_zh"])
    second = factories.class_session(cohort, START + timedelta(days=1))
    for address in (f"/cohorts/{cohort.id}/sessions/new", f"/sessions/{second.id}/edit"):
        page = page_of(staff.post(address, data=FORM | {"version": "1"}))
        assert len(page.xpath("//*[@role='alert']//li")) == 1
    assert len(sessions_of(cohort)) == 2


def test_of_cohorts_that_the_reader_does_not_know_only_that_they_are_busy(staff, cohort, teacher) -> None:
    foreign = factories.cohort(title_en="Secret cohort")
    factories.class_session(foreign, START, title_en="Secret talks", trainer=teacher, venue_zh="三楼报告厅")
    page = page_of(staff.post(f"/cohorts/{cohort.id}/sessions/new", data=FORM | {"trainer_id": str(teacher.id)}))
    assert warnings_on(page) == [
        "Trainer and venue are taken elsewhere (09:00–12:00).",
    ]
    assert "Secret" not in page.text_content()
    factories.cohort_staff(foreign, CohortRole.MENTOR, teacher)
    known = page_of(staff.post(f"/cohorts/{cohort.id}/sessions/new", data=FORM | {"trainer_id": str(teacher.id)}))
    assert warnings_on(known)[0] == "Trainer and venue are taken by “Secret talks” (Secret cohort, 09:00–12:00)."


def test_what_is_cancelled_recorded_or_the_session_itself_is_no_clash(staff, cohort) -> None:
    mine = factories.class_session(cohort, START, venue_zh="三楼报告厅")
    factories.class_session(cohort, START, status=SessionStatus.CANCELLED, venue_zh="三楼报告厅")
    factories.class_session(cohort, START, kind=SessionKind.RECORDED, venue_zh="三楼报告厅")
    assert warnings_on(page_of(staff.get(f"/sessions/{mine.id}/edit"))) == []
    assert staff.post(f"/sessions/{mine.id}/edit", data=FORM | {"version": "1"}).status_code == 302


def test_the_clash_of_a_stored_session_stands_on_its_form(staff, cohort) -> None:
    mine = factories.class_session(cohort, START, title_en="Opening")
    factories.class_session(cohort, START + timedelta(hours=1), title_en="Group work")
    page = page_of(staff.get(f"/sessions/{mine.id}/edit"))
    assert warnings_on(page) == ["The cohort has “Group work” then (10:00–13:00)."]


PLAN = {"first_day": "2026-03-09", "weekdays": ["0"], "morning_starts": "09:00", "morning_ends": "12:00"}
PLAN |= {"afternoon_starts": "", "afternoon_ends": "", "lang": "en"}


def test_a_proposal_names_its_clashes_row_by_row_and_is_created_all_the_same(staff, cohort, teacher) -> None:
    factories.unit(cohort.curriculum, 8)
    busy = factories.cohort()
    factories.class_session(busy, START + timedelta(days=7), trainer=teacher)
    address = f"/cohorts/{cohort.id}/sessions/plan"
    page = page_of(staff.get(address, query_string=PLAN))
    fields = page.xpath("//form[@class='proposal']//input[not(@type='checkbox') or @checked]")
    proposal = {field.get("name"): field.get("value", "y") for field in fields if field.get("name")}
    proposal |= {"trainer_id": str(teacher.id)}
    page = page_of(staff.post(address, data=proposal))
    rows = [row.xpath("count(.//p[@class='remark'])") for row in page.xpath("//form[@class='proposal']//tbody/tr")]
    assert rows == [0, 1]
    assert sessions_of(cohort) == []
    proposal["seen"] = page.xpath("string(//form[@class='proposal']//input[@name='seen']/@value)")
    assert staff.post(address, data=proposal).status_code == 302
    assert len(sessions_of(cohort)) == 2


def test_the_list_takes_as_many_reads_for_three_clashes_as_for_one(staff, cohort, count_queries) -> None:
    def clash(days: int) -> None:
        for _side in range(2):
            factories.class_session(cohort, START + timedelta(days=days), title_en=f"Talk {_side}")
        db.session.commit()

    with clock.frozen(START - timedelta(days=1)):
        clash(0)
        address = f"/cohorts/{cohort.id}/sessions"
        with_one = count_queries(lambda: staff.get(address))
        clash(1)
        clash(2)
        assert count_queries(lambda: staff.get(address)) == with_one
        assert len(remarks_on(page_of(staff.get(address)))) == 6
