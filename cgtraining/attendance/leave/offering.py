"""Which sessions a request may name: those to come, and the last ones, for leave that is asked for afterwards."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cgtraining import clock
from cgtraining.attendance.models import ClassSession, Leave, SessionStatus
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db

MOST = 40


def sessions_to_choose(cohort: Cohort, present: Leave | None = None) -> Sequence[ClassSession]:
    """In order of time, from the earliest for which leave may still be asked (or of the request that is changed)."""
    since = clock.now() - timedelta(days=cohort.curriculum.leave_after_days + 1)
    if present is not None:
        since = min(since, present.starts_at)
    query = select(ClassSession).where(ClassSession.cohort_id == cohort.id, ClassSession.ends_at > since)
    query = query.where(ClassSession.status == SessionStatus.PLANNED).options(joinedload(ClassSession.cohort))
    return db.session.scalars(query.order_by(ClassSession.starts_at, ClassSession.id).limit(MOST)).all()
