"""Taking up what devices deliver: on each engine, whatever the order and however often."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from cgtraining import clock
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import MarkSource, TapVerdict
from cgtraining.attendance.operations import cancel_session, mark, receive_taps, settle_dispute
from cgtraining.attendance.operations.taps import SentTap
from cgtraining.attendance.queries import history_of_mark, stored_marks
from cgtraining.attendance.queries.taps import disputes_in, told_taps
from cgtraining.attendance.tapping import Said
from cgtraining.cohorts.models import EnrolmentState
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from tests import factories
from tests.attendance.factories import ABSENT, DURING, NEXT_WEEK, NOTHING, PRESENT, SICK, cell, late, stored

ZHAO, QIAN = "00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"


@pytest.fixture
def zhao(app):
    return factories.person("赵老师", "ZHAO Laoshi")


@pytest.fixture
def qian(app):
    return factories.person("钱老师", "QIAN Laoshi")


def tap(trainee, new, base=NOTHING, device=ZHAO, number=1, at=DURING) -> SentTap:
    key = UUID(int=number * 1000 + trainee.id + (500_000 if device == QIAN else 0))
    return SentTap(str(key), trainee.id, Said(device, number, base, new), at)


def receive(session, actor, *taps, now=DURING) -> list:
    with clock.frozen(now):
        receipts = receive_taps(session=session, taps=taps, actor=actor)
    return [receipts[one.key].verdict or receipts[one.key].refusal for one in taps]


def value_of(session, trainee) -> MarkValue:
    found = stored_marks(session, [trainee.id]).get(trainee.id)
    return found.value if found else NOTHING


def test_taps_of_a_device_are_marks_with_their_history(session, trainee, zhao) -> None:
    taps = [tap(trainee, PRESENT), tap(trainee, late(12), number=2), tap(trainee, ABSENT, number=3)]
    assert receive(session, zhao, *taps) == [TapVerdict.COUNTED] * 3
    history = [(one.new_status, one.source, one.actor_zh) for one in history_of_mark(session.id, trainee.id)]
    assert history == [(value.status, MarkSource.TAP_LIST, "赵老师") for value in (ABSENT, late(12), PRESENT)]


def test_a_batch_that_comes_twice_changes_nothing_and_is_told_the_same(session, trainee, zhao) -> None:
    taps = [tap(trainee, PRESENT), tap(trainee, ABSENT, number=2)]
    first = receive(session, zhao, *taps)
    assert receive(session, zhao, *taps, now=NEXT_WEEK) == first
    assert (value_of(session, trainee), len(history_of_mark(session.id, trainee.id))) == (ABSENT, 2)


def test_taps_that_come_in_the_wrong_order_end_at_the_last_one(session, trainee, zhao) -> None:
    assert receive(session, zhao, tap(trainee, ABSENT, number=2)) == [TapVerdict.COUNTED]
    assert receive(session, zhao, tap(trainee, PRESENT)) == [TapVerdict.OUTRUN]
    assert value_of(session, trainee) == ABSENT
    assert [one.verdict for one in told_taps(session.id, trainee.id)] == [TapVerdict.OUTRUN]


def test_two_devices_that_differ_are_both_kept_and_shown_until_somebody_decides(session, trainee, zhao, qian) -> None:
    receive(session, zhao, tap(trainee, PRESENT))
    assert receive(session, qian, tap(trainee, ABSENT, device=QIAN)) == [TapVerdict.DISPUTED]
    [dispute] = disputes_in(session)
    assert (dispute.stands, dispute.stands_by, dispute.says, dispute.said_by) == (PRESENT, zhao, ABSENT, qian)
    assert value_of(session, trainee) == PRESENT
    with clock.frozen(DURING):
        settle_dispute(tap=dispute.tap, take_it=True, actor=zhao)
    assert (value_of(session, trainee), disputes_in(session)) == (ABSENT, [])
    with pytest.raises(RuleBroken):
        settle_dispute(tap=dispute.tap, take_it=True, actor=qian)


def test_a_dispute_can_be_settled_by_leaving_the_mark(session, trainee, zhao, qian) -> None:
    receive(session, zhao, tap(trainee, PRESENT))
    receive(session, qian, tap(trainee, ABSENT, device=QIAN))
    settle_dispute(tap=disputes_in(session)[0].tap, take_it=False, actor=qian)
    assert (value_of(session, trainee), disputes_in(session)) == (PRESENT, [])
    assert len(history_of_mark(session.id, trainee.id)) == 1


def test_a_dispute_of_a_past_day_is_settled_with_its_reason(session, trainee, zhao, qian) -> None:
    receive(session, zhao, tap(trainee, PRESENT))
    receive(session, qian, tap(trainee, ABSENT, device=QIAN), now=NEXT_WEEK)
    with clock.frozen(NEXT_WEEK):
        settle_dispute(tap=disputes_in(session)[0].tap, take_it=True, actor=qian)
    assert (value_of(session, trainee), bool(history_of_mark(session.id, trainee.id)[0].reason)) == (ABSENT, True)


def test_the_last_word_of_a_device_is_what_it_disputes(session, trainee, zhao, qian) -> None:
    receive(session, zhao, tap(trainee, PRESENT))
    taps = [tap(trainee, ABSENT, device=QIAN), tap(trainee, late(9), device=QIAN, number=2)]
    assert receive(session, qian, *taps) == [TapVerdict.DISPUTED, TapVerdict.DISPUTED]
    assert [one.says for one in disputes_in(session)] == [late(9)]
    assert receive(session, qian, tap(trainee, NOTHING, device=QIAN, number=3)) == [TapVerdict.WITHDRAWN]
    assert disputes_in(session) == []


def test_a_dispute_ends_when_the_first_comes_to_say_the_same(session, trainee, zhao, qian) -> None:
    receive(session, zhao, tap(trainee, PRESENT))
    receive(session, qian, tap(trainee, ABSENT, device=QIAN))
    receive(session, zhao, tap(trainee, ABSENT, number=2))
    assert (value_of(session, trainee), disputes_in(session)) == (ABSENT, [])


def test_a_dispute_is_not_shown_once_the_register_says_the_same(session, trainee, zhao, qian) -> None:
    receive(session, zhao, tap(trainee, PRESENT))
    receive(session, qian, tap(trainee, ABSENT, device=QIAN))
    with clock.frozen(DURING):
        mark(session=session, cells=[cell(trainee, ABSENT, PRESENT)], actor=zhao)
    assert disputes_in(session) == []


def test_leave_that_was_entered_meanwhile_is_not_overwritten(session, trainee, zhao) -> None:
    stored(session, trainee, SICK)
    assert receive(session, zhao, tap(trainee, ABSENT)) == [TapVerdict.DISPUTED]
    assert value_of(session, trainee) == SICK


def test_a_tap_of_the_day_that_comes_a_week_later_counts_with_a_reason(session, trainee, zhao) -> None:
    receive(session, zhao, tap(trainee, PRESENT))
    assert receive(session, zhao, tap(trainee, ABSENT, PRESENT, number=2), now=NEXT_WEEK) == [TapVerdict.COUNTED]
    assert history_of_mark(session.id, trainee.id)[0].reason


def test_an_earlier_mark_is_not_changed_by_a_tap_of_a_later_day(session, trainee, zhao) -> None:
    stored(session, trainee, PRESENT)
    [refusal] = receive(session, zhao, tap(trainee, ABSENT, PRESENT, at=NEXT_WEEK), now=NEXT_WEEK)
    assert isinstance(refusal, str)
    assert value_of(session, trainee) == PRESENT


def test_who_left_or_is_of_another_cohort_is_refused_and_the_others_are_taken(cohort, session, trainee, zhao) -> None:
    gone = factories.enrolment(cohort, state=EnrolmentState.WITHDRAWN, state_since=date(2026, 3, 5))
    stranger = factories.enrolment(factories.cohort())
    told = receive(session, zhao, tap(gone, PRESENT), tap(stranger, PRESENT), tap(trainee, PRESENT))
    assert [isinstance(one, str) for one in told] == [True, True, False]
    assert value_of(session, trainee) == PRESENT


def test_taps_of_a_cancelled_session_are_refused_each_with_its_sentence(cohort, session, trainee, zhao) -> None:
    other = factories.enrolment(cohort)
    cancel_session(session=session, reason="台风", actor=None)
    told = receive(session, zhao, tap(trainee, PRESENT), tap(other, PRESENT))
    assert [isinstance(one, str) for one in told] == [True, True]
    assert told_taps(session.id, trainee.id) == []


def test_taps_before_the_day_are_refused_one_by_one(cohort, session, trainee, zhao) -> None:
    before, other = DURING - timedelta(days=3), factories.enrolment(cohort)
    told = receive(session, zhao, tap(trainee, PRESENT, at=before), tap(other, SICK, at=before), now=before)
    assert [isinstance(one, str) for one in told] == [True, False]


def test_many_taps_take_no_more_statements_than_few(cohort, session, zhao, count_queries) -> None:
    few = [tap(factories.enrolment(cohort), PRESENT) for _ in range(3)]
    many = [tap(factories.enrolment(cohort), PRESENT) for _ in range(9)]
    db.session.flush()
    statements = count_queries(lambda: receive(session, zhao, *few))
    assert count_queries(lambda: receive(session, zhao, *many)) == statements


def test_disputes_take_as_many_reads_as_one(cohort, session, zhao, qian, count_queries) -> None:
    def differ(count):
        for one in [factories.enrolment(cohort) for _ in range(count)]:
            receive(session, zhao, tap(one, PRESENT))
            receive(session, qian, tap(one, ABSENT, device=QIAN))
        db.session.expire_all()
        session.day  # noqa: B018 (loads the session and its cohort)

    differ(1)
    reads = count_queries(lambda: disputes_in(session))
    differ(2)
    assert count_queries(lambda: disputes_in(session)) == reads
