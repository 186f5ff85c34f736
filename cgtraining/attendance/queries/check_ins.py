"""Who went through the door: who has gone, who has not, and whose phone served several."""

from collections.abc import Mapping

from sqlalchemy import Select, func, select

from cgtraining.attendance.models import CheckIn, CheckInRule, ClassSession, Direction, Mark
from cgtraining.attendance.rates import ATTENDED
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db


def check_in_rule_of(cohort: Cohort) -> CheckInRule | None:
    return db.session.scalars(select(CheckInRule).where(CheckInRule.cohort_id == cohort.id)).one_or_none()


def asks_check_out(session: ClassSession) -> bool:
    """As the session says itself, or else its cohort."""
    if session.asks_check_out is not None:
        return session.asks_check_out
    query = select(CheckInRule.asks_check_out).where(CheckInRule.cohort_id == session.cohort_id)
    return bool(db.session.scalar(query))


def count_checked_out(session: ClassSession) -> int:
    query = select(func.count(CheckIn.enrolment_id.distinct())).where(CheckIn.session_id == session.id)
    return db.session.scalar(query.where(CheckIn.direction == Direction.OUT)) or 0


def without_check_out(session: ClassSession) -> set[int]:
    """Enrolments that are marked as having been there and have not checked out."""
    gone = select(CheckIn.enrolment_id).where(CheckIn.session_id == session.id, CheckIn.direction == Direction.OUT)
    query = select(Mark.enrolment_id).where(Mark.session_id == session.id, Mark.status.in_(ATTENDED))
    return set(db.session.scalars(query.where(Mark.enrolment_id.not_in(gone))))


def count_shared_phones(session: ClassSession) -> int:
    return (
        db.session.scalar(
            select(func.count()).select_from(_shared_by(session).with_only_columns(CheckIn.device).subquery())
        )
        or 0
    )


def shared_phones(session: ClassSession) -> Mapping[int, int]:
    """By enrolment: how many people checked in with the phone that was used, where it was more than one."""
    shared = _shared_by(session).subquery()
    query = select(CheckIn.enrolment_id, shared.c.people).join(shared, shared.c.device == CheckIn.device)
    return dict(tuple(row) for row in db.session.execute(query.where(CheckIn.session_id == session.id)))


def _shared_by(session: ClassSession) -> Select[str | None, int]:
    people = func.count(CheckIn.enrolment_id.distinct())
    query = select(CheckIn.device, people.label("people")).where(CheckIn.session_id == session.id)
    several = func.min(CheckIn.enrolment_id) < func.max(CheckIn.enrolment_id)  # cheaper than to count each of them
    return query.where(CheckIn.device.is_not(None)).group_by(CheckIn.device).having(several)
