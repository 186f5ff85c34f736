import pytest
from sqlalchemy import select

from cgtraining import clock
from cgtraining.attendance.leave.access import may_decide_leave, may_read_reason
from cgtraining.attendance.leave.deciding import approve_leave, refuse_leave
from cgtraining.attendance.leave.ending import confirm_return, revoke_leave, shorten_leave
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import LeaveKind, LeaveState, MarkSource
from cgtraining.attendance.operations import cancel_session, change_session, delete_session, mark, reinstate_session
from cgtraining.attendance.operations.moving import Move, move_sessions
from cgtraining.attendance.operations.planning import SessionValues, add_session
from cgtraining.attendance.queries import history_of_mark, own_mark
from cgtraining.cohorts.models import CohortRole, CohortStaff
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.mail.models import Message
from cgtraining.programs.models import ProgramStaff
from tests import factories
from tests.attendance.factories import ABSENT, PRESENT, SICK, cell, stored
from tests.attendance.leave.stories import AFTER, BEFORE, TUESDAY, TWO_DAYS, approved, asked, at, story

LEAVE, NONE = "personal_leave", None
PERSONAL = MarkValue(LeaveKind.PERSONAL.status)


def approve(leave, actor, when=BEFORE):
    with clock.frozen(when):
        return approve_leave(leave=leave, text=None, version=leave.version, actor=actor)


def moved(session, day: int) -> SessionValues:
    local = session.local(session.starts_at), session.local(session.ends_at)
    return SessionValues(
        title_zh="改期", day=at(day, 9).date(), starts=local[0].time(), ends=local[1].time(), class_hours=4
    )


def test_short_leave_is_approved_by_the_class_teacher_and_written_into_sessions_to_come(app) -> None:
    of = story()
    leave = approve(asked(of), of.teacher)
    assert leave.state is LeaveState.APPROVED
    assert of.marks == [LEAVE, LEAVE, NONE]
    [change] = history_of_mark(of.morning.id, of.trainee.id)
    assert (change.source, change.actor_zh, change.reason) == (MarkSource.LEAVE, of.teacher.name_zh, None)


def test_longer_leave_waits_for_the_head_too(app) -> None:
    of = story(teacher_leave_days=1)
    leave = approve(asked(of, TWO_DAYS), of.teacher)
    assert (leave.state, of.marks) == (LeaveState.PASSED_ON, [NONE] * 3)
    assert not may_decide_leave(of.teacher, leave)
    assert approve(leave, of.head).state is LeaveState.APPROVED
    assert of.marks == [LEAVE] * 3


def test_who_is_class_teacher_and_head_gives_both_approvals_at_once(app) -> None:
    of = story(teacher_leave_days=1)
    factories.cohort_staff(of.trainee.cohort, CohortRole.CLASS_TEACHER, of.head)
    assert approve(asked(of, TWO_DAYS), of.head).state is LeaveState.APPROVED


def test_each_decision_is_told_in_the_trainees_language_and_without_the_reasons(app) -> None:
    of = story()
    of.trainee.person.preferred_language = "en"
    leave = asked(of, reason="住院手术")
    with clock.frozen(BEFORE):
        refuse_leave(leave=leave, text="名额已满", version=leave.version, actor=of.teacher)
    [message] = db.session.scalars(select(Message).where(Message.person_id == of.trainee.person_id))
    assert (message.language, message.subject) == ("en", "Your leave is refused")
    assert "ZHAO Jiangshi" in message.body
    assert "住院手术" not in message.body
    assert "名额已满" not in message.body
    assert message.link.endswith(f"/leave/{leave.id}")


def test_a_refusal_needs_its_reason_and_nobody_decides_on_their_own_leave(app) -> None:
    of = story()
    leave = asked(of)
    with pytest.raises(RuleBroken):
        refuse_leave(leave=leave, text=" ", version=leave.version, actor=of.teacher)
    with pytest.raises(RuleBroken):
        approve_leave(leave=leave, text=None, version=leave.version, actor=of.trainee.person)
    refuse_leave(leave=leave, text="请到课", version=leave.version, actor=of.teacher)
    assert [event.note for event in leave.events] == [None, "请到课"]
    with pytest.raises(RuleBroken):
        approve_leave(leave=leave, text=None, version=leave.version, actor=of.teacher)


