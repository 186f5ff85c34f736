"""A report in the database: nothing before it is confirmed, nothing twice, and nothing of anybody else overwritten."""

from datetime import timedelta

import pytest

from cgtraining import clock, tasks
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.meetings import forgetting
from cgtraining.attendance.meetings.operations import (
    begin_meeting_import,
    confirm,
    decide,
    mark_absent,
    read_for,
    usual,
)
from cgtraining.attendance.meetings.proposals import Outcome
from cgtraining.attendance.meetings.queries import Preview, preview_of
from cgtraining.attendance.models import AttendanceStatus, MarkSource, MeetingImport, SessionStatus
from cgtraining.attendance.operations import mark
from cgtraining.attendance.queries import history_of_mark, marks_in
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from tests import factories
from tests.attendance.factories import ABSENT, NEXT_WEEK, NOTHING, PRESENT, SICK, cell, late
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
def staff(session):
    return factories.cohort_staff(session.cohort, CohortRole.CLASS_TEACHER)


def begun(session, *rows, actor=None) -> MeetingImport:
    db.session.commit()
    asked = usual(session)
    report = read_for(session, zoom(*rows), "会议.csv", asked)
    return begin_meeting_import(session=session, report=report, file_name="会议.csv", asked=asked, actor=actor)


def outcomes(preview: Preview) -> dict[str | None, Outcome]:
    return {each.trainee.name_zh: each.outcome for each in preview.proposals}


def test_nothing_is_marked_before_it_is_confirmed_and_then_with_its_history(session, wang, li, staff) -> None:
    made = begun(session, zoom_row("深圳-王芳", "09:30:00 AM"), zoom_row("周游客"))
    assert marks_in(session) == {}

    confirm(meeting_import=made, actor=staff)

    assert marks_in(session) == {wang.id: late(30)}
    [change] = history_of_mark(session.id, wang.id)
    assert (change.source, change.reason, change.new_status) == (
        MarkSource.MEETING, "参会记录：会议.csv", AttendanceStatus.LATE,
    )  # fmt: skip


def test_the_same_report_twice_changes_nothing_twice(session, wang, li) -> None:
    rows = [zoom_row("王芳", "09:30:00 AM"), zoom_row("李强")]
    for _ in range(2):
        made = begun(session, *rows)
        confirm(meeting_import=made, actor=None)
        confirm(meeting_import=made, actor=None)

    assert marks_in(session) == {wang.id: late(30), li.id: PRESENT}
    assert [len(history_of_mark(session.id, each.id)) for each in (wang, li)] == [1, 1]
    assert set(outcomes(preview_of(made)).values()) == {Outcome.SAME}


def test_a_meeting_in_two_parts_counts_together(session, wang) -> None:
    confirm(meeting_import=begun(session, zoom_row("王芳", left="10:30:00 AM")), actor=None)
    assert marks_in(session) == {wang.id: MarkValue(AttendanceStatus.LEFT_EARLY, 90)}

    confirm(meeting_import=begun(session, zoom_row("王芳", "10:31:00 AM")), actor=None)

    assert marks_in(session) == {wang.id: PRESENT}


def test_two_devices_of_one_trainee_are_merged(session, wang) -> None:
    rows = [zoom_row("王芳", left="10:00:00 AM"), zoom_row("阳光", "09:50:00 AM", email="w@example.org")]
    confirm(meeting_import=begun(session, *rows), actor=None)
    assert marks_in(session) == {wang.id: PRESENT}


def test_a_mark_from_elsewhere_is_shown_and_stays_until_somebody_decides(session, wang, li, staff) -> None:
    mark(session=session, cells=[cell(wang, SICK), cell(li, late(20))], actor=staff)
    made = begun(session, zoom_row("王芳"), zoom_row("李强"))
    assert outcomes(preview_of(made)) == {"王芳": Outcome.DIFFERS, "李强": Outcome.DIFFERS}

    confirm(meeting_import=made, actor=None)
    assert marks_in(session) == {wang.id: SICK, li.id: late(20)}

    decide(meeting_import=made, choices={}, decisions={wang.id: "keep", li.id: "take"}, actor=staff)
    confirm(meeting_import=made, actor=staff)
    assert marks_in(session) == {wang.id: SICK, li.id: PRESENT}
    assert outcomes(preview_of(made)) == {"王芳": Outcome.KEPT, "李强": Outcome.SAME}


def test_whoever_was_hardly_there_is_decided_about_by_a_person(session, wang, li, staff) -> None:
    made = begun(session, zoom_row("王芳", left="09:20:00 AM"), zoom_row("李强", left="09:20:00 AM"))
    confirm(meeting_import=made, actor=staff)
    assert (marks_in(session), set(outcomes(preview_of(made)).values())) == ({}, {Outcome.SHORT})

    decide(meeting_import=made, choices={}, decisions={wang.id: "absent", li.id: "take"}, actor=staff)
    confirm(meeting_import=made, actor=staff)

    assert marks_in(session) == {wang.id: ABSENT, li.id: MarkValue(AttendanceStatus.LEFT_EARLY, 160)}


