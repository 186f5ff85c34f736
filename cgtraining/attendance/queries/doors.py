"""What is asked when somebody checks in or out: few columns in few statements, since a whole hall asks at once.

The answers are plain values, good to look at after their transaction has ended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select

from cgtraining import clock
from cgtraining.attendance.arrivals import is_open, part_of_day
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import (
    CheckIn,
    CheckInRule,
    CheckInScope,
    ClassSession,
    Direction,
    Mark,
    SessionStatus,
)
from cgtraining.cohorts.models import Cohort, Enrolment, EnrolmentState
from cgtraining.database import db
from cgtraining.programs.attendance_rule import NAMES, AttendanceRule
from cgtraining.programs.models import Curriculum


@dataclass(frozen=True)
class Door:
    """A session to check in for, with what its cohort says of checking in."""

    session_id: int
    cohort_id: int
    starts_at: datetime
    ends_at: datetime
    status: SessionStatus
    key: str | None
    open_until: datetime | None
    checks_out: bool
    timezone: str
    given_scope: CheckInScope | None
    rule: AttendanceRule

    @property
    def scope(self) -> CheckInScope:
        return self.given_scope or CheckInScope.SESSION

    @property
    def is_open(self) -> bool:
        return is_open(self.open_until, clock.now())


@dataclass(frozen=True)
class Hours:
    """When one of the sessions is held that a check-in counts for."""

    session_id: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class AtDoor:
    """A trainee of the cohort; `marks` by session."""

    enrolment_id: int
    state: EnrolmentState
    marks: Mapping[int, MarkValue]


def door_of(session_id: int) -> Door | None:
    row = db.session.connection().execute(_DOOR, {"session_id": session_id}).one_or_none()
    if row is None:
        return None
    found = dict(row._mapping)
    rule = AttendanceRule(**{name: found.pop(name) for name in NAMES})
    return Door(**found, rule=rule)


def covered_by(door: Door) -> Sequence[Hours]:
    """The session of the door, or all those of its half-day, in their order; but not those that are cancelled or that
    are checked in for by themselves."""
    own = Hours(door.session_id, door.starts_at, door.ends_at)
    if door.scope is CheckInScope.SESSION:
        return [own]
    zone = ZoneInfo(door.timezone)
    part = part_of_day(door.starts_at.astimezone(zone))
    found = [Hours(*row) for row in db.session.connection().execute(_PLANNED, {"cohort_id": door.cohort_id})]
    return [one for one in found if part_of_day(one.starts_at.astimezone(zone)) == part] or [own]


def at_door(door: Door, person_id: int, sessions: Sequence[Hours]) -> AtDoor | None:
    """The person as a trainee of the cohort, with the marks in `sessions`."""
    ids = [one.session_id for one in sessions]
    query, wanted = (_TRAINEE_AT_ONE, ids[0]) if len(ids) == 1 else (_TRAINEE, ids)
    asked = {"cohort_id": door.cohort_id, "person_id": person_id, "sessions": wanted}
    rows = db.session.connection().execute(query, asked).all()
    marks = {row[2]: MarkValue(row[3], row[4]) for row in rows if row[2] is not None}
    return AtDoor(rows[0][0], rows[0][1], marks) if rows else None


def mark_at(session_id: int, enrolment_id: int) -> MarkValue | None:
    query = select(Mark.status, Mark.minutes_missed).where(
        Mark.session_id == session_id, Mark.enrolment_id == enrolment_id
    )
    row = db.session.execute(query).one_or_none()
    return MarkValue(*row) if row else None


def came_in_at(enrolment_id: int, sessions: Sequence[Hours]) -> dict[int, datetime]:
    """When the trainee first came in, by session."""
    query = select(CheckIn.session_id, func.min(CheckIn.at)).where(CheckIn.enrolment_id == enrolment_id)
    query = query.where(CheckIn.session_id.in_([one.session_id for one in sessions]))
    query = query.where(CheckIn.direction == Direction.IN).group_by(CheckIn.session_id)
    return {row[0]: row[1] for row in db.session.execute(query)}


def last_check_out(session_id: int, enrolment_id: int) -> datetime | None:
    query = select(func.max(CheckIn.at)).where(CheckIn.session_id == session_id, CheckIn.enrolment_id == enrolment_id)
    return db.session.scalar(query.where(CheckIn.direction == Direction.OUT))


_DOOR = (
    select(
        ClassSession.id.label("session_id"),
        ClassSession.cohort_id,
        ClassSession.starts_at,
        ClassSession.ends_at,
        ClassSession.status,
        ClassSession.check_in_key.label("key"),
        ClassSession.check_in_until.label("open_until"),
        ClassSession.checks_out,
        Cohort.timezone,
        func.coalesce(ClassSession.check_in_scope, CheckInRule.scope).label("given_scope"),
        *(getattr(Curriculum, name) for name in NAMES),
    )
    .join(Cohort, Cohort.id == ClassSession.cohort_id)
    .join(Curriculum, Curriculum.id == Cohort.curriculum_id)
    .outerjoin(CheckInRule, CheckInRule.cohort_id == ClassSession.cohort_id)
    .where(ClassSession.id == bindparam("session_id"))
)
_PLANNED = (
    select(ClassSession.id, ClassSession.starts_at, ClassSession.ends_at)
    .where(ClassSession.cohort_id == bindparam("cohort_id"), ClassSession.status == SessionStatus.PLANNED)
    .where(ClassSession.check_in_scope.is_distinct_from(CheckInScope.SESSION))
    .order_by(ClassSession.starts_at, ClassSession.id)
)


def _trainee(at_sessions: ColumnElement[bool]) -> Select[Any, Any, Any, Any, Any]:
    query = select(Enrolment.id, Enrolment.state, Mark.session_id, Mark.status, Mark.minutes_missed)
    query = query.outerjoin(Mark, and_(Mark.enrolment_id == Enrolment.id, at_sessions))
    return query.where(Enrolment.cohort_id == bindparam("cohort_id"), Enrolment.person_id == bindparam("person_id"))


# Ordinarily one: a list is written into the statement anew each time.
_TRAINEE_AT_ONE = _trainee(Mark.session_id == bindparam("sessions"))
_TRAINEE = _trainee(Mark.session_id.in_(bindparam("sessions", expanding=True)))
