"""What is next in several cohorts at once, for the home pages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import joinedload

from cgtraining import clock
from cgtraining.attendance.models import ClassSession, Mark, SessionStatus
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.queries import STAYING
from cgtraining.database import db


@dataclass(frozen=True)
class SessionToMark:
    """`missing`: how many trainees have no mark yet."""

    session: ClassSession
    missing: int


def next_sessions(cohort_ids: Collection[int], limit: int = 5) -> Sequence[ClassSession]:
    """Running now or to come, soonest first, with their cohorts."""
    query = select(ClassSession).where(ClassSession.cohort_id.in_(cohort_ids), ClassSession.ends_at > clock.now())
    query = query.where(ClassSession.status == SessionStatus.PLANNED).options(joinedload(ClassSession.cohort))
    return db.session.scalars(query.order_by(ClassSession.starts_at, ClassSession.id).limit(limit)).all()


def sessions_to_mark(cohort_ids: Collection[int], since: datetime | None = None) -> list[SessionToMark]:
    """Over, begun after `since`, and lacking a mark of someone who was in the cohort on that day; oldest first."""
    missing = _trainees_without_mark(cohort_ids, since)
    cohort = joinedload(ClassSession.cohort).joinedload(Cohort.curriculum)
    query = select(ClassSession).where(ClassSession.id.in_(missing)).options(cohort)
    sessions = db.session.scalars(query.order_by(ClassSession.starts_at, ClassSession.id)).all()
    counted = [
        SessionToMark(one, sum(count for joined, count in missing[one.id] if joined <= one.day)) for one in sessions
    ]
    return [one for one in counted if one.missing]


def _trainees_without_mark(cohort_ids: Collection[int], since: datetime | None) -> dict[int, list[tuple[date, int]]]:
    """By session id: how many joined the cohort on which day and have no mark."""
    query = select(ClassSession.id, Enrolment.joined_on, func.count()).join(
        Enrolment, Enrolment.cohort_id == ClassSession.cohort_id
    )
    query = query.outerjoin(Mark, and_(Mark.session_id == ClassSession.id, Mark.enrolment_id == Enrolment.id))
    query = query.where(ClassSession.cohort_id.in_(cohort_ids), ClassSession.status == SessionStatus.PLANNED)
    query = query.where(ClassSession.ends_at <= clock.now(), Mark.id.is_(None), Enrolment.state.in_(STAYING))
    if since is not None:
        query = query.where(ClassSession.starts_at > since)
    found: dict[int, list[tuple[date, int]]] = {}
    for session_id, joined_on, count in db.session.execute(query.group_by(ClassSession.id, Enrolment.joined_on)):
        found.setdefault(session_id, []).append((joined_on, count))
    return found
