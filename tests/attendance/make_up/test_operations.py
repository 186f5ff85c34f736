from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from cgtraining import clock
from cgtraining.attendance.make_up.operations import (
    MakeUpValues,
    approve_make_up,
    arrange_make_up,
    cancel_make_up,
    hand_back,
    hand_in,
)
from cgtraining.attendance.make_up.queries import make_ups_for, sessions_of_same_unit
from cgtraining.attendance.make_up.rules import is_missed
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus, MakeUpState, MarkSource
from cgtraining.attendance.operations import cancel_session
from cgtraining.attendance.queries import history_of_mark, own_mark
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.mail.models import Message
from tests import factories
from tests.attendance.factories import ABSENT, NEXT_WEEK, NOTHING, PRESENT, SICK, late, stored
from tests.attendance.leave.stories import BEFORE, Story, story

TASK = MakeUpValues(task="写一页笔记", due_on=date(2026, 3, 31))


@pytest.fixture
def of(app) -> Story:
    return story()


def arranged(of: Story, values: MakeUpValues = TASK, value: MarkValue = ABSENT):
    stored(of.morning, of.trainee, value)
    return arrange_make_up(session=of.morning, enrolment=of.trainee, values=values, actor=of.teacher)


def approve(make_up, actor):
    with clock.frozen(NEXT_WEEK):
        return approve_make_up(make_up=make_up, note="很好", version=make_up.version, actor=actor)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(ABSENT, True), (SICK, True), (late(5), True), (late(0), False), (PRESENT, False), (NOTHING, False)],
)
def test_what_was_missed_is_what_the_register_says(value, expected) -> None:
    assert is_missed(value) == expected
    assert not is_missed(MarkValue(AttendanceStatus.MADE_UP))


def test_a_task_is_handed_in_and_approved_and_the_mark_says_made_up_by_whom(of) -> None:
    make_up = arranged(of)
    hand_in(make_up=make_up, note="已写", with_file=False, actor=of.trainee.person)
    approve(make_up, of.teacher)
    assert (make_up.state, make_up.approved_by) == (MakeUpState.APPROVED, of.teacher)
    assert of.marks[0] == "made_up"
    newest = history_of_mark(of.morning.id, of.trainee.id)[0]
    assert (newest.source, newest.actor_zh, newest.old_status) == (
        MarkSource.MAKE_UP,
        of.teacher.name_zh,
        AttendanceStatus.ABSENT,
    )
    assert own_mark(of.morning, of.trainee.person).source is MarkSource.MAKE_UP


def test_the_trainee_is_told_when_it_is_arranged_handed_back_and_approved(of) -> None:
    make_up = arranged(of)
    hand_in(make_up=make_up, note="已写", with_file=False, actor=of.trainee.person)
    hand_back(make_up=make_up, note="请补充案例", version=make_up.version, actor=of.teacher)
    assert (make_up.state, make_up.decision_note) == (MakeUpState.ARRANGED, "请补充案例")
    hand_in(make_up=make_up, note=None, with_file=True, actor=of.trainee.person)
    approve(make_up, of.teacher)
    told = db.session.scalars(select(Message).filter_by(person_id=of.trainee.person_id).order_by(Message.id)).all()
    assert len(told) == 3
    assert all("请补充案例" not in message.body for message in told)


def test_another_session_of_the_same_unit_in_whatever_cohort_makes_up_once_it_is_over(of) -> None:
    cohort = of.trainee.cohort
    unit = factories.unit(cohort.curriculum)
    of.morning.unit = unit
    sister = factories.cohort(cohort.curriculum)
    other = factories.class_session(sister, datetime(2026, 3, 14, 1, tzinfo=UTC), unit=unit)
    factories.class_session(sister, unit=factories.unit(cohort.curriculum, title_zh="另一单元"))
    again = factories.unit(factories.curriculum(cohort.program))
    later = factories.class_session(factories.cohort(again.module.curriculum), NEXT_WEEK, unit=again)
    db.session.flush()
    assert [one.id for one in sessions_of_same_unit(of.morning)] == [later.id, other.id]
    make_up = arranged(of, MakeUpValues(other=other))
    with pytest.raises(RuleBroken):
        hand_in(make_up=make_up, note="来了", with_file=False, actor=of.trainee.person)
    with clock.frozen(datetime(2026, 3, 13, tzinfo=UTC)), pytest.raises(RuleBroken):
        approve_make_up(make_up=make_up, note=None, version=make_up.version, actor=of.teacher)
    assert approve(make_up, of.teacher).state is MakeUpState.APPROVED


