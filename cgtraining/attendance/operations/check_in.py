"""Opening and closing check-in, and a trainee's own check-in."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.arrivals import arrival, is_open, may_open
from cgtraining.attendance.codes import new_key
from cgtraining.attendance.marking import Cell, MarkValue
from cgtraining.attendance.models import ClassSession, MarkSource
from cgtraining.attendance.operations.marks import mark
from cgtraining.attendance.queries import stored_marks
from cgtraining.attendance.rates import EARNS
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import STAYING, enrolment_in
from cgtraining.config import settings
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


@dataclass(frozen=True)
class CheckedIn:
    enrolment: Enrolment
    value: MarkValue
    already: bool


def open_check_in(*, session: ClassSession, actor: Person | None) -> ClassSession:
    """With a new key, so that no code of an earlier opening is good; it closes by itself at the end of the session."""
    if not settings().prints_lasting_addresses:
        raise RuleBroken(
            _(
                "QR check-in needs a public https address that phones can open. Set CGTRAINING_PUBLIC_URL, "
                "or mark the attendance in the register."
            )
        )
    _refuse_cancelled(session)
    if not may_open(session.starts_at, session.ends_at, clock.now()):
        raise RuleBroken(_("Check-in can be opened from two hours before the session starts until it ends."))
    session.check_in_key, session.check_in_until = new_key(), session.ends_at
    db.session.flush()
    record("class_session.check_in_opened", session, actor=actor)
    return session


def close_check_in(*, session: ClassSession, actor: Person | None) -> ClassSession:
    """The key is kept, so that a late scan is told that check-in has closed."""
    session.check_in_until = clock.now()
    db.session.flush()
    record("class_session.check_in_closed", session, actor=actor)
    return session


def check_in(*, session: ClassSession, person: Person, arrived_at: datetime, source: MarkSource) -> CheckedIn:
    """Mark the person present or late; `arrived_at` is when their code was seen, before any sign-in."""
    enrolment = enrolment_for_check_in(session, person)
    if found := stored_marks(session, [enrolment.id]).get(enrolment.id):
        return already_in(enrolment, found.value)
    value = arrival(session.starts_at, session.ends_at, arrived_at, session.cohort.curriculum.attendance_rule)
    marking = mark(session=session, cells=[Cell(enrolment.id, MarkValue(), value)], actor=person, source=source)
    if marking.conflicts:
        return already_in(enrolment, marking.conflicts[0].current)
    return CheckedIn(enrolment, value, already=False)


def enrolment_for_check_in(session: ClassSession, person: Person) -> Enrolment:
    """The person's enrolment, if they may check in now; each refusal is one sentence that says what to do."""
    enrolment = enrolment_in(session.cohort, person)
    if enrolment is None:
        raise RuleBroken(_("You are not on the list of this cohort. Please speak to the staff in the room."))
    if enrolment.state not in STAYING:
        raise RuleBroken(_("You are no longer enrolled in this cohort. Please speak to the staff in the room."))
    _refuse_cancelled(session)
    if session.check_in_key is None:
        raise RuleBroken(_("Check-in for this session is not open yet. Scan the code on the screen once it is shown."))
    if not is_open(session.check_in_until, clock.now()):
        raise RuleBroken(_("Check-in for this session has closed. Please ask the staff to mark you."))
    return enrolment


def already_in(enrolment: Enrolment, value: MarkValue) -> CheckedIn:
    """What staff entered stands: a leave or an absence is theirs to change."""
    if value.status and value.status not in EARNS:
        status = value.status.label
        raise RuleBroken(
            _("You are marked “%(status)s” for this session. Please tell the staff that you are here.", status=status)
        )
    return CheckedIn(enrolment, value, already=True)


def _refuse_cancelled(session: ClassSession) -> None:
    if session.is_cancelled:
        raise RuleBroken(_("This session was cancelled. There is nothing to check in for."))
