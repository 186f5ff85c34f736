from datetime import UTC, date, datetime, timedelta

from cgtraining import clock
from cgtraining.attendance.models import SessionStatus
from cgtraining.attendance.queries import next_sessions, sessions_to_mark
from cgtraining.cohorts.models import EnrolmentState
from tests import factories
from tests.attendance.factories import DURING, NEXT_WEEK, START, stored


def test_next_sessions_of_several_cohorts_come_soonest_first(app) -> None:
    one, other = factories.cohort(), factories.cohort()
    later = factories.class_session(one, START + timedelta(days=9))
    running = factories.class_session(other)
    factories.class_session(other, START - timedelta(days=1))
    factories.class_session(one, START + timedelta(days=1), status=SessionStatus.CANCELLED)
    factories.class_session(factories.cohort(), START + timedelta(days=1))
    with clock.frozen(DURING):
        assert next_sessions([one.id, other.id]) == [running, later]
        assert next_sessions([]) == []


def test_sessions_to_mark_are_over_and_lack_a_mark_of_someone_who_was_there_to_be_marked(app) -> None:
    cohort = factories.cohort()
    one, two = factories.enrolment(cohort), factories.enrolment(cohort)
    factories.enrolment(cohort, joined_on=date(2026, 5, 1))
    factories.enrolment(cohort, state=EnrolmentState.WITHDRAWN)
    unmarked = factories.class_session(cohort, START - timedelta(days=1))
    partly = factories.class_session(cohort)
    whole = factories.class_session(cohort, START + timedelta(hours=4))
    factories.class_session(cohort, START + timedelta(days=1), status=SessionStatus.CANCELLED)
    factories.class_session(cohort, NEXT_WEEK + timedelta(days=1))
    stored(partly, one)
    stored(whole, one)
    stored(whole, two)
    with clock.frozen(NEXT_WEEK):
        found = [(waiting.session, waiting.missing) for waiting in sessions_to_mark([cohort.id])]
        recent = [waiting.session for waiting in sessions_to_mark([cohort.id], since=START - timedelta(hours=1))]
    assert found == [(unmarked, 2), (partly, 1)]
    assert recent == [partly]


def test_whoever_joined_on_a_day_is_expected_on_that_day_as_the_cohort_counts_days(app) -> None:
    """Half past seven in the morning in Shanghai is still the day before in UTC."""
    cohort = factories.cohort()
    early = factories.class_session(cohort, datetime(2026, 3, 8, 23, 30, tzinfo=UTC))
    factories.enrolment(cohort, joined_on=date(2026, 3, 9))
    with clock.frozen(NEXT_WEEK):
        assert [(waiting.session, waiting.missing) for waiting in sessions_to_mark([cohort.id])] == [(early, 1)]


def test_a_mark_of_someone_who_left_does_not_hide_that_another_has_none(app) -> None:
    cohort = factories.cohort()
    factories.enrolment(cohort)
    left = factories.enrolment(cohort, state=EnrolmentState.WITHDRAWN)
    session = factories.class_session(cohort)
    stored(session, left)
    with clock.frozen(NEXT_WEEK):
        assert [(waiting.session, waiting.missing) for waiting in sessions_to_mark([cohort.id])] == [(session, 1)]
