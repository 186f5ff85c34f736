"""Moving sessions to other days: all that were asked for, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from cgtraining.attendance.leave.following import let_leave_follow
from cgtraining.attendance.models import ClassSession
from cgtraining.attendance.operations.planning import SessionValues, moment
from cgtraining.attendance.queries import enrolment_ids_of, ever_marked, planned_starts, sessions_to_move
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.operations import touch
from cgtraining.database import db
from cgtraining.errors import ManyRulesBroken
from cgtraining.language.formatting import format_date
from cgtraining.people.models import Person


@dataclass(frozen=True)
class Move:
    """A session as the preview showed it, and the day to which it goes at the same time of the day."""

    session_id: int
    version: int
    day: date


def move_sessions(*, cohort: Cohort, moves: Sequence[Move], actor: Person | None) -> list[ClassSession]:
    """Nothing is moved when one of them was changed, cancelled, deleted or marked since the preview was shown."""
    by_id = {move.session_id: move for move in moves}
    if found := move_refusals(cohort, moves):
        raise ManyRulesBroken(found)
    sessions = {one.id: one for one in sessions_to_move(cohort, by_id)}
    for session in sessions.values():
        _move(session, by_id[session.id].day, actor)
    let_leave_follow(list(sessions.values()), actor)
    touch(*enrolment_ids_of(cohort))
    return list(sessions.values())


def move_refusals(cohort: Cohort, moves: Sequence[Move]) -> list[str]:
    """Why these sessions cannot be moved so; nothing where they can."""
    by_id = {move.session_id: move for move in moves}
    sessions = {one.id: one for one in sessions_to_move(cohort, by_id)}
    return _changed_since(sessions, by_id) or _refused(cohort, sessions, by_id)


def values_on(session: ClassSession, day: date) -> SessionValues:
    """What the session would be on another day, at the same time of the day."""
    names = ("title_zh", "title_en", "class_hours", "kind", "unit_id", "venue_zh", "venue_en", "link", "trainer_id")
    starts, ends = (session.local(at).time() for at in (session.starts_at, session.ends_at))
    return SessionValues(day=day, starts=starts, ends=ends, **{name: getattr(session, name) for name in names})


def _move(session: ClassSession, day: date, actor: Person | None) -> None:
    old = session.day
    starts, ends = _moments(session, day)
    session.starts_at, session.ends_at = starts, ends
    db.session.flush()
    record("class_session.moved", session, actor=actor, old=old.isoformat(), new=day.isoformat())


def _moments(session: ClassSession, day: date) -> tuple[datetime, datetime]:
    """The same clock times on another day, also where the clocks were changed in between."""
    starts, ends = (session.local(at).time() for at in (session.starts_at, session.ends_at))
    return moment(session.cohort, day, starts), moment(session.cohort, day, ends)


def _changed_since(sessions: Mapping[int, ClassSession], by_id: Mapping[int, Move]) -> list[str]:
    if len(sessions) < len(by_id) or any(one.version != by_id[one.id].version for one in sessions.values()):
        return [_("Someone changed these sessions in the meantime. Nothing was moved: look at the preview again.")]
    return []


def _refused(cohort: Cohort, sessions: Mapping[int, ClassSession], by_id: Mapping[int, Move]) -> list[str]:
    marked = ever_marked(sessions)
    found = [
        _("“%(title)s” on %(day)s has attendance marks and is not moved.", title=one.title_zh, day=format_date(one.day))
        for one in sessions.values()
        if one.id in marked
    ]
    staying = planned_starts(cohort) - {(one.starts_at, one.title_zh) for one in sessions.values()}
    for one in sessions.values():
        day = by_id[one.id].day
        facts = {"title": one.title_zh, "day": format_date(day)}
        if not cohort.starts_on <= day <= cohort.ends_on:
            facts |= {"first": format_date(cohort.starts_on), "last": format_date(cohort.ends_on)}
            found.append(
                _("“%(title)s” on %(day)s is outside the cohort, which runs from %(first)s to %(last)s.", **facts)
            )
        elif (key := (_moments(one, day)[0], one.title_zh)) in staying:
            found.append(_("“%(title)s” on %(day)s is planned already.", **facts))
        else:
            staying.add(key)
    return found
