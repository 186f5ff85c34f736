"""What is next in several cohorts at once, for the home pages."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from cgtraining import clock
from cgtraining.attendance.models import ClassSession, Mark, SessionStatus
from cgtraining.attendance.queries.sessions import ListedSession
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import STAYING
from cgtraining.database import db


def next_sessions(cohort_ids: Collection[int], limit: int = 5) -> Sequence[ClassSession]:
    """Running now or to come, soonest first, with their cohorts."""
    query = select(ClassSession).where(ClassSession.cohort_id.in_(cohort_ids), ClassSession.ends_at > clock.now())
    query = query.where(ClassSession.status == SessionStatus.PLANNED).options(joinedload(ClassSession.cohort))
    return db.session.scalars(query.order_by(ClassSession.starts_at, ClassSession.id).limit(limit)).all()


def sessions_to_mark(cohort_ids: Collection[int], limit: int = 20) -> list[ListedSession]:
    """Over and with fewer marks than trainees who were in the cohort by then, oldest first."""
    marked = select(func.count()).where(Mark.session_id == ClassSession.id).correlate(ClassSession).scalar_subquery()
    expected = (
        select(func.count())
        .where(Enrolment.cohort_id == ClassSession.cohort_id, Enrolment.state.in_(STAYING))
        .where(Enrolment.joined_on <= func.date(ClassSession.starts_at))
        .correlate(ClassSession)
        .scalar_subquery()
    )
    query = select(ClassSession, marked).where(ClassSession.cohort_id.in_(cohort_ids), marked < expected)
    query = query.where(ClassSession.status == SessionStatus.PLANNED, ClassSession.ends_at <= clock.now())
    query = query.options(joinedload(ClassSession.cohort)).order_by(ClassSession.starts_at).limit(limit)
    return [ListedSession(session, number) for session, number in db.session.execute(query)]
