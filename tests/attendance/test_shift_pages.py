"""Shifting everything from one day on: the preview, and all or nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from lxml import html

from cgtraining import clock
from cgtraining.attendance.operations import Move, cancel_session, move_sessions
from cgtraining.attendance.queries import sessions_of
from cgtraining.audit.models import AuditEntry
from cgtraining.database import db
from cgtraining.errors import ManyRulesBroken
from tests import factories
from tests.attendance.factories import PRESENT, stored

SATURDAY = datetime(2026, 9, 12, 1, tzinfo=UTC)
BEFORE = SATURDAY - timedelta(days=3)
WEEK = {"first_day": "2026-09-12", "number": "1", "unit": "weeks"}


@pytest.fixture
def sessions(cohort):
    days = (0, 7, 35)
    return [
        factories.class_session(cohort, SATURDAY + timedelta(days=day), title_zh=f"讲{day}", title_en=f"Talk {day}")
        for day in days
    ]


@pytest.fixture
def staff(teacher, sign_in):
    client = sign_in(teacher)
    client.set_cookie("language", "en")
    return client


@pytest.fixture
def address(cohort) -> str:
    return f"/cohorts/{cohort.id}/sessions/shift"


def page_of(answer):
    return html.fromstring(answer.data)


def fields_of(page) -> dict[str, str]:
    fields = page.xpath("//form[@class='proposal']//input")
    return {field.get("name"): field.get("value", "") for field in fields if field.get("name")}


def days_of(cohort) -> list[date]:
    db.session.expire_all()
    return [listed.session.day for listed in sessions_of(cohort)]


def refused(page) -> int:
    return len(page.xpath("//*[contains(@class, 'callout-bad')]"))


def test_it_begins_with_the_next_session_and_moves_nothing_by_being_looked_at(staff, cohort, sessions, address) -> None:
    with clock.frozen(SATURDAY + timedelta(days=2)):
        page = page_of(staff.get(address))
    assert page.xpath("string(//input[@name='first_day']/@value)") == "2026-09-19"
    page = page_of(staff.get(address, query_string=WEEK))
    assert [fields_of(page)[f"sessions-{row}-day"] for row in range(3)] == ["2026-09-19", "2026-10-17", "2026-10-24"]
    assert page.xpath("string(//p[contains(@class, 'skipped')])") == (
        "Sat 26 Sep 2026 is a public holiday (Mid-autumn Festival)."
    )
    assert days_of(cohort) == [date(2026, 9, 12), date(2026, 9, 19), date(2026, 10, 17)]


def test_all_are_moved_together_at_their_time_of_the_day(staff, cohort, sessions, address) -> None:
    fields = fields_of(page_of(staff.get(address, query_string=WEEK)))
    assert staff.post(address, data=fields, query_string=WEEK).status_code == 302
    assert days_of(cohort) == [date(2026, 9, 19), date(2026, 10, 17), date(2026, 10, 24)]
    assert {session.local(session.starts_at).hour for session in sessions} == {9}
    assert {session.version for session in sessions} == {2}
    moved = db.session.query(AuditEntry).filter_by(action="class_session.moved").order_by(AuditEntry.id).all()
    assert moved[0].details == {"old": "2026-09-12", "new": "2026-09-19"}


def test_what_is_marked_stays_and_is_named(staff, cohort, sessions, address) -> None:
    stored(sessions[1], factories.enrolment(cohort), PRESENT)
    page = page_of(staff.get(address, query_string=WEEK))
    fields = fields_of(page)
    assert "Talk 7" in page.xpath("string(//*[contains(@class, 'callout-neutral')])")
    assert [fields["sessions-0-session_id"], fields["sessions-1-session_id"]] == [
        str(sessions[0].id), str(sessions[2].id),
    ]  # fmt: skip
    assert "sessions-2-day" not in fields
    assert len(page.xpath("//p[@class='remark']")) == 1


@pytest.mark.parametrize("change", ["version", "mark", "cancel", "delete"])
def test_nothing_is_moved_when_one_of_them_changed_since_the_preview(staff, cohort, sessions, address, change) -> None:
    fields = fields_of(page_of(staff.get(address, query_string=WEEK)))
    if change == "version":
        sessions[2].venue_zh = "五楼"
    elif change == "mark":
        stored(sessions[2], factories.enrolment(cohort), PRESENT)
    elif change == "cancel":
        cancel_session(session=sessions[2], reason="台风", actor=None)
    else:
        db.session.delete(sessions[2])
    db.session.commit()
    before = days_of(cohort)
    assert refused(page_of(staff.post(address, data=fields, query_string=WEEK))) == 1
    assert days_of(cohort) == before


@pytest.mark.parametrize("day", ["2027-01-09", "2026-09-19", ""])
def test_a_day_that_cannot_be_is_refused_and_none_of_them_is_moved(staff, cohort, sessions, address, day) -> None:
    for session in sessions[:2]:
        session.title_zh = "同名"
    fields = fields_of(page_of(staff.get(address, query_string=WEEK)))
    page = page_of(staff.post(address, data=fields | {"sessions-1-day": day}, query_string=WEEK))
    assert refused(page) == 1
    assert days_of(cohort) == [date(2026, 9, 12), date(2026, 9, 19), date(2026, 10, 17)]


def test_a_clash_on_a_new_day_is_shown_before_it_is_done_all_the_same(staff, cohort, sessions, address) -> None:
    fields = fields_of(page_of(staff.get(address, query_string=WEEK)))
    changed = fields | {"sessions-2-day": "2026-10-17"}
    page = page_of(staff.post(address, data=changed, query_string=WEEK))
    assert len(page.xpath("//p[@class='remark']")) == 2
    assert days_of(cohort)[0] == date(2026, 9, 12)
    seen = {"seen": fields_of(page)["seen"]}
    assert staff.post(address, data=changed | seen, query_string=WEEK).status_code == 302
    assert days_of(cohort)[0] == date(2026, 9, 19)


@pytest.mark.parametrize("wrong", [{"number": "x"}, {"number": "60"}, {"unit": "years"}, {"first_day": "x"}])
def test_a_shift_that_cannot_be_says_so_once(staff, sessions, address, wrong) -> None:
    page = page_of(staff.get(address, query_string=WEEK | wrong))
    assert len(page.xpath("//*[@role='alert']//li")) == 1
    assert fields_of(page) == {}


def test_a_day_without_later_sessions_has_nothing_to_move(staff, sessions, address) -> None:
    page = page_of(staff.get(address, query_string=WEEK | {"first_day": "2026-12-01"}))
    assert len(page.xpath("//*[contains(@class, 'callout-attention') and not(@hidden)]")) == 1


def test_a_forged_row_moves_no_session_of_another_cohort(staff, cohort, sessions, address) -> None:
    foreign = factories.class_session(factories.cohort(), SATURDAY)
    with pytest.raises(ManyRulesBroken):
        move_sessions(cohort=cohort, moves=[Move(foreign.id, 1, date(2026, 9, 20))], actor=None)
    forged = {"sessions-0-session_id": "x", "sessions-0-version": "", "sessions-0-day": "2026-09-20"}
    assert refused(page_of(staff.post(address, data=forged, query_string=WEEK))) == 1


def test_the_time_of_a_marked_session_is_changed_only_by_who_was_told(staff, cohort, sessions) -> None:
    stored(sessions[0], factories.enrolment(cohort), PRESENT)
    db.session.commit()
    form = {
        "title_zh": "开班", "day": "2026-09-12", "starts": "10:00", "ends": "12:00", "class_hours": "4",
        "kind": "classroom", "unit_id": "", "trainer_id": "", "version": "1",
    }  # fmt: skip
    page = page_of(staff.post(f"/sessions/{sessions[0].id}/edit", data=form))
    assert page.xpath("string(//*[contains(@class, 'callout')]//li)").startswith("Attendance is marked already")
    seen = {"seen": page.xpath("string(//input[@name='seen']/@value)")}
    assert staff.post(f"/sessions/{sessions[0].id}/edit", data=form | seen).status_code == 302


def test_the_preview_takes_as_many_reads_for_three_as_for_one(staff, cohort, address, count_queries) -> None:
    def look() -> None:
        staff.get(address, query_string=WEEK)

    factories.class_session(cohort, SATURDAY, trainer=factories.person())
    db.session.commit()
    with_one = count_queries(look)
    for week in (1, 2):
        factories.class_session(cohort, SATURDAY + timedelta(weeks=week), trainer=factories.person())
    db.session.commit()
    assert count_queries(look) == with_one
