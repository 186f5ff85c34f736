"""Whom to remind of what, now. Asked every few seconds, so it looks at the sessions in reach only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from cgtraining import clock
from cgtraining.attendance.models import (
    AttendanceStatus,
    ClassSession,
    MakeUp,
    MakeUpState,
    Mark,
    SessionStatus,
)
from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment, EnrolmentState
from cgtraining.database import db
from cgtraining.notices.due import Quiet, Verdict, verdict
from cgtraining.notices.models import Reminder, ReminderKind, ReminderRules
from cgtraining.programs.models import SessionKind

REACH = timedelta(days=8)  # the longest lead, and a day for what goes out before quiet hours
BACK = timedelta(days=1)  # how long what came too late is still noted
ABSENCE_KEEPS = timedelta(days=14)  # an absence that is entered later than that is no news


@dataclass(frozen=True)
class Occasion:
    kind: ReminderKind
    enrolment: Enrolment
    session: ClassSession
    about_at: datetime
    verdict: Verdict
    make_up: MakeUp | None = None


def rules_on() -> Sequence[ReminderRules]:
    on = or_(
        ReminderRules.session_since.is_not(None),
        ReminderRules.absence_since.is_not(None),
        ReminderRules.deadline_since.is_not(None),
    )
    query = select(ReminderRules).join(ReminderRules.cohort).options(contains_eager(ReminderRules.cohort))
    query = query.where(on, Cohort.status.in_((CohortStatus.PLANNED, CohortStatus.RUNNING)))
    return db.session.scalars(query.order_by(ReminderRules.id)).unique().all()


def occasions(rules: Sequence[ReminderRules]) -> list[Occasion]:
    """Due or too late, and not in the log; three queries, whatever the number of cohorts."""
    by_cohort = {one.cohort_id: one for one in rules}
    if not by_cohort:
        return []
    return [*_before_sessions(by_cohort), *_after_absences(by_cohort), *_near_deadlines(by_cohort)]


def quiet_of(rules: ReminderRules) -> Quiet:
    return Quiet(rules.quiet_from, rules.quiet_to, ZoneInfo(rules.cohort.timezone))


def _before_sessions(rules: dict[int, ReminderRules]) -> list[Occasion]:
    now, found = clock.now(), {}
    for session in db.session.scalars(_sessions_near([i for i, one in rules.items() if one.session_since], now)):
        rule = rules[session.cohort_id]
        if rule.session_since and session.starts_at >= rule.session_since:
            moment = session.starts_at - timedelta(hours=rule.session_hours)
            answer = verdict(now, moment, session.starts_at, quiet_of(rule))
            if answer is not Verdict.WAIT:
                found[session.id] = answer
    if not found:
        return []
    query = select(Enrolment, ClassSession).join(ClassSession, ClassSession.cohort_id == Enrolment.cohort_id)
    marked = exists().where(Mark.session_id == ClassSession.id, Mark.enrolment_id == Enrolment.id)
    query = query.where(ClassSession.id.in_(found), Enrolment.created_at < ClassSession.starts_at, ~marked)
    query = (
        query.where(*_untold(ReminderKind.BEFORE_SESSION, Reminder.about_at == ClassSession.starts_at))
        .options(*LOADED)
        .order_by(*IN_ORDER)
    )
    return [
        Occasion(ReminderKind.BEFORE_SESSION, enrolment, session, session.starts_at, found[session.id])
        for enrolment, session in db.session.execute(query)
    ]


def _sessions_near(cohorts: Sequence[int], now: datetime) -> Select[ClassSession]:
    near = ClassSession.starts_at.between(now - BACK, now + REACH)
    query = select(ClassSession).where(ClassSession.cohort_id.in_(cohorts), near, *_held())
    return query.order_by(ClassSession.starts_at, ClassSession.id)


def _held() -> tuple[ColumnElement[bool], ...]:
    """A recorded session has no hour of its own."""
    return ClassSession.status == SessionStatus.PLANNED, ClassSession.kind != SessionKind.RECORDED


def _after_absences(rules: dict[int, ReminderRules]) -> list[Occasion]:
    now = clock.now()
    query = select(Enrolment, ClassSession).join(Mark, Mark.enrolment_id == Enrolment.id)
    query = query.join(ClassSession, ClassSession.id == Mark.session_id)
    recent = ClassSession.ends_at.between(now - ABSENCE_KEEPS, now)
    on = ClassSession.cohort_id.in_([i for i, one in rules.items() if one.absence_since])
    query = query.where(on, recent, Mark.status == AttendanceStatus.ABSENT, *_held())
    query = (
        query.where(*_untold(ReminderKind.AFTER_ABSENCE, Reminder.about_at == ClassSession.starts_at))
        .options(*LOADED)
        .order_by(*IN_ORDER)
    )
    found = [(one, session, rules[session.cohort_id]) for one, session in db.session.execute(query)]
    return [
        Occasion(ReminderKind.AFTER_ABSENCE, enrolment, session, session.starts_at, Verdict.SEND)
        for enrolment, session, rule in found
        if rule.absence_since and session.ends_at >= rule.absence_since and _absence_is_due(session, rule, now)
    ]


def _absence_is_due(session: ClassSession, rule: ReminderRules, now: datetime) -> bool:
    moment = session.ends_at + timedelta(hours=rule.absence_hours)
    return verdict(now, moment, now + ABSENCE_KEEPS, quiet_of(rule)) is Verdict.SEND


def _near_deadlines(rules: dict[int, ReminderRules]) -> list[Occasion]:
    now = clock.now()
    query = select(Enrolment, ClassSession, MakeUp).join(MakeUp, MakeUp.enrolment_id == Enrolment.id)
    query = query.join(ClassSession, ClassSession.id == MakeUp.session_id)
    on = ClassSession.cohort_id.in_([i for i, one in rules.items() if one.deadline_since])
    near = MakeUp.due_on.between((now - 2 * BACK).date(), (now + timedelta(days=32)).date())
    query = query.where(on, near, MakeUp.task.is_not(None), MakeUp.state == MakeUpState.ARRANGED)
    same_day_or_later = Reminder.about_at >= MakeUp.due_on  # a task that was given more time is another occasion
    query = query.where(*_untold(ReminderKind.DEADLINE_NEAR, same_day_or_later)).options(*LOADED).order_by(*IN_ORDER)
    found = [_near_deadline(*row, rules[row[1].cohort_id], now) for row in db.session.execute(query)]
    return [one for one in found if one]


def _near_deadline(
    enrolment: Enrolment, session: ClassSession, task: MakeUp, rule: ReminderRules, now: datetime
) -> Occasion | None:
    """From the morning of the day on, so that it is read by day; until the due day is over."""
    if task.due_on is None or rule.deadline_since is None:
        return None
    zone = ZoneInfo(rule.cohort.timezone)
    until = datetime.combine(task.due_on + timedelta(days=1), time(), zone)
    moment = datetime.combine(task.due_on - timedelta(days=rule.deadline_days), time(9), zone)
    answer = verdict(now, moment, until, quiet_of(rule))
    if answer is Verdict.WAIT or until < rule.deadline_since or until < task.created_at:
        return None
    return Occasion(ReminderKind.DEADLINE_NEAR, enrolment, session, until, answer, task)


def _untold(kind: ReminderKind, same: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    of_both = and_(Reminder.enrolment_id == Enrolment.id, Reminder.session_id == ClassSession.id)
    told = exists().where(of_both, Reminder.kind == kind, same)
    return Enrolment.state == EnrolmentState.ENROLLED, ~told


LOADED = (joinedload(Enrolment.person), joinedload(ClassSession.cohort))
IN_ORDER = (ClassSession.id, Enrolment.id)
