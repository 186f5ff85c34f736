from datetime import date, timedelta

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
        found = [(listed.session, listed.marked) for listed in sessions_to_mark([cohort.id])]
    assert found == [(unmarked, 0), (partly, 1)]
