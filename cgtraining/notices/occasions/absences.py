"""Whoever was absent without leave."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cgtraining import clock
from cgtraining.attendance.models import AttendanceStatus, ClassSession, Mark
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.notices.due import Verdict, verdict
from cgtraining.notices.models import Reminder, ReminderKind, ReminderRules
from cgtraining.notices.occasions.occasion import Occasion, is_held, is_untold, quiet_of

KEEPS = timedelta(days=14)  # an absence that is entered later than that is no news
KIND = ReminderKind.AFTER_ABSENCE


def after_absences(rules: dict[int, ReminderRules]) -> list[Occasion]:
    now = clock.now()
    query = select(Enrolment, ClassSession).join(Mark, Mark.enrolment_id == Enrolment.id)
    query = query.join(ClassSession, ClassSession.id == Mark.session_id)
    recent = ClassSession.ends_at.between(now - KEEPS, now)
    on = ClassSession.cohort_id.in_([i for i, one in rules.items() if one.absence_since])
    query = query.where(on, recent, Mark.status == AttendanceStatus.ABSENT, *is_held())
    same = (Reminder.session_id == ClassSession.id, Reminder.about_at == ClassSession.starts_at)
    query = query.where(*is_untold(KIND, *same)).options(joinedload(Enrolment.person), joinedload(ClassSession.cohort))
    found = db.session.execute(query.order_by(ClassSession.id, Enrolment.id))
    return [
        Occasion(KIND, enrolment, session.starts_at, Verdict.SEND, session)
        for enrolment, session in found
        if _is_due(session, rules[session.cohort_id], now)
    ]


def _is_due(session: ClassSession, rule: ReminderRules, now: datetime) -> bool:
    if rule.absence_since is None or session.ends_at < rule.absence_since:
        return False
    moment = session.ends_at + timedelta(hours=rule.absence_hours)
    return verdict(now, moment, now + KEEPS, quiet_of(rule)) is Verdict.SEND