def test_the_course_administrator_stands_in_where_there_is_no_class_teacher(app) -> None:
    of = story()
    administrator = factories.cohort_staff(of.trainee.cohort, CohortRole.ADMINISTRATOR)
    leave = asked(of)
    assert [may_decide_leave(one, leave) for one in (of.teacher, administrator, of.trainee.person)] == [
        True,
        False,
        False,
    ]
    assert [may_read_reason(one, leave) for one in (of.head, administrator)] == [True, False]
    db.session.delete(db.session.scalars(select(CohortStaff).filter_by(person_id=of.teacher.id)).one())
    db.session.flush()
    assert [may_decide_leave(one, leave) for one in (of.teacher, administrator)] == [False, True]


def test_whoever_manages_the_program_stands_in_where_there_is_no_head(app) -> None:
    of = story(teacher_leave_days=0)
    office = factories.program_staff(of.trainee.cohort.program)
    leave = approve(asked(of), of.teacher)
    assert not may_decide_leave(office, leave)
    db.session.delete(db.session.scalars(select(ProgramStaff).filter_by(person_id=of.head.id)).one())
    db.session.flush()
    assert may_decide_leave(office, leave)


def test_afterwards_an_absence_becomes_leave_and_whoever_was_there_stays_present(app) -> None:
    of = story()
    stored(of.morning, of.trainee, ABSENT)
    stored(of.afternoon, of.trainee, PRESENT)
    approve(asked(of, when=AFTER, kind=LeaveKind.SICK), of.teacher, AFTER)
    assert of.marks == ["sick_leave", "present", NONE]


def test_an_approval_that_is_withdrawn_puts_back_what_stood_there(app) -> None:
    of = story()
    stored(of.morning, of.trainee, ABSENT)
    leave = approve(asked(of, TWO_DAYS, AFTER), of.head, AFTER)
    with clock.frozen(AFTER):
        revoke_leave(leave=leave, text="证明不实", actor=of.teacher)
    assert (leave.state, of.marks) == (LeaveState.REVOKED, ["absent", NONE, NONE])
    assert own_mark(of.morning, of.trainee.person).source is MarkSource.PAPER


def test_what_somebody_changed_since_stays(app) -> None:
    of = story()
    leave = approved(of)
    with clock.frozen(at(9, 10)):
        mark(session=of.morning, cells=[cell(of.trainee, PRESENT, PERSONAL)], actor=of.teacher)
        revoke_leave(leave=leave, text="已到课", actor=of.teacher)
    assert of.marks == ["present", NONE, NONE]


def test_an_earlier_return_gives_the_sessions_after_it_back(app) -> None:
    of = story()
    leave = approved(of, TWO_DAYS)
    with clock.frozen(at(9, 13)):
        with pytest.raises(RuleBroken):
            confirm_return(leave=leave, at=at(9, 14), actor=of.trainee.person)
        confirm_return(leave=leave, at=at(9, 13), actor=of.trainee.person)
    assert (leave.state, leave.ends_at, of.marks) == (LeaveState.RETURNED, at(9, 13), [LEAVE, NONE, NONE])
    with pytest.raises(RuleBroken):
        confirm_return(leave=leave, at=at(9, 13), actor=of.trainee.person)


def test_a_return_after_the_end_changes_nothing_but_is_kept(app) -> None:
    of = story()
    leave = approved(of)
    with clock.frozen(AFTER):
        confirm_return(leave=leave, at=at(10, 12), actor=of.teacher)
    assert (leave.returned_at, leave.ends_at) == (at(10, 12), at(9, 18))
    with pytest.raises(RuleBroken):
        shorten_leave(leave=leave, ends_at=at(9, 13), text="早", actor=of.teacher)


def test_a_return_before_the_leave_began_is_refused(app) -> None:
    leave = approved(story())
    with clock.frozen(AFTER), pytest.raises(RuleBroken):
        confirm_return(leave=leave, at=at(9, 8), actor=None)


