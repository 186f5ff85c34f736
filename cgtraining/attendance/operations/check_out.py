"""A trainee's own check-out: who goes before the end left early by the minutes, and whoever stays is left alone.

A check-out that is missing says nothing by itself; the class teacher sees it on the register.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import insert

from cgtraining.attendance.arrivals import arrival, departure
from cgtraining.attendance.marking import Cell, MarkValue
from cgtraining.attendance.models import AttendanceStatus, CheckIn, Direction, MarkSource
from cgtraining.attendance.operations.check_in import refuse_closed, trainee_at
from cgtraining.attendance.operations.marks import mark
from cgtraining.attendance.queries.doors import AtDoor, Door, Hours, at_door, came_in_at, covered_by
from cgtraining.attendance.queries.sessions import session_by_id
from cgtraining.attendance.rates import ATTENDED
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


@dataclass(frozen=True)
class Going:
    """Somebody who may go out, and the sessions that they were in."""

    trainee: AtDoor
    sessions: Sequence[Hours]


def going_out(*, door: Door, person_id: int) -> Going:
    """Only reads, and refuses whoever is not in."""
    sessions = covered_by(door)
    trainee = trainee_at(door, at_door(door, person_id, sessions))
    refuse_closed(door)
    attended = [one for one in sessions if _is_in(trainee.marks.get(one.session_id))]
    if not attended:
        raise RuleBroken(_("You have not checked in for this session. Please tell the staff that you were here."))
    return Going(trainee, attended)


def check_out(
    *, door: Door, person_id: int, actor: Person, left_at: datetime, source: MarkSource, device: str | None = None
) -> Going:
    """From every session that the check-in counted for; going out again later replaces the earlier moment."""
    going = going_out(door=door, person_id=person_id)
    what = {"direction": Direction.OUT, "at": left_at, "source": source, "device": device}
    enrolment_id = going.trainee.enrolment_id
    rows = [{"session_id": one.session_id, "enrolment_id": enrolment_id, **what} for one in going.sessions]
    db.session.execute(insert(CheckIn), rows)
    _mark_departure(door, going, left_at, source, actor)
    return going


def _mark_departure(door: Door, going: Going, left_at: datetime, source: MarkSource, actor: Person) -> None:
    came = came_in_at(going.trainee.enrolment_id, going.sessions)
    for one in going.sessions:
        old = going.trainee.marks[one.session_id]
        late = _minutes_late(door, one, old, came.get(one.session_id))
        new = departure(one.starts_at, one.ends_at, left_at, door.rule, late)
        session = session_by_id(one.session_id)
        if new == old or session is None:
            continue
        at = f"{left_at.astimezone(ZoneInfo(door.timezone)):%H:%M}"  # stands in the history as the reason
        cells = [Cell(going.trainee.enrolment_id, old, new)]
        mark(session=session, cells=cells, actor=actor, reason=at, source=source)


def _minutes_late(door: Door, session: Hours, value: MarkValue, came_at: datetime | None) -> int:
    """By which they came late; once somebody left early, their mark no longer says so, but the check-in does."""
    if value.status is AttendanceStatus.LATE:
        return value.minutes_missed
    if value.status is AttendanceStatus.LEFT_EARLY and came_at:
        return arrival(session.starts_at, session.ends_at, came_at, door.rule).minutes_missed
    return 0


def _is_in(value: MarkValue | None) -> bool:
    return value is not None and value.status in ATTENDED
