"""A trainee's own check-in, made for a whole hall at once: everything is looked at first, then written in a moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite

from cgtraining import clock
from cgtraining.attendance.arrivals import OPENS_BEFORE, arrival
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import CheckIn, Direction, Mark, MarkChange, MarkSource, SessionStatus
from cgtraining.attendance.queries.doors import AtDoor, Door, at_door, covered_by, mark_at
from cgtraining.attendance.rates import EARNS
from cgtraining.cohorts.operations import touch
from cgtraining.cohorts.queries import STAYING
from cgtraining.database import db
from cgtraining.errors import RuleBroken


@dataclass(frozen=True)
class Coming:
    """Somebody who may come in: what to enter, by session, or nothing where they are in already with `value`.

    `actor_id` is whose phone it was: the trainee's own, or that of the staff.
    """

    enrolment_id: int
    value: MarkValue
    marks: Mapping[int, MarkValue]
    at: datetime
    source: MarkSource
    actor_id: int
    device: str | None

    @property
    def already(self) -> bool:
        return not self.marks


def check_in(
    *,
    door: Door,
    person_id: int,
    arrived_at: datetime,
    source: MarkSource,
    device: str | None = None,
    actor_id: int | None = None,
    by_staff: bool = False,
) -> Coming:
    """Mark the person present or late; `arrived_at` is when their code was seen, before any sign-in.

    `by_staff`: whoever keeps attendance lets people in without the code of the room.
    """
    coming = coming_in(
        door=door,
        person_id=person_id,
        arrived_at=arrived_at,
        source=source,
        device=device,
        actor_id=actor_id,
        by_staff=by_staff,
    )
    return enter(door=door, coming=coming)


def coming_in(
    *,
    door: Door,
    person_id: int,
    arrived_at: datetime,
    source: MarkSource,
    device: str | None = None,
    actor_id: int | None = None,
    by_staff: bool = False,
) -> Coming:
    """What `enter` is to write; only reads, and refuses whoever may not come in."""
    sessions = covered_by(door)
    trainee = trainee_at(door, at_door(door, person_id, sessions))
    if by_staff:
        _refuse_before(door)
    else:
        refuse_closed(door)
    if door.checks_out and not by_staff:
        raise RuleBroken(_("Check-in has closed: the code on the screen is for going out. Ask the staff to mark you."))
    current = trainee.marks.get(door.session_id)
    refuse_what_staff_decided(current)
    held = {one.session_id: arrival(one.starts_at, one.ends_at, arrived_at, door.rule) for one in sessions}
    over = {one.session_id for one in sessions if one.ends_at <= arrived_at} - {door.session_id}
    marks = {i: value for i, value in held.items() if i not in trainee.marks and i not in over}
    return Coming(
        enrolment_id=trainee.enrolment_id,
        value=current or held[door.session_id],
        marks=marks,
        at=arrived_at,
        source=source,
        actor_id=actor_id or person_id,
        device=device,
    )


def enter(*, door: Door, coming: Coming) -> Coming:
    """Write it, unless the staff marked the trainee in the moment between: then that stands."""
    if coming.already:
        return coming
    touch(coming.enrolment_id)  # which also holds the trainee's row: marks of one trainee are made in turn
    write = _MARK[db.engine.dialect.name]
    entered = [row for row in _rows(coming) if db.session.connection().scalar(write, row["mark"])]
    if not entered:
        return _already_in(door, coming)
    db.session.connection().execute(_CHANGE, [row["change"] for row in entered])
    db.session.connection().execute(_CHECK_IN, [row["check_in"] for row in entered])
    return coming


def trainee_at(door: Door, found: AtDoor | None) -> AtDoor:
    """Each refusal is one sentence that says what to do."""
    if found is None:
        raise RuleBroken(_("You are not on the list of this cohort. Please speak to the staff in the room."))
    if found.state not in STAYING:
        raise RuleBroken(_("You are no longer enrolled in this cohort. Please speak to the staff in the room."))
    if door.status is SessionStatus.CANCELLED:
        raise RuleBroken(_("This session was cancelled. There is nothing to check in for."))
    return found


def refuse_closed(door: Door) -> None:
    if door.key is None:
        raise RuleBroken(_("Check-in for this session is not open yet. Scan the code on the screen once it is shown."))
    if not door.is_open:
        raise RuleBroken(_("Check-in for this session has closed. Please ask the staff to mark you."))


def _refuse_before(door: Door) -> None:
    if clock.now() < door.starts_at - OPENS_BEFORE:
        raise RuleBroken(_("Trainees can be let in from two hours before the session starts."))


def refuse_what_staff_decided(value: MarkValue | None) -> None:
    """A leave or an absence is theirs to change."""
    if value and value.status and value.status not in EARNS:
        status = value.status.label
        raise RuleBroken(
            _("You are marked “%(status)s” for this session. Please tell the staff that you are here.", status=status)
        )


def _already_in(door: Door, coming: Coming) -> Coming:
    value = mark_at(door.session_id, coming.enrolment_id)
    refuse_what_staff_decided(value)
    return replace(coming, marks={}, value=value or coming.value)


def _rows(coming: Coming) -> Iterator[dict[str, Any]]:
    """For each session a row of each table."""
    for session_id, value in coming.marks.items():
        whose = {"session_id": session_id, "enrolment_id": coming.enrolment_id, "source": coming.source}
        earned = {"minutes_missed": value.minutes_missed}
        yield {
            "mark": {**whose, **earned, "status": value.status},
            "change": {**whose, **earned, "new_status": value.status, "at": clock.now(), "actor_id": coming.actor_id},
            "check_in": {**whose, "direction": Direction.IN, "at": coming.at, "device": coming.device},
        }


_MARKS = Mark.__table__
_MARK = {
    "sqlite": sqlite.insert(_MARKS).on_conflict_do_nothing().returning(_MARKS.c.id),  # type: ignore[arg-type]
    "postgresql": postgresql.insert(_MARKS).on_conflict_do_nothing().returning(_MARKS.c.id),  # type: ignore[arg-type]
}
_CHANGE = insert(MarkChange.__table__).inline()  # type: ignore[arg-type]
_CHECK_IN = insert(CheckIn.__table__).inline()  # type: ignore[arg-type]
