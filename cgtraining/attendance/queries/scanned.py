"""Whom a personal code belongs to, for those who keep attendance in their class."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cgtraining import clock
from cgtraining.attendance.arrivals import OPENS_BEFORE
from cgtraining.attendance.models import ClassSession, Mark, SessionStatus
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import STAYING, enrolments_of_person
from cgtraining.database import db
from cgtraining.people.models import Person

_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class AtSession:
    """A session of today with the trainee's mark, if there is one."""

    session: ClassSession
    mark: Mark | None


@dataclass(frozen=True)
class Scanned:
    """`sessions` of today by time; `running`, if any, is the one to be marked."""

    person: Person
    sessions: Sequence[AtSession]

    @property
    def running(self) -> ClassSession | None:
        now = clock.now()
        open_now = [one.session for one in self.sessions if one.session.starts_at - OPENS_BEFORE <= now]
        return next((one for one in open_now if now < one.ends_at), None)


def scanned_sessions(person_id: int, may_mark: Callable[[Cohort], bool]) -> Scanned | None:
    """None where the person is in no cohort whose attendance may be marked."""
    person = db.session.get(Person, person_id)
    enrolments = [one for one in enrolments_of_person(person) if one.state in STAYING] if person else []
    cohorts = [one.cohort for one in enrolments if may_mark(one.cohort)]
    if person is None or not cohorts:
        return None
    ids = [cohort.id for cohort in cohorts]
    query = select(ClassSession).where(ClassSession.cohort_id.in_(ids), ClassSession.status == SessionStatus.PLANNED)
    query = query.options(joinedload(ClassSession.cohort)).order_by(ClassSession.starts_at, ClassSession.id)
    near = query.where(ClassSession.ends_at > clock.now() - _A_DAY, ClassSession.starts_at < clock.now() + _A_DAY)
    sessions = [one for one in db.session.scalars(near) if one.day == clock.today(one.cohort.timezone)]
    marks = select(Mark).where(Mark.enrolment_id.in_([one.id for one in enrolments]))
    marks = marks.where(Mark.session_id.in_([one.id for one in sessions]))
    by_session = {mark.session_id: mark for mark in db.session.scalars(marks)}
    return Scanned(person, [AtSession(one, by_session.get(one.id)) for one in sessions])
