"""Class sessions and what is planned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from cgtraining import clock
from cgtraining.attendance.models import ClassSession, Mark, SessionStatus
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.models import Module, Unit


@dataclass(frozen=True)
class ListedSession:
    session: ClassSession
    marked: int


def session_by_id(session_id: int) -> ClassSession | None:
    """With its cohort, curriculum and trainer."""
    cohort = joinedload(ClassSession.cohort, innerjoin=True).joinedload(Cohort.curriculum)
    options = (cohort, joinedload(ClassSession.trainer), joinedload(ClassSession.unit))
    return db.session.scalars(select(ClassSession).options(*options).where(ClassSession.id == session_id)).one_or_none()


def sessions_of(cohort: Cohort) -> list[ListedSession]:
    """By time, cancelled ones too, with how many trainees are marked in each."""
    marked = select(Mark.session_id, func.count().label("marked")).join(ClassSession)
    marked = marked.where(ClassSession.cohort_id == cohort.id).group_by(Mark.session_id)
    counts = marked.subquery()
    query = select(ClassSession, func.coalesce(counts.c.marked, 0)).outerjoin(
        counts, counts.c.session_id == ClassSession.id
    )
    query = query.where(ClassSession.cohort_id == cohort.id).options(joinedload(ClassSession.trainer))
    query = query.order_by(ClassSession.starts_at, ClassSession.id)
    return [ListedSession(session, number) for session, number in db.session.execute(query)]


def sessions_to_move(cohort: Cohort, ids: Iterable[int]) -> Sequence[ClassSession]:
    """Those of `ids` that the cohort will hold, by time; nobody else moves them until the transaction ends."""
    query = select(ClassSession).where(ClassSession.cohort_id == cohort.id, ClassSession.id.in_(list(ids)))
    query = query.where(ClassSession.status == SessionStatus.PLANNED).order_by(ClassSession.starts_at, ClassSession.id)
    return db.session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()


def sessions_open_for(person: Person) -> Sequence[ClassSession]:
    """Sessions of the person's cohorts whose check-in is open now."""
    query = select(ClassSession).join(Enrolment, Enrolment.cohort_id == ClassSession.cohort_id)
    query = query.where(Enrolment.person_id == person.id, ClassSession.check_in_until > clock.now())
    query = query.where(ClassSession.status == SessionStatus.PLANNED).options(joinedload(ClassSession.cohort))
    return db.session.scalars(query.order_by(ClassSession.starts_at)).all()


def enrolment_ids_of(cohort: Cohort) -> Sequence[int]:
    return db.session.scalars(select(Enrolment.id).where(Enrolment.cohort_id == cohort.id)).all()


def is_of_curriculum(unit_id: int, curriculum_id: int) -> bool:
    query = select(Unit.id).join(Module).where(Unit.id == unit_id, Module.curriculum_id == curriculum_id)
    return db.session.scalar(query) is not None


def planned_starts(cohort: Cohort) -> set[tuple[datetime, str]]:
    """When which session begins, by its Chinese title; cancelled ones left out."""
    query = select(ClassSession.starts_at, ClassSession.title_zh).where(ClassSession.cohort_id == cohort.id)
    return {(row[0], row[1]) for row in db.session.execute(query.where(ClassSession.status == SessionStatus.PLANNED))}


def planned_hours_by_unit(cohort: Cohort) -> dict[int, Decimal]:
    """Class hours of the units that already have sessions, by unit id."""
    query = select(ClassSession.unit_id, ClassSession.class_hours).where(ClassSession.cohort_id == cohort.id)
    query = query.where(ClassSession.status == SessionStatus.PLANNED)
    planned: dict[int, Decimal] = {}
    for unit_id, hours in db.session.execute(query):
        if unit_id is not None:
            planned[unit_id] = planned.get(unit_id, Decimal(0)) + hours
    return planned
