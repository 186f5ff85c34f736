"""Marks, the register and the history of a mark."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, union
from sqlalchemy.orm import aliased, joinedload

from cgtraining.attendance.marking import LastChange, MarkValue, is_listed
from cgtraining.attendance.models import AttendanceStatus, ClassSession, Mark, MarkChange, MarkSource
from cgtraining.attendance.queries.hours import left_on
from cgtraining.attendance.queries.sessions import session_by_id
from cgtraining.attendance.rates import ATTENDED
from cgtraining.cohorts.models import Enrolment, EnrolmentState, Group
from cgtraining.cohorts.queries import enrolment_by_id
from cgtraining.database import db
from cgtraining.people.models import Organization, Person


@dataclass(frozen=True)
class StoredMark:
    id: int
    value: MarkValue
    source: MarkSource


@dataclass(frozen=True)
class RegisterRow:
    """One trainee on the register. `outside`: not in the cohort on that day, so not expected."""

    enrolment_id: int
    name_zh: str | None
    name_latin: str | None
    organization_zh: str | None
    organization_en: str | None
    group_zh: str | None
    group_en: str | None
    state: EnrolmentState
    joined_on: date
    value: MarkValue
    source: MarkSource | None
    outside: bool


@dataclass(frozen=True)
class TraineeAtSession:
    session: ClassSession
    enrolment: Enrolment


@dataclass(frozen=True)
class KeptChange:
    """One entry of a mark's history; the actor's name is None where the person is gone."""

    at: datetime
    actor_zh: str | None
    actor_latin: str | None
    source: MarkSource
    old_status: AttendanceStatus | None
    new_status: AttendanceStatus | None
    minutes_missed: int
    reason: str | None


def lock_enrolments(cohort_id: int, ids: Iterable[int]) -> set[int]:
    """Those of `ids` that are of the cohort, held to the end of the transaction: marks of one trainee wait in turn."""
    query = select(Enrolment.id).where(Enrolment.cohort_id == cohort_id, Enrolment.id.in_(list(ids)))
    return set(db.session.scalars(query.order_by(Enrolment.id).with_for_update()).all())


def stored_marks(session: ClassSession, enrolment_ids: Sequence[int]) -> dict[int, StoredMark]:
    query = select(Mark.enrolment_id, Mark.id, Mark.status, Mark.minutes_missed, Mark.source)
    query = query.where(Mark.session_id == session.id, Mark.enrolment_id.in_(enrolment_ids))
    return {row[0]: StoredMark(row[1], MarkValue(row[2], row[3]), row[4]) for row in db.session.execute(query)}


def last_changes(session: ClassSession, enrolment_ids: Sequence[int]) -> dict[int, LastChange]:
    newest = select(func.max(MarkChange.id)).where(
        MarkChange.session_id == session.id, MarkChange.enrolment_id.in_(enrolment_ids)
    )
    query = select(MarkChange.enrolment_id, MarkChange.actor_id, MarkChange.at)
    query = query.where(MarkChange.id.in_(newest.group_by(MarkChange.enrolment_id)))
    return {row[0]: LastChange(row[1], row[2]) for row in db.session.execute(query)}


def register_of(session: ClassSession) -> list[RegisterRow]:
    """Every trainee of the register in pinyin order: columns only, so that a thousand rows stay cheap."""
    query = (
        select(
            Enrolment.id,
            Person.name_zh,
            Person.name_latin,
            Organization.name_zh,
            Organization.name_en,
            Group.title_zh,
            Group.title_en,
            Enrolment.state,
            Enrolment.joined_on,
            Enrolment.state_since,
            Mark.status,
            Mark.minutes_missed,
            Mark.source,
        )
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Organization, Organization.id == Person.organization_id)
        .outerjoin(Group, Group.id == Enrolment.group_id)
        .outerjoin(Mark, (Mark.enrolment_id == Enrolment.id) & (Mark.session_id == session.id))
        .where(Enrolment.cohort_id == session.cohort_id)
        .order_by(Person.sort_key, Enrolment.id)
    )
    day = session.day
    rows = []
    for row in db.session.execute(query):
        state, joined_on, since, status, minutes, source = row[7:]
        left = left_on(state, since)
        if is_listed(day=day, left_on=left, has_mark=status is not None):
            outside = day < joined_on or (left is not None and left <= day)
            value = MarkValue(status, minutes or 0)
            rows.append(RegisterRow(*row[:7], state, joined_on, value, source, outside))
    return rows


def has_marks(session: ClassSession) -> bool:
    """Whether anyone was ever marked; see `ever_marked`."""
    return bool(ever_marked([session.id]))


def ever_marked(session_ids: Iterable[int]) -> set[int]:
    """Those at which anyone was ever marked, a mark that was taken back included.

    What leave wrote says nothing of whether a session took place: it follows the time of the leave.
    """
    wanted = list(session_ids)
    found = (
        select(table.session_id).where(table.session_id.in_(wanted), table.source != MarkSource.LEAVE)
        for table in (Mark, MarkChange)
    )
    return set(db.session.scalars(union(*found)))


def history_of_mark(session_id: int, enrolment_id: int) -> list[KeptChange]:
    """Every change of one mark, newest first."""
    actor = aliased(Person)
    query = select(
        MarkChange.at,
        actor.name_zh,
        actor.name_latin,
        MarkChange.source,
        MarkChange.old_status,
        MarkChange.new_status,
        MarkChange.minutes_missed,
        MarkChange.reason,
    ).outerjoin(actor, actor.id == MarkChange.actor_id)
    query = query.where(MarkChange.session_id == session_id, MarkChange.enrolment_id == enrolment_id)
    return [KeptChange(*row) for row in db.session.execute(query.order_by(MarkChange.id.desc()))]


def count_present(session: ClassSession) -> int:
    """How many are in: present, late or left early."""
    query = select(func.count()).select_from(Mark).where(Mark.session_id == session.id, Mark.status.in_(ATTENDED))
    return db.session.scalar(query) or 0


def latest_arrivals(session: ClassSession, limit: int = 8) -> Sequence[Mark]:
    """Who checked in last, newest first, with the persons."""
    query = select(Mark).where(Mark.session_id == session.id, Mark.status.in_(ATTENDED))
    query = query.options(joinedload(Mark.enrolment).joinedload(Enrolment.person))
    return db.session.scalars(query.order_by(Mark.id.desc()).limit(limit)).all()


def marks_of_trainee(enrolment: Enrolment) -> dict[int, MarkValue]:
    """By session id."""
    query = select(Mark.session_id, Mark.status, Mark.minutes_missed).where(Mark.enrolment_id == enrolment.id)
    return {row[0]: MarkValue(row[1], row[2]) for row in db.session.execute(query)}


def marks_in(session: ClassSession) -> dict[int, MarkValue]:
    """By enrolment id."""
    query = select(Mark.enrolment_id, Mark.status, Mark.minutes_missed).where(Mark.session_id == session.id)
    return {row[0]: MarkValue(row[1], row[2]) for row in db.session.execute(query)}


def trainee_at_session(session_id: int, enrolment_id: int) -> TraineeAtSession | None:
    """Both, if the trainee is of the session's cohort."""
    session, enrolment = session_by_id(session_id), enrolment_by_id(enrolment_id)
    if session is None or enrolment is None or session.cohort_id != enrolment.cohort_id:
        return None
    return TraineeAtSession(session, enrolment)


def people_by_id(ids: Iterable[int]) -> dict[int, Person]:
    return {person.id: person for person in db.session.scalars(select(Person).where(Person.id.in_(set(ids))))}


def own_mark(session: ClassSession, person: Person) -> Mark | None:
    query = select(Mark).join(Enrolment).where(Mark.session_id == session.id, Enrolment.person_id == person.id)
    return db.session.scalars(query).one_or_none()
