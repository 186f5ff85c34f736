from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from cgtraining import clock
from cgtraining.attendance.models import ClassSession, SessionStatus
from cgtraining.attendance.operations import (
    SessionValues,
    add_session,
    add_sessions,
    cancel_session,
    change_session,
    delete_session,
    mark,
    reinstate_session,
)
from cgtraining.attendance.queries import planned_hours_by_unit, session_by_id, sessions_of
from cgtraining.database import db
from cgtraining.errors import ManyRulesBroken, RuleBroken, StaleRecord
from tests import factories
from tests.attendance.factories import DURING, NOTHING, PRESENT, cell, stored

GOOD = SessionValues(
    title_zh="参与式规划", day=date(2026, 3, 9), starts=time(9), ends=time(12), class_hours=Decimal(4), venue_zh="三楼"
)


def test_a_session_is_planned_in_the_timezone_of_its_cohort(cohort) -> None:
    session = add_session(cohort=cohort, values=GOOD, actor=None)
    assert (session.starts_at, session.ends_at) == (
        datetime(2026, 3, 9, 1, tzinfo=UTC),
        datetime(2026, 3, 9, 4, tzinfo=UTC),
    )
    assert (session.day, session.minutes) == (date(2026, 3, 9), 180)


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": date(2026, 2, 28)},
        {"day": date(2027, 1, 1)},
        {"ends": time(9)},
        {"class_hours": Decimal(0)},
        {"class_hours": Decimal("24.5")},
        {"unit_id": 999_999},
    ],
)
def test_a_session_that_cannot_be_is_refused_and_none_of_its_batch_is_planned(cohort, wrong) -> None:
    with pytest.raises(ManyRulesBroken) as refusal:
        add_sessions(cohort=cohort, many=[GOOD, replace(GOOD, **wrong)], actor=None)
    assert len(refusal.value.sentences) == 1
    assert sessions_of(cohort) == []


def test_a_session_is_changed_by_the_version_that_was_shown(cohort) -> None:
    session = add_session(cohort=cohort, values=GOOD, actor=None)
    shown = session.version
    change_session(session=session, values=replace(GOOD, venue_zh="五楼"), version=shown, actor=None)
    assert session.venue_zh == "五楼"
    with pytest.raises(StaleRecord):
        change_session(session=session, values=GOOD, version=shown, actor=None)
    with pytest.raises(ManyRulesBroken):
        change_session(session=session, values=replace(GOOD, ends=time(8)), version=session.version, actor=None)


def test_a_session_is_cancelled_with_a_reason_and_held_after_all(cohort) -> None:
    session = add_session(cohort=cohort, values=GOOD, actor=None)
    with pytest.raises(RuleBroken):
        cancel_session(session=session, reason=" ", actor=None)
    cancel_session(session=session, reason="台风", actor=None)
    assert session.is_cancelled
    reinstate_session(session=session, actor=None)
    assert session.status is SessionStatus.PLANNED


def test_only_a_session_that_was_never_marked_is_deleted(cohort) -> None:
    unmarked = add_session(cohort=cohort, values=GOOD, actor=None)
    marked = add_session(cohort=cohort, values=replace(GOOD, title_zh="评估"), actor=None)
    trainee = factories.enrolment(cohort)
    with clock.frozen(DURING):
        mark(session=marked, cells=[cell(trainee, PRESENT)], actor=None)
        mark(session=marked, cells=[cell(trainee, NOTHING, PRESENT)], actor=None)
    delete_session(session=unmarked, actor=None)
    with pytest.raises(RuleBroken):
        delete_session(session=marked, actor=None)
    assert [listed.session for listed in sessions_of(cohort)] == [marked]


def test_a_form_that_is_sent_twice_plans_nothing_twice(cohort) -> None:
    session = add_session(cohort=cohort, values=GOOD, actor=None)
    with pytest.raises(ManyRulesBroken):
        add_sessions(cohort=cohort, many=[GOOD], actor=None)
    cancel_session(session=session, reason="台风", actor=None)
    assert add_session(cohort=cohort, values=GOOD, actor=None)


def test_planned_hours_by_unit_leave_out_what_is_cancelled(cohort) -> None:
    unit = factories.unit(cohort.curriculum, 8)
    add_session(cohort=cohort, values=replace(GOOD, unit_id=unit.id), actor=None)
    cancelled = add_session(cohort=cohort, values=replace(GOOD, unit_id=unit.id, title_zh="取消"), actor=None)
    cancel_session(session=cancelled, reason="台风", actor=None)
    add_session(cohort=cohort, values=replace(GOOD, title_zh="评估"), actor=None)
    assert planned_hours_by_unit(cohort) == {unit.id: 4}


def test_the_list_counts_marks_in_one_read(cohort, count_queries) -> None:
    session = add_session(cohort=cohort, values=GOOD, actor=None)
    stored(session, factories.enrolment(cohort))
    stored(session, factories.enrolment(cohort))
    db.session.commit()
    cohort.id  # noqa: B018 (loads the cohort)
    assert [listed.marked for listed in sessions_of(cohort)] == [2]
    assert count_queries(lambda: sessions_of(cohort)) == 1
    assert session_by_id(session.id) is session
    assert session_by_id(0) is None
    assert isinstance(session, ClassSession)
