"""Whether a register is locked, and who opened it again."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cgtraining import clock
from cgtraining.attendance.locking import Lock, furthest, locks_at
from cgtraining.attendance.models import ClassSession, Reopening
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db


def lock_of(session: ClassSession) -> Lock:
    """One read, and only where the time has come."""
    at = locking_moment(session)
    if at is None or clock.now() < at:
        return Lock(at)
    query = select(Reopening.until).where(Reopening.session_id == session.id, Reopening.closed_at.is_(None))
    return Lock(at, furthest(db.session.scalars(query)))


def locking_moment(session: ClassSession) -> datetime | None:
    """When it locks by the rule; the cohort and its curriculum should be loaded."""
    cohort = session.cohort
    return locks_at(session.last_day, ZoneInfo(cohort.timezone), cohort.curriculum.attendance_rule)


def reopenings_of(session: ClassSession) -> Sequence[Reopening]:
    """Newest first, with who opened and who closed."""
    query = select(Reopening).where(Reopening.session_id == session.id).order_by(Reopening.id.desc())
    return db.session.scalars(query.options(joinedload(Reopening.by), joinedload(Reopening.closed_by))).all()


def reopening_by_id(reopening_id: int) -> Reopening | None:
    session = joinedload(Reopening.session).joinedload(ClassSession.cohort).joinedload(Cohort.curriculum)
    return db.session.scalars(select(Reopening).options(session).where(Reopening.id == reopening_id)).one_or_none()
