from datetime import UTC, date, datetime
from decimal import Decimal

from cgtraining import clock
from cgtraining.attendance.models import AttendanceStatus, Mark, MarkSource, SessionStatus
from cgtraining.attendance.queries import hours_of
from cgtraining.cohorts.models import EnrolmentState
from cgtraining.database import db
from cgtraining.programs.models import SessionKind
from tests import factories

NOON = datetime(2026, 3, 20, 4, tzinfo=UTC)


def _mark(session, enrolment, status=AttendanceStatus.PRESENT, minutes=0) -> Mark:
    mark = Mark(session=session, enrolment=enrolment, status=status, minutes_missed=minutes, source=MarkSource.PAPER)
    db.session.add(mark)
    db.session.flush()
    return mark


def test_hours_of_a_cohort_follow_the_rule_of_its_curriculum(app) -> None:
    cohort = factories.cohort(factories.curriculum(rate_visit=Decimal("0.5")))
    first = factories.class_session(cohort, datetime(2026, 3, 9, 1, tzinfo=UTC))
    visit = factories.class_session(cohort, datetime(2026, 3, 10, 1, tzinfo=UTC), kind=SessionKind.VISIT)
    factories.class_session(cohort, datetime(2026, 3, 11, 1, tzinfo=UTC), status=SessionStatus.CANCELLED)
    factories.class_session(cohort, datetime(2026, 4, 1, 1, tzinfo=UTC))
    enrolment = factories.enrolment(cohort)
    _mark(first, enrolment, AttendanceStatus.LATE, 90)
    _mark(visit, enrolment)
    with clock.frozen(NOON):
        ledger = hours_of(cohort)[enrolment.id]
    assert (ledger.planned, ledger.possible, ledger.held) == (10, 10, 6)
    assert (ledger.earned, ledger.reachable) == (4, 8)


def test_a_session_belongs_to_the_day_in_the_timezone_of_the_cohort(app) -> None:
    cohort = factories.cohort(factories.curriculum(most_per_day=Decimal(4)))
    factories.class_session(cohort, datetime(2026, 3, 9, 15, 30, tzinfo=UTC))  # 23:30 in Shanghai
    factories.class_session(cohort, datetime(2026, 3, 9, 16, 30, tzinfo=UTC))  # 00:30 of the next day
    enrolment = factories.enrolment(cohort)
    assert hours_of(cohort)[enrolment.id].planned == 8


def test_someone_who_left_could_not_attend_what_came_after(app) -> None:
    cohort = factories.cohort()
    factories.class_session(cohort, datetime(2026, 3, 9, 1, tzinfo=UTC))
    factories.class_session(cohort, datetime(2026, 3, 16, 1, tzinfo=UTC))
    left = factories.enrolment(cohort, state=EnrolmentState.WITHDRAWN, state_since=date(2026, 3, 12))
    assert hours_of(cohort)[left.id].possible == 4


def test_hours_of_one_enrolment_leave_out_the_others(app) -> None:
    cohort = factories.cohort()
    session = factories.class_session(cohort)
    one, other = factories.enrolment(cohort), factories.enrolment(cohort)
    _mark(session, other)
    ledgers = hours_of(cohort, enrolment_id=one.id)
    assert list(ledgers) == [one.id]
    assert ledgers[one.id].earned == 0


def test_hours_of_a_cohort_take_as_many_reads_for_one_trainee_as_for_three(app, count_queries) -> None:
    cohort = factories.cohort()
    session = factories.class_session(cohort)
    _mark(session, factories.enrolment(cohort))
    db.session.commit()
    with_one = count_queries(lambda: hours_of(cohort))
    for _ in range(2):
        _mark(session, factories.enrolment(cohort))
    db.session.commit()
    assert count_queries(lambda: hours_of(cohort)) == with_one