def test_a_session_without_a_unit_has_no_other_of_its_kind(of) -> None:
    assert sessions_of_same_unit(of.morning) == []


def test_a_session_that_counts_for_the_trainee_or_does_not_take_place_makes_up_for_nothing(of) -> None:
    make_up = arranged(of, MakeUpValues(other=of.tuesday))
    stored(of.tuesday, of.trainee)
    with pytest.raises(RuleBroken):
        approve(make_up, of.teacher)
    cancel_session(session=of.tuesday, reason="台风", actor=None)
    with pytest.raises(RuleBroken):
        approve(make_up, of.teacher)


@pytest.mark.parametrize("value", [PRESENT, NOTHING])
def test_where_nothing_was_missed_nothing_is_made_up(of, value) -> None:
    if value.status:
        stored(of.morning, of.trainee, value)
    with pytest.raises(RuleBroken):
        arrange_make_up(session=of.morning, enrolment=of.trainee, values=TASK, actor=of.teacher)


def test_a_cancelled_session_is_not_made_up(of) -> None:
    stored(of.morning, of.trainee, ABSENT)
    cancel_session(session=of.morning, reason="台风", actor=None)
    with pytest.raises(RuleBroken):
        arrange_make_up(session=of.morning, enrolment=of.trainee, values=TASK, actor=of.teacher)


def test_nothing_is_made_up_once_the_register_is_locked(app) -> None:
    of = story(lock_after_days=2)
    with clock.frozen(BEFORE):
        make_up = arranged(of)
    hand_in(make_up=make_up, note="已写", with_file=False, actor=of.trainee.person)
    with pytest.raises(RuleBroken):
        approve(make_up, of.teacher)
    assert (of.marks[0], make_up.state) == ("absent", MakeUpState.HANDED_IN)


def test_one_make_up_at_a_time_and_either_a_session_or_a_task(of) -> None:
    make_up = arranged(of)
    again = {"session": of.morning, "enrolment": of.trainee, "actor": of.teacher}
    with pytest.raises(RuleBroken):
        arrange_make_up(values=TASK, **again)
    cancel_make_up(make_up=make_up, actor=of.teacher)
    with pytest.raises(RuleBroken):
        arrange_make_up(values=MakeUpValues(), **again)
    arrange_make_up(values=MakeUpValues(other=of.tuesday), **again)
    assert [one.state for one in make_ups_for(of.morning.id, of.trainee.id)] == [
        MakeUpState.ARRANGED,
        MakeUpState.CANCELLED,
    ]


def test_what_is_not_handed_in_or_is_ones_own_is_not_approved(of) -> None:
    make_up = arranged(of)
    with pytest.raises(RuleBroken):
        approve(make_up, of.teacher)
    with pytest.raises(RuleBroken):
        hand_in(make_up=make_up, note=" ", with_file=False, actor=of.trainee.person)
    hand_in(make_up=make_up, note="已写", with_file=False, actor=of.trainee.person)
    with pytest.raises(RuleBroken):
        approve(make_up, of.trainee.person)
    with pytest.raises(RuleBroken):
        hand_back(make_up=make_up, note="", version=make_up.version, actor=of.teacher)


def test_what_is_over_stays_as_it_is(of) -> None:
    make_up = arranged(of)
    with pytest.raises(RuleBroken):
        hand_back(make_up=make_up, note="补", version=make_up.version, actor=of.teacher)
    cancel_make_up(make_up=make_up, actor=of.teacher)
    with pytest.raises(RuleBroken):
        hand_in(make_up=make_up, note="已写", with_file=False, actor=of.trainee.person)
