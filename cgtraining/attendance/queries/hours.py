"""Class hours of a whole cohort or of one trainee."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select

from cgtraining import clock
from cgtraining.attendance.hours import HoursLedger, MarkFacts, Membership, SessionFacts, Timetable, ledger_of
from cgtraining.attendance.hours import timetable_of as _timetable_of
from cgtraining.attendance.models import ClassSession, Mark, SessionStatus
from cgtraining.attendance.statements import StatedSession, counted_sessions
from cgtraining.cohorts.models import Cohort, Enrolment, EnrolmentState
from cgtraining.database import db
from cgtraining.language.text import BilingualText
from cgtraining.programs.rates import counted_hours

LEFT = frozenset({EnrolmentState.WITHDRAWN, EnrolmentState.TRANSFERRED, EnrolmentState.DEFERRED})
NO_MARKS: Mapping[int, MarkFacts] = {}


def hours_of(
    cohort: Cohort, enrolment_id: int | None = None, assumed: Mapping[int, MarkFacts] = NO_MARKS
) -> dict[int, HoursLedger]:
    """The class hours of every enrolment of the cohort (or of the one given), by its id. Four reads at most.

    `assumed`: marks by session id, of the one enrolment, as if they stood in the register already.
    """
    timetable = timetable_of(cohort)
    marks = _marks_of(cohort, enrolment_id)
    if enrolment_id is not None:
        marks[enrolment_id] |= assumed
    query = select(Enrolment.id, Enrolment.joined_on, Enrolment.state, Enrolment.state_since)
    query = query.where(Enrolment.cohort_id == cohort.id)
    if enrolment_id is not None:
        query = query.where(Enrolment.id == enrolment_id)
    return {
        row.id: ledger_of(timetable, marks[row.id], Membership(row.joined_on, left_on(row.state, row.state_since)))
        for row in db.session.execute(query)
    }


def timetable_of(cohort: Cohort) -> Timetable:
    """What the cohort's sessions count for; a session belongs to the day on which it starts in the cohort's zone."""
    zone, now, rule = ZoneInfo(cohort.timezone), clock.now(), cohort.curriculum
    query = select(
        ClassSession.id, ClassSession.starts_at, ClassSession.ends_at, ClassSession.kind, ClassSession.class_hours
    ).where(ClassSession.cohort_id == cohort.id, ClassSession.status == SessionStatus.PLANNED)
    sessions = [
        SessionFacts(
            id=row.id,
            day=row.starts_at.astimezone(zone).date(),
            minutes=int((row.ends_at - row.starts_at).total_seconds() // 60),
            counted=counted_hours(row.kind, row.class_hours, rule),
            is_over=row.ends_at <= now,
        )
        for row in db.session.execute(query)
    ]
    return _timetable_of(sessions, rule, rule.attendance_rule)


def _marks_of(cohort: Cohort, enrolment_id: int | None) -> dict[int, dict[int, MarkFacts]]:
    query = select(Mark.enrolment_id, Mark.session_id, Mark.status, Mark.minutes_missed)
    query = query.join(ClassSession).where(ClassSession.cohort_id == cohort.id)
    if enrolment_id is not None:
        query = query.where(Mark.enrolment_id == enrolment_id)
    marks: dict[int, dict[int, MarkFacts]] = defaultdict(dict)
    for row in db.session.execute(query):
        marks[row.enrolment_id][row.session_id] = MarkFacts(row.status, row.minutes_missed)
    return marks


def left_on(state: EnrolmentState, since: date) -> date | None:
    """The first day on which someone in `state` was no longer in the cohort."""
    return since if state in LEFT else None


def stated_sessions(
    cohort: Cohort, until: date, enrolment_id: int | None = None
) -> defaultdict[int, list[StatedSession]]:
    """By enrolment: the sessions up to `until` in which the trainee took part, in their order. Three reads."""
    timetable, marks = timetable_of(cohort), _marks_of(cohort, enrolment_id)
    query = select(ClassSession.id, ClassSession.title_zh, ClassSession.title_en, ClassSession.kind)
    query = query.where(ClassSession.cohort_id == cohort.id).order_by(ClassSession.starts_at, ClassSession.id)
    days = {session.id: session.day for day in timetable.days for session in day}
    taught = db.session.execute(query).all()
    found: defaultdict[int, list[StatedSession]] = defaultdict(list)
    for enrolled, own in marks.items():
        hours = dict(counted_sessions(timetable, own, until))
        found[enrolled] = [
            StatedSession(days[row.id], BilingualText(row.title_zh, row.title_en), row.kind, hours[row.id])
            for row in taught
            if row.id in hours
        ]
    return found
