import pytest
from sqlalchemy import select

from cgtraining import clock
from cgtraining.attendance.leave.asking import LeaveValues, ask_for_leave, change_leave, take_back_leave
from cgtraining.attendance.leave.deciding import approve_leave
from cgtraining.attendance.leave.spans import Span
from cgtraining.attendance.models import LeaveKind, LeaveState
from cgtraining.attendance.operations import cancel_session
from cgtraining.cohorts.models import EnrolmentState
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.mail.models import Message
from tests.attendance.factories import stored
from tests.attendance.leave.stories import AFTER, BEFORE, MONDAY, TUESDAY, TWO_DAYS, approved, asked, at, story


def refusal(of, spans=MONDAY, when=BEFORE) -> str:
    with pytest.raises(RuleBroken) as refused:
        asked(of, spans, when)
    return str(refused.value)


def test_a_request_waits_for_the_class_teacher_and_touches_no_mark(app) -> None:
    of = story()
    leave = asked(of)
    assert (leave.state, leave.starts_at, leave.ends_at) == (LeaveState.ASKED, at(9, 8), at(9, 18))
    assert [event.what.value for event in leave.events] == ["asked"]
    assert (of.marks, leave.entered_by) == ([None] * 3, None)


def test_staff_write_a_request_down_with_their_name_and_how_it_came(app) -> None:
    of = story()
    values = LeaveValues(LeaveKind.SICK, MONDAY, "发烧", entered_note="电话")
    with clock.frozen(BEFORE):
        leave = ask_for_leave(enrolment=of.trainee, values=values, actor=of.teacher)
    assert (leave.entered_by, leave.entered_note) == (of.teacher, "电话")


def test_what_is_outside_the_course_is_refused(app) -> None:
    first = Span(at(27, 8, 2), at(9, 18))
    assert "2026" in refusal(story(), (first,))


def test_leave_for_no_session_or_for_less_than_half_of_one_is_refused(app) -> None:
    of = story()
    assert refusal(of, (Span(at(12, 8), at(12, 18)),)) == refusal(of, (Span(at(9, 9), at(9, 10)),))


def test_leave_for_sessions_that_are_cancelled_is_refused(app) -> None:
    of = story()
    cancel_session(session=of.tuesday, reason="台风", actor=None)
    assert refusal(of, TUESDAY) != refusal(of, (Span(at(12, 8), at(12, 18)),))


def test_a_second_request_for_the_same_time_is_refused_and_one_beside_it_is_not(app) -> None:
    of = story()
    asked(of, (Span(at(9, 8), at(9, 13)),))
    assert "2026" in refusal(of)
    assert asked(of, (Span(at(9, 13), at(10, 18)),)).state is LeaveState.ASKED


def test_a_refused_request_does_not_stand_in_the_way(app) -> None:
    of = story()
    take_back_leave(leave=asked(of), actor=of.trainee.person)
    assert asked(of).state is LeaveState.ASKED


def test_leave_may_be_asked_for_afterwards_within_the_days_of_the_program(app) -> None:
    of = story(leave_after_days=2)
    assert asked(of, when=at(11, 22)).state is LeaveState.ASKED
    assert "2026" in refusal(of, TUESDAY, when=at(13, 9))


def test_leave_is_neither_asked_for_nor_approved_once_the_register_is_locked(app) -> None:
    of = story(lock_after_days=2, leave_after_days=30)
    leave = asked(of, when=at(11, 22))
    assert "2026" in refusal(of, TUESDAY, when=at(13, 9))
    with clock.frozen(at(12, 9)), pytest.raises(RuleBroken):
        approve_leave(leave=leave, text=None, version=leave.version, actor=of.teacher)
    assert of.marks == [None] * 3


def test_who_attended_everything_needs_no_leave(app) -> None:
    of = story()
    stored(of.morning, of.trainee)
    assert asked(of, when=AFTER).state is LeaveState.ASKED
    take_back_leave(leave=asked(of, TUESDAY, AFTER), actor=None)
    stored(of.tuesday, of.trainee)
    assert refusal(of, TUESDAY, AFTER)


def test_someone_who_left_cannot_be_on_leave(app) -> None:
    of = story()
    of.trainee.state = EnrolmentState.WITHDRAWN
    assert refusal(of)


def test_an_end_before_the_start_is_refused(app) -> None:
    assert refusal(story(), ())
    assert refusal(story(), (Span(at(9, 18), at(9, 8)),))


def test_a_request_is_changed_while_nobody_decided_and_not_over_someone_elses_change(app) -> None:
    of = story()
    leave = asked(of)
    values = LeaveValues(LeaveKind.OFFICIAL, TWO_DAYS, "开会")
    with clock.frozen(BEFORE):
        change_leave(leave=leave, values=values, version=leave.version, actor=of.trainee.person)
        assert (leave.kind, leave.ends_at) == (LeaveKind.OFFICIAL, at(10, 18))
        with pytest.raises(StaleRecord):
            change_leave(leave=leave, values=values, version=99, actor=of.trainee.person)


def test_what_is_decided_is_neither_changed_nor_taken_back(app) -> None:
    of = story()
    leave = approved(of)
    with clock.frozen(BEFORE), pytest.raises(RuleBroken):
        change_leave(leave=leave, values=LeaveValues(LeaveKind.SICK, MONDAY, "病"), version=leave.version, actor=None)
    with pytest.raises(RuleBroken):
        take_back_leave(leave=leave, actor=of.trainee.person)


def test_the_class_teacher_is_told_who_asks_but_neither_kind_nor_reason(app) -> None:
    of = story()
    of.teacher.preferred_language = "en"
    leave = asked(of, reason="体检")
    [told] = db.session.scalars(select(Message))
    assert (told.person_id, told.link) == (of.teacher.id, f"https://training.example.org/leave/{leave.id}")
    assert told.subject == "WANG Fang asks for leave"
    assert ("体检" in told.body, "ersonal" in told.body) == (False, False)


def test_who_writes_a_request_down_is_not_told_of_it(app) -> None:
    of = story()
    with clock.frozen(BEFORE):
        ask_for_leave(enrolment=of.trainee, values=LeaveValues(LeaveKind.SICK, MONDAY, "发烧"), actor=of.teacher)
    assert db.session.scalars(select(Message)).all() == []
