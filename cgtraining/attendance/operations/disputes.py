"""Settling what two devices said differently of one trainee."""

from collections.abc import Mapping

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.marking import Cell, MarkValue
from cgtraining.attendance.models import ClassSession, MarkSource, Tap, TapVerdict
from cgtraining.attendance.operations.marks import mark
from cgtraining.attendance.queries import lock_enrolments, stored_marks
from cgtraining.attendance.queries.taps import open_taps
from cgtraining.attendance.tapping import agree
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


def settle_dispute(*, tap: Tap, take_it: bool, actor: Person) -> Tap:
    """Let what the tap says be the mark, or let the mark stand."""
    lock_enrolments(tap.session.cohort_id, [tap.enrolment_id])
    db.session.refresh(tap)
    if tap.verdict is not TapVerdict.DISPUTED or tap.closed_at is not None:
        raise RuleBroken(_("Somebody has settled this already. Look at the mark that stands now."))
    if take_it:
        stored = stored_marks(tap.session, [tap.enrolment_id]).get(tap.enrolment_id)
        new = MarkValue(tap.new_status, tap.new_minutes)
        cell = Cell(tap.enrolment_id, stored.value if stored else MarkValue(), new)
        reason = _("Settled between two who had marked differently.")
        mark(session=tap.session, cells=[cell], actor=actor, reason=reason, source=MarkSource.TAP_LIST)
        close_agreeing(tap.session, {tap.enrolment_id: new}, actor)
    tap.closed_at, tap.closed_by_id = clock.now(), actor.id
    db.session.flush()
    return tap


def close_agreeing(session: ClassSession, marked: Mapping[int, MarkValue], actor: Person) -> None:
    """A dispute is over once the mark says what was disputed."""
    for tap in open_taps(session, list(marked)) if marked else []:
        if agree(MarkValue(tap.new_status), marked[tap.enrolment_id]):
            tap.closed_at, tap.closed_by_id = clock.now(), actor.id
