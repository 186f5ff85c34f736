from datetime import UTC, date, datetime

import pytest

from cgtraining import clock
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import MarkSource, SessionStatus
from cgtraining.attendance.operations import mark
from cgtraining.attendance.queries import has_marks, history_of_mark, register_of, stored_marks
from cgtraining.cohorts.models import EnrolmentState
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from tests import factories
from tests.attendance.factories import (
    ABSENT,
    DURING,
    NEXT_WEEK,
    NOTHING,
    PRESENT,
    SICK,
    WEEK_BEFORE,
    cell,
    late,
    stored,
)


def value_of(session, enrolment) -> MarkValue:
    found = stored_marks(session, [enrolment.id]).get(enrolment.id)
    return found.value if found else NOTHING


def test_marks_are_saved_changed_and_taken_back_and_every_change_is_kept(cohort, session) -> None:
    teacher, trainee = factories.person("赵讲师", "ZHAO"), factories.enrolment(cohort)
    with clock.frozen(DURING):
        mark(session=session, cells=[cell(trainee, PRESENT)], actor=teacher)
        mark(session=session, cells=[cell(trainee, late(20), PRESENT)], actor=teacher, reason=" 看错了 ")
        assert value_of(session, trainee) == late(20)
        mark(session=session, cells=[cell(trainee, NOTHING, late(20))], actor=teacher)
    assert value_of(session, trainee) == NOTHING
    history = history_of_mark(session.id, trainee.id)
    changes = [(c.old_status, c.new_status, c.minutes_missed, c.reason) for c in history]
    assert changes == [
        (late(20).status, None, 0, None),
        (PRESENT.status, late(20).status, 20, "看错了"),
        (None, PRESENT.status, 0, None),
    ]
    assert {c.actor_zh for c in history} == {"赵讲师"}
    assert has_marks(session)


def test_saving_touches_the_enrolments_that_changed_only(cohort, session) -> None:
    changed, same = factories.enrolment(cohort), factories.enrolment(cohort)
    stored(session, same)
    with clock.frozen(DURING):
        mark(session=session, cells=[cell(changed, PRESENT), cell(same, PRESENT)], actor=None)
    db.session.expire_all()
    assert (changed.touched_at == DURING, same.touched_at == DURING) == (True, False)


def test_two_people_in_different_cells_both_survive(cohort, session) -> None:
    one, other = factories.enrolment(cohort), factories.enrolment(cohort)
    with clock.frozen(DURING):
        mark(session=session, cells=[cell(one, PRESENT)], actor=None)
        marking = mark(session=session, cells=[cell(other, ABSENT)], actor=None)
    assert (list(marking.saved), marking.conflicts) == ([other.id], [])
    assert (value_of(session, one), value_of(session, other)) == (PRESENT, ABSENT)


def test_two_people_in_the_same_cell_are_told_and_nothing_is_overwritten(cohort, session) -> None:
    first, trainee = factories.person(), factories.enrolment(cohort)
    with clock.frozen(DURING):
        mark(session=session, cells=[cell(trainee, SICK)], actor=first)
        marking = mark(session=session, cells=[cell(trainee, ABSENT)], actor=None)
    conflict = marking.conflicts[0]
    assert (conflict.current, conflict.by.actor_id, marking.saved) == (SICK, first.id, {})
    assert value_of(session, trainee) == SICK


def test_two_people_who_enter_the_same_agree(cohort, session) -> None:
    trainee = factories.enrolment(cohort)
    with clock.frozen(DURING):
        mark(session=session, cells=[cell(trainee, PRESENT)], actor=None)
        marking = mark(session=session, cells=[cell(trainee, PRESENT)], actor=None)
    assert marking.saved == {trainee.id: PRESENT}
    assert len(history_of_mark(session.id, trainee.id)) == 1


def test_a_mark_of_a_past_day_is_changed_with_a_reason_only(cohort, session) -> None:
    trainee = factories.enrolment(cohort)
    stored(session, trainee, ABSENT)
    with clock.frozen(NEXT_WEEK):
        asked = mark(session=session, cells=[cell(trainee, SICK, ABSENT)], actor=None)
        assert [c.enrolment_id for c in asked.need_reason] == [trainee.id]
        assert value_of(session, trainee) == ABSENT
        mark(session=session, cells=[cell(trainee, SICK, ABSENT)], actor=None, reason="补交病假条")
    assert value_of(session, trainee) == SICK