def test_whom_somebody_chooses_is_marked_and_can_be_taken_back(session, wang, li, staff) -> None:
    made = begun(session, zoom_row("王芳"), zoom_row("iPhone"), zoom_row("周游客"))
    phone, guest = (row for row in preview_of(made).rows if row.found["name"] != "王芳")

    choices = {phone.id: f"enrolment:{li.id}", guest.id: "skip"}
    decide(meeting_import=made, choices=choices, decisions={}, actor=staff)
    confirm(meeting_import=made, actor=staff)

    assert marks_in(session) == {wang.id: PRESENT, li.id: PRESENT}
    decide(meeting_import=made, choices={phone.id: ""}, decisions={}, actor=staff)
    assert outcomes(preview_of(made)) == {"王芳": Outcome.SAME}


def test_nobody_from_elsewhere_can_be_chosen(session, wang, staff) -> None:
    made = begun(session, zoom_row("王芳"), zoom_row("iPhone"))
    other = factories.enrolment(factories.cohort(), factories.person("赵敏"))
    row = preview_of(made).to_ask[0]
    with pytest.raises(RuleBroken):
        decide(meeting_import=made, choices={row.id: f"enrolment:{other.id}"}, decisions={}, actor=staff)
    decide(meeting_import=made, choices={}, decisions={other.id: "take", wang.id: "forged"}, actor=staff)
    assert made.decisions == {}


def test_whoever_is_not_in_the_report_becomes_absent_by_one_decision_only(session, wang, li, staff) -> None:
    sick = factories.enrolment(session.cohort, factories.person("赵敏"))
    mark(session=session, cells=[cell(sick, SICK)], actor=staff)
    made = begun(session, zoom_row("王芳"))
    with pytest.raises(RuleBroken):
        mark_absent(meeting_import=made, actor=staff)
    confirm(meeting_import=made, actor=staff)
    assert marks_in(session) == {wang.id: PRESENT, sick.id: SICK}

    assert len(mark_absent(meeting_import=made, actor=staff).saved) == 1
    assert marks_in(session) == {wang.id: PRESENT, li.id: ABSENT, sick.id: SICK}
    assert mark_absent(meeting_import=made, actor=staff).saved == {}


def test_staff_and_hosts_are_left_out(session, wang, staff) -> None:
    staff.name_zh = "陈班主任"
    made = begun(session, zoom_row("王芳"), zoom_row("陈班主任"), zoom_row("教务", email="host@example.org"))
    assert [row.verdict.value for row in preview_of(made).rows] == ["recognised", "staff", "staff"]


def test_a_report_of_other_people_or_of_another_time_is_refused_whole(session, wang) -> None:
    for rows in ([zoom_row("周游客")], [zoom_row("王芳", "01:00:00 PM", "02:00:00 PM")]):
        with pytest.raises(RuleBroken):
            begun(session, *rows)
        db.session.rollback()
    assert db.session.query(MeetingImport).count() == 0


def test_a_session_that_is_cancelled_or_to_come_takes_no_report(session, wang) -> None:
    with clock.frozen(session.starts_at - timedelta(days=2)), pytest.raises(RuleBroken):
        begun(session, zoom_row("王芳"))
    session.status = SessionStatus.CANCELLED
    with pytest.raises(RuleBroken):
        begun(session, zoom_row("王芳"))


def test_what_it_says_of_people_is_forgotten_after_thirty_days(session, wang, staff) -> None:
    made = begun(session, zoom_row("王芳"), zoom_row("iPhone"))
    confirm(meeting_import=made, actor=staff)
    db.session.commit()
    assert forgetting.unfinished() == []

    with clock.frozen(NEXT_WEEK + timedelta(days=31)):
        tasks.sweep()
        tasks.run(forgetting.WORK.kind, made.id)

    db.session.expire_all()
    assert [row.found for row in preview_of(made).rows] == [{}, {}]
    assert marks_in(session) == {wang.id: PRESENT}
    for act in (confirm, mark_absent):
        with pytest.raises(RuleBroken):
            act(meeting_import=made, actor=staff)


def test_a_mark_that_was_taken_back_meanwhile_is_no_conflict(session, wang, staff) -> None:
    made = begun(session, zoom_row("王芳"))
    mark(session=session, cells=[cell(wang, SICK)], actor=staff)
    mark(session=session, cells=[cell(wang, NOTHING, SICK)], actor=staff)
    confirm(meeting_import=made, actor=staff)
    assert marks_in(session) == {wang.id: PRESENT}
