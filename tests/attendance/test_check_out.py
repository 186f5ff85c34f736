from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining import clock
from cgtraining.attendance.arrivals import arrival, departure, part_of_day
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus, CheckInScope, MarkSource
from cgtraining.attendance.operations import (
    check_in,
    check_out,
    mark,
    open_check_in,
    open_check_out,
    set_check_in_rule,
)
from cgtraining.attendance.queries import (
    asks_check_out,
    count_checked_out,
    count_shared_phones,
    covered_by,
    door_of,
    history_of_mark,
    marks_of_trainee,
    shared_phones,
    without_check_out,
)
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.programs.attendance_rule import AS_EVER
from tests import factories
from tests.attendance.factories import PRESENT, SICK, START, cell, late

END = START + timedelta(hours=3)
ROUND = timedelta(minutes=45)


def arrange(cohort, scope=CheckInScope.SESSION) -> None:
    set_check_in_rule(cohort=cohort, scope=scope, asks_check_out=True, version=None, actor=None)


def come(session, trainee, at, device=None):
    with clock.frozen(at):
        open_check_in(session=session, actor=None)
        return check_in(
            door=door_of(session.id), person_id=trainee.person_id, arrived_at=at, source=MarkSource.QR, device=device
        )


def go(session, trainee, at):
    with clock.frozen(at):
        if not session.checks_out:
            open_check_out(session=session, actor=None)
        return check_out(
            door=door_of(session.id),
            person_id=trainee.person_id,
            actor=trainee.person,
            left_at=at,
            source=MarkSource.QR,
        )


def left_early(minutes: int) -> MarkValue:
    return MarkValue(AttendanceStatus.LEFT_EARLY, minutes)


@given(st.integers(0, 400), st.integers(0, 400))
def test_nobody_misses_more_than_the_session_nor_less_than_they_were_late(came, went) -> None:
    came_at, went_at = START + timedelta(minutes=came), START + timedelta(minutes=max(came, went))
    missed = arrival(START, END, came_at, AS_EVER).minutes_missed
    value = departure(START, END, went_at, AS_EVER, missed)
    assert missed <= value.minutes_missed <= 180
    if went_at >= END - timedelta(minutes=AS_EVER.early_tolerance):
        assert value.minutes_missed == missed


@pytest.mark.parametrize(("hour", "part"), [(0, 0), (9, 0), (11, 0), (12, 1), (14, 1), (17, 1), (18, 2), (21, 2)])
def test_a_day_has_three_parts(hour, part) -> None:
    moment = START.replace(hour=hour)
    assert part_of_day(moment) == (moment.date(), part)


def test_who_goes_before_the_end_left_early_by_the_minutes(cohort, trainee) -> None:
    session = factories.class_session(cohort)
    come(session, trainee, START)
    go(session, trainee, END - timedelta(minutes=40))
    assert marks_of_trainee(trainee) == {session.id: left_early(40)}
    newest, _ = history_of_mark(session.id, trainee.id)
    assert (newest.source, newest.reason) == (MarkSource.QR, "11:20")
    assert count_checked_out(session) == 1


def test_who_stays_to_the_end_keeps_the_mark(cohort, trainee) -> None:
    session = factories.class_session(cohort)
    come(session, trainee, START + timedelta(minutes=25))
    go(session, trainee, END + timedelta(minutes=5))
    assert marks_of_trainee(trainee) == {session.id: late(25)}


def test_who_came_late_and_comes_back_after_leaving_misses_what_they_missed(cohort, trainee) -> None:
    session = factories.class_session(cohort)
    come(session, trainee, START + timedelta(minutes=25))
    go(session, trainee, END - timedelta(minutes=60))
    assert marks_of_trainee(trainee) == {session.id: left_early(85)}
    go(session, trainee, END)
    assert marks_of_trainee(trainee) == {session.id: late(25)}


def test_who_never_came_in_cannot_go_out(cohort, trainee) -> None:
    session = factories.class_session(cohort)
    with pytest.raises(RuleBroken):
        go(session, trainee, END)
    with clock.frozen(START):
        mark(session=session, cells=[cell(trainee, SICK)], actor=None)
    with pytest.raises(RuleBroken):
        go(session, trainee, END)
    assert count_checked_out(session) == 0