def test_before_its_day_a_session_takes_leave_only(cohort, session) -> None:
    trainee = factories.enrolment(cohort)
    with clock.frozen(WEEK_BEFORE):
        mark(session=session, cells=[cell(trainee, SICK)], actor=None)
        with pytest.raises(RuleBroken):
            mark(session=session, cells=[cell(trainee, PRESENT, SICK)], actor=None)


def test_a_cancelled_session_is_not_marked(cohort) -> None:
    session = factories.class_session(cohort, status=SessionStatus.CANCELLED)
    with pytest.raises(RuleBroken):
        mark(session=session, cells=[cell(factories.enrolment(cohort), PRESENT)], actor=None)


def test_a_trainee_of_another_cohort_is_not_marked(session) -> None:
    stranger = factories.enrolment(factories.cohort())
    with clock.frozen(DURING), pytest.raises(RuleBroken):
        mark(session=session, cells=[cell(stranger, PRESENT)], actor=None)


def test_a_thousand_marks_take_no_more_statements_than_ten(cohort, session, count_queries) -> None:
    few = [cell(factories.enrolment(cohort), PRESENT) for _ in range(3)]
    many = [cell(factories.enrolment(cohort), PRESENT) for _ in range(9)]
    with clock.frozen(DURING):
        statements = count_queries(lambda: mark(session=session, cells=few, actor=None))
        assert count_queries(lambda: mark(session=session, cells=many, actor=None)) == statements


def test_the_register_lists_in_pinyin_order_with_who_is_not_expected(cohort, session) -> None:
    late_joiner = factories.enrolment(cohort, factories.person(sort_key="c"), joined_on=date(2026, 3, 12))
    present = factories.enrolment(cohort, factories.person(sort_key="a"))
    gone = {"state": EnrolmentState.WITHDRAWN, "state_since": date(2026, 3, 5)}
    factories.enrolment(cohort, factories.person(sort_key="b"), **gone)
    marked_then_gone = factories.enrolment(cohort, factories.person(sort_key="d"), **gone)
    stored(session, marked_then_gone, ABSENT)
    stored(session, present, late(5))
    rows = [(row.enrolment_id, row.value, row.outside) for row in register_of(session)]
    assert rows == [
        (present.id, late(5), False),
        (late_joiner.id, NOTHING, True),
        (marked_then_gone.id, ABSENT, True),
    ]


def test_the_register_takes_one_read(cohort, session, count_queries) -> None:
    factories.enrolment(cohort)
    db.session.commit()
    session.day  # noqa: B018 (loads the session and its cohort)
    assert count_queries(lambda: register_of(session)) == 1


def test_a_source_is_kept_with_the_mark(cohort, session) -> None:
    trainee = factories.enrolment(cohort)
    with clock.frozen(DURING):
        mark(session=session, cells=[cell(trainee, PRESENT)], actor=None, source=MarkSource.PAPER)
    assert register_of(session)[0].source is MarkSource.PAPER


def test_a_session_that_runs_past_midnight_is_of_today_until_its_last_day_is_over(cohort) -> None:
    """It ends at 01:00; a mark changed at 00:30 by somebody else is no mark of a past day."""
    night = factories.class_session(
        cohort, starts_at=datetime(2026, 3, 9, 13, tzinfo=UTC), ends_at=datetime(2026, 3, 9, 17, tzinfo=UTC)
    )
    trainee = factories.enrolment(cohort)
    assert (night.day, night.last_day) == (date(2026, 3, 9), date(2026, 3, 10))
    with clock.frozen(datetime(2026, 3, 9, 14, tzinfo=UTC)):
        mark(session=night, cells=[cell(trainee, PRESENT)], actor=factories.person())
    with clock.frozen(datetime(2026, 3, 9, 16, 30, tzinfo=UTC)):
        assert mark(session=night, cells=[cell(trainee, ABSENT, PRESENT)], actor=None).need_reason == []
    with clock.frozen(datetime(2026, 3, 10, 16, tzinfo=UTC)):
        assert mark(session=night, cells=[cell(trainee, PRESENT, ABSENT)], actor=None).need_reason != []
