"""Opening and closing the doors of a session: check-in before and during it, check-out up to its end and after."""

from datetime import datetime

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.arrivals import CLOSES_AFTER, may_open, may_open_check_out
from cgtraining.attendance.codes import new_key
from cgtraining.attendance.models import ClassSession
from cgtraining.attendance.queries.doors import covered_by, door_of
from cgtraining.audit.operations import record
from cgtraining.config import settings
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


def open_check_in(*, session: ClassSession, actor: Person | None) -> ClassSession:
    """With a new key, so that no code of an earlier opening is good; it closes by itself at the end of what it counts
    for."""
    _refuse_unreachable()
    _refuse_cancelled(session)
    if not may_open(session.starts_at, session.ends_at, clock.now()):
        raise RuleBroken(_("Check-in can be opened from two hours before the session starts until it ends."))
    return _open(session, until=_end_of(session), checks_out=False, action="check_in_opened", actor=actor)


def open_check_out(*, session: ClassSession, actor: Person | None) -> ClassSession:
    """In place of check-in, on the same screen."""
    _refuse_unreachable()
    _refuse_cancelled(session)
    ends = _end_of(session)
    if not may_open_check_out(session.starts_at, ends, clock.now()):
        raise RuleBroken(_("Check-out can be opened from the start of the session until two hours after its end."))
    return _open(session, until=ends + CLOSES_AFTER, checks_out=True, action="check_out_opened", actor=actor)


def close_check_in(*, session: ClassSession, actor: Person | None) -> ClassSession:
    """The key is kept, so that a late scan is told that check-in has closed."""
    session.check_in_until = clock.now()
    db.session.flush()
    record("class_session.check_in_closed", session, actor=actor)
    return session


def _open(
    session: ClassSession, *, until: datetime, checks_out: bool, action: str, actor: Person | None
) -> ClassSession:
    session.check_in_key, session.check_in_until, session.checks_out = new_key(), until, checks_out
    db.session.flush()
    record(f"class_session.{action}", session, actor=actor)
    return session


def _end_of(session: ClassSession) -> datetime:
    """Of the session, or of the half-day that one check-in counts for."""
    door = door_of(session.id)
    return max([session.ends_at, *(one.ends_at for one in covered_by(door))]) if door else session.ends_at


def _refuse_unreachable() -> None:
    if not settings().prints_lasting_addresses:
        raise RuleBroken(
            _(
                "QR check-in needs a public https address that phones can open. Set CGTRAINING_PUBLIC_URL, "
                "or mark the attendance in the register."
            )
        )


def _refuse_cancelled(session: ClassSession) -> None:
    if session.is_cancelled:
        raise RuleBroken(_("This session was cancelled. There is nothing to check in for."))