def test_a_missing_check_out_is_shown_and_changes_nothing(cohort, trainee) -> None:
    session, gone = factories.class_session(cohort), factories.enrolment(cohort)
    arrange(cohort)
    come(session, trainee, START)
    come(session, gone, START)
    go(session, gone, END)
    assert without_check_out(session) == {trainee.id}
    assert marks_of_trainee(trainee) == {session.id: PRESENT}


def test_one_check_in_counts_for_the_half_day_and_leaves_out_what_is_over(cohort, trainee) -> None:
    morning = [
        factories.class_session(cohort, START + n * 2 * ROUND, ends_at=START + (2 * n + 1) * ROUND) for n in (0, 1)
    ]
    afternoon = factories.class_session(cohort, START + timedelta(hours=5))
    other = factories.enrolment(cohort)
    arrange(cohort, CheckInScope.HALF_DAY)
    come(morning[0], trainee, START + timedelta(minutes=20))
    come(morning[1], other, START + 2 * ROUND)
    assert marks_of_trainee(trainee) == {morning[0].id: late(20), morning[1].id: PRESENT}
    assert marks_of_trainee(other) == {morning[1].id: PRESENT}
    assert afternoon.check_in_until is None
    go(morning[1], trainee, START + 2 * ROUND + timedelta(minutes=15))
    assert marks_of_trainee(trainee) == {morning[0].id: late(20), morning[1].id: left_early(30)}


def test_check_in_of_a_half_day_stays_open_to_its_end(cohort, trainee) -> None:
    first = factories.class_session(cohort, START, ends_at=START + ROUND)
    factories.class_session(cohort, START + 2 * ROUND, ends_at=START + 3 * ROUND)
    arrange(cohort, CheckInScope.HALF_DAY)
    with clock.frozen(START):
        open_check_in(session=first, actor=None)
    assert first.check_in_until == START + 3 * ROUND


def test_check_out_opens_during_the_session_and_two_hours_after_it(cohort) -> None:
    session = factories.class_session(cohort)
    for moment in (START - timedelta(minutes=1), END + timedelta(hours=2)):
        with clock.frozen(moment), pytest.raises(RuleBroken):
            open_check_out(session=session, actor=None)


def test_coming_in_is_refused_while_the_code_is_for_going_out(cohort, trainee) -> None:
    session = factories.class_session(cohort)
    with clock.frozen(END - ROUND):
        open_check_out(session=session, actor=None)
        with pytest.raises(RuleBroken):
            check_in(
                door=door_of(session.id), person_id=trainee.person_id, arrived_at=END - ROUND, source=MarkSource.QR
            )
    assert marks_of_trainee(trainee) == {}


def test_a_phone_of_several_people_is_flagged_and_blocks_nobody(cohort, trainee) -> None:
    session, friend, alone = factories.class_session(cohort), factories.enrolment(cohort), factories.enrolment(cohort)
    for who, device in ((trainee, "one"), (friend, "one"), (alone, "two")):
        come(session, who, START, device)
    assert shared_phones(session) == {trainee.id: 2, friend.id: 2}
    assert count_shared_phones(session) == 1
    assert marks_of_trainee(friend) == {session.id: PRESENT}


def test_the_rule_of_a_cohort_is_kept_once(cohort) -> None:
    arrange(cohort)
    rule = set_check_in_rule(cohort=cohort, scope=CheckInScope.HALF_DAY, asks_check_out=False, version=1, actor=None)
    db.session.commit()
    assert (rule.scope, rule.asks_check_out, rule.version) == (CheckInScope.HALF_DAY, False, 2)


def test_a_session_may_do_otherwise_than_its_cohort(cohort, teacher) -> None:
    set_check_in_rule(cohort=cohort, scope=CheckInScope.HALF_DAY, asks_check_out=False, version=None, actor=None)
    first = factories.class_session(cohort, START)
    alone = factories.class_session(cohort, START + timedelta(minutes=200), check_in_scope=CheckInScope.SESSION)
    alone.asks_check_out = True
    db.session.flush()
    covered = [[one.session_id for one in covered_by(door_of(session.id))] for session in (first, alone)]
    assert covered == [[first.id], [alone.id]]
    assert (asks_check_out(first), asks_check_out(alone)) == (False, True)
