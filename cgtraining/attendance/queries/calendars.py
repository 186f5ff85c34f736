"""What stands in someone's calendar, and in that of a cohort."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from cgtraining import clock
from cgtraining.attendance.calendar import TOLD_FOR, Belonging, Entry, entry_of
from cgtraining.attendance.models import CalendarFeed, ClassSession, RemovedSession
from cgtraining.cohorts.models import Cohort, CohortRole, Enrolment, EnrolmentChange
from cgtraining.cohorts.queries import STAYING, counted, enrolments_of_person, roles_in_cohorts
from cgtraining.database import db
from cgtraining.people.models import Person

KEPT_FOR = timedelta(days=400)  # the year that a program takes, and a month
IN_ALL_SESSIONS = {CohortRole.ADMINISTRATOR, CohortRole.CLASS_TEACHER, CohortRole.MENTOR}
Held = ClassSession | RemovedSession


def feed_by_secret(secret: str) -> CalendarFeed | None:
    """With its person and their account, or its cohort."""
    person = joinedload(CalendarFeed.person).joinedload(Person.account)
    query = select(CalendarFeed).options(person, joinedload(CalendarFeed.cohort))
    return db.session.scalar(query.where(CalendarFeed.secret == secret))


def feed_of(owner: Person | Cohort) -> CalendarFeed | None:
    column = CalendarFeed.person_id if isinstance(owner, Person) else CalendarFeed.cohort_id
    return db.session.scalar(select(CalendarFeed).where(column == owner.id))


def entries_in(cohort: Cohort) -> list[Entry]:
    return [Entry(session) for session in _sessions((cohort.id,))]


def entries_for(person: Person) -> list[Entry]:
    """All sessions of the cohorts that they work in, what they teach, and what they learn from joining to leaving."""
    staffed = {cohort.id for cohort, roles in roles_in_cohorts(person).items() if roles & IN_ALL_SESSIONS}
    enrolled = _belongings(enrolments_of_person(person))
    return list(_for(person, _sessions({*staffed, *enrolled}, person), staffed, enrolled))


def _for(
    person: Person, sessions: Iterable[Held], staffed: set[int], enrolled: dict[int, Belonging]
) -> Iterator[Entry]:
    for session in sessions:
        if session.trainer_id == person.id or session.cohort_id in staffed:
            yield Entry(session)
        elif entry := entry_of(session, enrolled[session.cohort_id], clock.today(session.cohort.timezone)):
            yield entry


def _belongings(enrolments: Sequence[Enrolment]) -> dict[int, Belonging]:
    """By cohort id."""
    query = select(EnrolmentChange.enrolment_id, func.count()).group_by(EnrolmentChange.enrolment_id)
    changes = counted(query.where(EnrolmentChange.enrolment_id.in_([one.id for one in enrolments])))
    return {
        one.cohort_id: Belonging(
            since=one.joined_on,
            until=None if one.state in STAYING else one.state_since,
            changes=changes.get(one.id, 0),
        )
        for one in enrolments
    }


def _sessions(cohort_ids: Iterable[int], taught_by: Person | None = None) -> list[Held]:
    """Those of the last year and to come, with the deleted ones of which calendars are still told, in order of time."""
    now, ids = clock.now(), list(cohort_ids)
    held = select(ClassSession).options(joinedload(ClassSession.cohort), joinedload(ClassSession.trainer))
    held = held.where(_is_among(ClassSession, ids, taught_by), ClassSession.ends_at > now - KEPT_FOR)
    deleted: Select[RemovedSession] = select(RemovedSession).options(joinedload(RemovedSession.cohort))
    deleted = deleted.where(_is_among(RemovedSession, ids, taught_by), RemovedSession.created_at > now - TOLD_FOR)
    found: list[Held] = [*db.session.scalars(held), *db.session.scalars(deleted)]
    return sorted(found, key=lambda session: (session.starts_at, session.uid))


def _is_among(kind: type[Held], cohort_ids: list[int], taught_by: Person | None) -> ColumnElement[bool]:
    of_cohorts = kind.cohort_id.in_(cohort_ids)
    return or_(of_cohorts, kind.trainer_id == taught_by.id) if taught_by else of_cohorts
