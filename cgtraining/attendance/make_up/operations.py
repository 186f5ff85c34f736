"""Arranging a make-up, handing a task in, and approving it, which makes the mark of the missed session `made up`."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.make_up.queries import make_ups_for
from cgtraining.attendance.make_up.rules import is_missed
from cgtraining.attendance.make_up.telling import tell_arranged, tell_decided
from cgtraining.attendance.marking import Cell, MarkValue
from cgtraining.attendance.models import AttendanceStatus, ClassSession, MakeUp, MakeUpState, MarkSource
from cgtraining.attendance.operations.locking import refuse_locked
from cgtraining.attendance.operations.marks import mark
from cgtraining.attendance.queries import lock_enrolments, marks_of_trainee
from cgtraining.attendance.rates import EARNS
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person

MADE_UP = MarkValue(AttendanceStatus.MADE_UP)


@dataclass(frozen=True)
class MakeUpValues:
    """Either another session, or a task with the day until which it is handed in."""

    other: ClassSession | None = None
    task: str | None = None
    due_on: date | None = None


def arrange_make_up(
    *, session: ClassSession, enrolment: Enrolment, values: MakeUpValues, actor: Person | None
) -> MakeUp:
    lock_enrolments(enrolment.cohort_id, [enrolment.id])
    _refuse_unless_missed(session, enrolment)
    if any(one.state.is_open for one in make_ups_for(session.id, enrolment.id)):
        raise RuleBroken(_("A make-up for this session is arranged already. Cancel it first."))
    if (values.other is None) == (values.task is None):
        raise RuleBroken(_("Choose another session, or write a task."))
    made = MakeUp(session=session, enrolment=enrolment, arranged_by=actor, state=MakeUpState.ARRANGED)
    made.other, made.task, made.due_on = values.other, values.task, values.due_on
    db.session.add(made)
    db.session.flush()
    record("make_up.arranged", made, actor=actor, session_id=session.id, enrolment_id=enrolment.id)
    tell_arranged(made)
    return made


def hand_in(*, make_up: MakeUp, note: str | None, with_file: bool, actor: Person | None) -> MakeUp:
    """By file, by note, or both; again, as long as nobody has approved it."""
    _refuse_unless_open(make_up)
    if not make_up.is_task:
        raise RuleBroken(_("Nothing is handed in for another session: attend it."))
    if not with_file and not (note or "").strip():
        raise RuleBroken(_("Attach a file, or write what was done."))
    make_up.state, make_up.handed_in_at = MakeUpState.HANDED_IN, clock.now()
    make_up.handed_in_note = (note or "").strip() or None
    record("make_up.handed_in", make_up, actor=actor)
    db.session.flush()
    return make_up


def approve_make_up(*, make_up: MakeUp, note: str | None, version: int | str | None, actor: Person | None) -> MakeUp:
    make_up.expect_version(version)
    _refuse_unless_open(make_up)
    _refuse_own(make_up, actor)
    before = _refuse_unless_missed(make_up.session, make_up.enrolment)
    _refuse_undone(make_up)
    make_up.state, make_up.approved_by, make_up.approved_at = MakeUpState.APPROVED, actor, clock.now()
    make_up.decision_note = (note or "").strip() or None
    db.session.flush()
    record("make_up.approved", make_up, actor=actor)
    cells = [Cell(make_up.enrolment_id, before, MADE_UP)]
    mark(session=make_up.session, cells=cells, actor=actor, source=MarkSource.MAKE_UP)
    tell_decided(make_up)
    return make_up


def hand_back(*, make_up: MakeUp, note: str | None, version: int | str | None, actor: Person | None) -> MakeUp:
    """What was handed in is not enough yet."""
    make_up.expect_version(version)
    if make_up.state is not MakeUpState.HANDED_IN:
        raise RuleBroken(_("Nothing was handed in that could be handed back."))
    _refuse_own(make_up, actor)
    if not (note or "").strip():
        raise RuleBroken(_("Say what is missing: the trainee reads it."))
    make_up.state, make_up.decision_note = MakeUpState.ARRANGED, (note or "").strip()
    db.session.flush()
    record("make_up.handed_back", make_up, actor=actor)
    tell_decided(make_up)
    return make_up


def cancel_make_up(*, make_up: MakeUp, actor: Person | None) -> MakeUp:
    _refuse_unless_open(make_up)
    make_up.state = MakeUpState.CANCELLED
    db.session.flush()
    record("make_up.cancelled", make_up, actor=actor)
    return make_up


def _refuse_unless_missed(session: ClassSession, enrolment: Enrolment) -> MarkValue:
    """The mark that says so."""
    if session.is_cancelled:
        raise RuleBroken(_("This session was cancelled, so there is nothing to make up."))
    value = marks_of_trainee(enrolment).get(session.id, MarkValue())
    if value.status is None:
        raise RuleBroken(_("This session is not marked for the trainee yet: mark what was missed first."))
    if not is_missed(value):
        raise RuleBroken(_("The register says “%(status)s”: nothing was missed.", status=value.status.label))
    refuse_locked(session)
    return value


def _refuse_undone(make_up: MakeUp) -> None:
    if make_up.is_task:
        if make_up.state is not MakeUpState.HANDED_IN:
            raise RuleBroken(_("The task is not handed in yet."))
        return
    other = make_up.other
    if other is None or other.is_cancelled:
        raise RuleBroken(_("The session in which this was to be made up does not take place. Arrange another make-up."))
    if other.ends_at > clock.now():
        raise RuleBroken(_("The session in which this is made up is not over yet."))
    earned = marks_of_trainee(make_up.enrolment).get(other.id)
    if earned is not None and earned.status in EARNS:
        raise RuleBroken(_("The trainee's own register counts that session already, so it cannot count twice."))


def _refuse_unless_open(make_up: MakeUp) -> None:
    if not make_up.state.is_open:
        raise RuleBroken(_("This make-up is not open any more: “%(state)s”.", state=make_up.state.label))


def _refuse_own(make_up: MakeUp, actor: Person | None) -> None:
    if actor is not None and make_up.enrolment.person_id == actor.id:
        raise RuleBroken(_("Nobody approves their own make-up."))