def test_leave_is_shortened_with_a_reason_and_within_its_time(app) -> None:
    of = story()
    leave = approved(of, TWO_DAYS)
    with pytest.raises(RuleBroken):
        shorten_leave(leave=leave, ends_at=at(9, 13), text=" ", actor=of.teacher)
    with pytest.raises(RuleBroken):
        shorten_leave(leave=leave, ends_at=at(12, 8), text="考试", actor=of.teacher)
    shorten_leave(leave=leave, ends_at=at(9, 13), text="考试", actor=of.teacher)
    assert of.marks == [LEAVE, NONE, NONE]
    with pytest.raises(RuleBroken):
        shorten_leave(leave=leave, ends_at=at(9, 12), text="再短", actor=of.trainee.person)


def test_only_what_was_approved_is_withdrawn(app) -> None:
    of = story()
    with pytest.raises(RuleBroken):
        revoke_leave(leave=asked(of), text="错", actor=of.teacher)
    with pytest.raises(RuleBroken):
        confirm_return(leave=asked(of, TUESDAY), at=at(2, 8), actor=None)


def test_a_session_that_is_moved_takes_the_leave_with_its_time_not_with_itself(app) -> None:
    of = story()
    approved(of)
    with clock.frozen(BEFORE):
        change_session(session=of.morning, values=moved(of.morning, 12), version=of.morning.version, actor=None)
        assert of.marks == [NONE, LEAVE, NONE]
        change_session(session=of.morning, values=moved(of.morning, 9), version=of.morning.version, actor=None)
    assert of.marks == [LEAVE, LEAVE, NONE]


def test_sessions_on_which_someone_is_on_leave_are_shifted_and_deleted_like_others(app) -> None:
    of = story()
    approved(of)
    with clock.frozen(BEFORE):
        move_sessions(
            cohort=of.trainee.cohort, moves=[Move(of.morning.id, of.morning.version, at(12, 9).date())], actor=None
        )
        assert of.marks == [NONE, LEAVE, NONE]
        delete_session(session=of.afternoon, actor=None)
    assert of.marks[:1] == [NONE]


def test_a_session_that_is_planned_or_held_after_all_in_the_time_of_a_leave_is_on_leave(app) -> None:
    of = story()
    cancel_session(session=of.afternoon, reason="台风", actor=None)
    approved(of)
    with clock.frozen(BEFORE):
        assert of.marks == [LEAVE, NONE, NONE]
        reinstate_session(session=of.afternoon, actor=None)
        added = add_session(cohort=of.trainee.cohort, values=moved(of.morning, 9), actor=None)
    assert of.marks == [LEAVE, LEAVE, NONE]
    assert own_mark(added, of.trainee.person).source is MarkSource.LEAVE


def test_a_leave_that_is_withdrawn_while_its_session_is_cancelled_leaves_nothing_once_that_is_held(app) -> None:
    of = story()
    leave = approved(of)
    cancel_session(session=of.morning, reason="台风", actor=None)
    with clock.frozen(BEFORE):
        revoke_leave(leave=leave, text="不准", actor=of.teacher)
        assert of.marks == [LEAVE, NONE, NONE]
        reinstate_session(session=of.morning, actor=None)
    assert of.marks == [NONE] * 3


def test_an_absence_under_a_leave_is_not_put_back_on_a_day_to_come(app) -> None:
    of = story()
    stored(of.morning, of.trainee, ABSENT)
    approved(of, when=at(10, 8))
    with clock.frozen(at(10, 8)):
        change_session(session=of.morning, values=moved(of.morning, 20), version=of.morning.version, actor=None)
    assert of.marks == [NONE, LEAVE, NONE]


def test_a_mark_that_says_the_same_already_is_left_to_whoever_made_it(app) -> None:
    of = story()
    stored(of.morning, of.trainee, SICK)
    leave = approved(of, kind=LeaveKind.SICK)
    with clock.frozen(BEFORE):
        revoke_leave(leave=leave, text="不准", actor=of.head)
    assert of.marks == ["sick_leave", NONE, NONE]
