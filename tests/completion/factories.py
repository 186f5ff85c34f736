"""Cohorts with hours and scores, for tests of completion."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from cgtraining import clock
from cgtraining.assessments.models import GradedItem, Score
from cgtraining.attendance.models import AttendanceStatus, ClassSession, Mark, MarkSource
from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment
from cgtraining.database import db
from tests import factories

FIRST_DAY = datetime(2026, 3, 9, 1, 0, tzinfo=UTC)


def taught_cohort(sessions: int = 5, **values: object) -> Cohort:
    """Sessions of four class hours each, a day apart; one released item of 100 points, code `defence`."""
    cohort = factories.cohort(**({"status": CohortStatus.FINISHED} | values))
    for number in range(sessions):
        factories.class_session(cohort, FIRST_DAY + timedelta(days=number), hours=4)
    factories.graded_item(cohort, code="defence", pass_mark=Decimal(60), released_at=clock.now())
    return cohort


def trainee(cohort: Cohort, attended: int = 5, score: int | None = 80, **values: object) -> Enrolment:
    """Present at the first `attended` sessions and absent without leave at the others."""
    enrolment = factories.enrolment(cohort, **values)
    sessions = db.session.query(ClassSession).filter_by(cohort_id=cohort.id).order_by(ClassSession.starts_at)
    for number, session in enumerate(sessions):
        status = AttendanceStatus.PRESENT if number < attended else AttendanceStatus.ABSENT
        db.session.add(Mark(session=session, enrolment=enrolment, status=status, source=MarkSource.REGISTER))
    if score is not None:
        item = db.session.query(GradedItem).filter_by(cohort_id=cohort.id).one()
        db.session.add(Score(item=item, enrolment=enrolment, points=Decimal(score)))
    db.session.flush()
    return enrolment
