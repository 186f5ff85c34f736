"""Asking for leave, in time or afterwards; changing and taking back what nobody has decided yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.leave.events import note
from cgtraining.attendance.leave.queries import colliding, sessions_covered
from cgtraining.attendance.leave.spans import Span, collide
from cgtraining.attendance.leave.telling import tell_class_teachers
from cgtraining.attendance.models import ClassSession, Leave, LeaveAct, LeaveKind, LeaveState
from cgtraining.attendance.operations.locking import refuse_locked
from cgtraining.attendance.queries import lock_enrolments, marks_of_trainee
from cgtraining.attendance.rates import EARNS
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort, Enrolment, EnrolmentState
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.formatting import format_date
from cgtraining.people.models import Person

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class LeaveValues:
    """`entered_note`: how the request came, where staff write it down for the trainee."""

    kind: LeaveKind
    spans: tuple[Span, ...]
    reason: str
    entered_note: str | None = None


def ask_for_leave(*, enrolment: Enrolment, values: LeaveValues, actor: Person | None) -> Leave:
    _check(enrolment, values.spans)
    leave = Leave(enrolment=enrolment, state=LeaveState.ASKED)
    if actor is not None and actor.id != enrolment.person_id:
        leave.entered_by = actor
    _write(leave, values)
    db.session.add(leave)
    db.session.flush()
    tell_class_teachers(leave, note(leave, LeaveAct.ASKED, actor))
    record("leave.asked", leave, actor=actor, enrolment_id=enrolment.id)
    return leave


def change_leave(*, leave: Leave, values: LeaveValues, version: int | str | None, actor: Person | None) -> Leave:
    """Only what nobody has looked at yet."""
    leave.expect_version(version)
    if leave.state is not LeaveState.ASKED:
        raise RuleBroken(_("This request was decided in the meantime and cannot be changed any more."))
    _check(leave.enrolment, values.spans, but=leave)
    _write(leave, values)
    note(leave, LeaveAct.CHANGED, actor)
    record("leave.changed", leave, actor=actor)
    return leave


def take_back_leave(*, leave: Leave, actor: Person | None) -> Leave:
    if not leave.state.is_open:
        raise RuleBroken(_("This request was decided in the meantime. Ask the class teacher to withdraw the approval."))
    leave.state = LeaveState.TAKEN_BACK
    note(leave, LeaveAct.TAKEN_BACK, actor)
    record("leave.taken_back", leave, actor=actor)
    return leave


def _write(leave: Leave, values: LeaveValues) -> None:
    leave.kind, leave.spans, leave.reason = values.kind, values.spans, values.reason
    leave.entered_note = values.entered_note


def _check(enrolment: Enrolment, spans: tuple[Span, ...], but: Leave | None = None) -> None:
    """A request that comes twice, by a double click, collides with itself: the second waits for the first."""
    lock_enrolments(enrolment.cohort_id, [enrolment.id])
    if enrolment.state is not EnrolmentState.ENROLLED:
        raise RuleBroken(_("Only someone who is enrolled can be on leave."))
    if not spans or spans[-1].end <= spans[0].start:
        raise RuleBroken(_("The leave must end after it begins."))
    _refuse_outside(enrolment.cohort, spans)
    _refuse_too_late(enrolment.cohort, spans)
    _refuse_doubled(enrolment, spans, but)
    _refuse_without_session(enrolment, sessions_covered(enrolment.cohort, spans))


def days_of(cohort: Cohort, spans: Sequence[Span]) -> tuple[date, date]:
    """The first and the last day, as the people of the cohort call them."""
    zone = ZoneInfo(cohort.timezone)
    return spans[0].start.astimezone(zone).date(), (spans[-1].end - INSTANT).astimezone(zone).date()


def _refuse_outside(cohort: Cohort, spans: Sequence[Span]) -> None:
    first, last = days_of(cohort, spans)
    if first < cohort.starts_on or last > cohort.ends_on:
        days = {"first": format_date(cohort.starts_on), "last": format_date(cohort.ends_on)}
        raise RuleBroken(_("The course runs from %(first)s to %(last)s: leave is for days between them.", **days))


def _refuse_too_late(cohort: Cohort, spans: Sequence[Span]) -> None:
    _first, last = days_of(cohort, spans)
    limit = last + timedelta(days=cohort.curriculum.leave_after_days)
    if clock.today(cohort.timezone) > limit:
        raise RuleBroken(
            _(
                "Leave until %(last)s could be asked for until %(limit)s. Speak to the class teacher.",
                last=format_date(last),
                limit=format_date(limit),
            )
        )


def _refuse_doubled(enrolment: Enrolment, spans: Sequence[Span], but: Leave | None) -> None:
    for other in colliding(enrolment.id, spans, but):
        if collide(other.spans, spans):
            first, last = days_of(enrolment.cohort, other.spans)
            days = {"first": format_date(first), "last": format_date(last), "state": other.state.label}
            raise RuleBroken(_("There is a request for this time already: %(first)s to %(last)s, “%(state)s”.", **days))


def _refuse_without_session(enrolment: Enrolment, covered: Sequence[ClassSession]) -> None:
    planned = [session for session in covered if not session.is_cancelled]
    if covered and not planned:
        raise RuleBroken(_("Every session in this time was cancelled, so no leave is needed."))
    if not planned:
        raise RuleBroken(
            _("No session falls into this time, or not half of one. Leave is for sessions: give the time of one.")
        )
    for session in planned:
        refuse_locked(session)
    marks = marks_of_trainee(enrolment)
    if all(session.id in marks and marks[session.id].status in EARNS for session in planned):
        raise RuleBroken(_("The register says that every session in this time was attended, so no leave is needed."))
