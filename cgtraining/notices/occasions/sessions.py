"""Sessions that begin soon."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from cgtraining import clock
from cgtraining.attendance.models import ClassSession, Mark
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.notices.due import Verdict, verdict
from cgtraining.notices.models import Reminder, ReminderKind, ReminderRules
from cgtraining.notices.occasions.occasion import BACK, Occasion, is_held, is_untold, quiet_of

REACH = timedelta(days=8)  # the longest lead, and a day for what goes out before quiet hours
KIND = ReminderKind.BEFORE_SESSION


def before_sessions(rules: dict[int, ReminderRules]) -> list[Occasion]:
    """Whoever has a mark already, such as leave, need not be reminded."""
    found = _sessions_due(rules)
    if not found:
        return []
    query = select(Enrolment, ClassSession).join(ClassSession, ClassSession.cohort_id == Enrolment.cohort_id)
    marked = exists().where(Mark.session_id == ClassSession.id, Mark.enrolment_id == Enrolment.id)
    query = query.where(ClassSession.id.in_(found), Enrolment.created_at < ClassSession.starts_at, ~marked)
    same = (Reminder.session_id == ClassSession.id, Reminder.about_at == ClassSession.starts_at)
    query = query.where(*is_untold(KIND, *same)).options(joinedload(Enrolment.person), joinedload(ClassSession.cohort))
    return [
        Occasion(KIND, enrolment, session.starts_at, found[session.id], session)
        for enrolment, session in db.session.execute(query.order_by(ClassSession.id, Enrolment.id))
    ]


def _sessions_due(rules: dict[int, ReminderRules]) -> dict[int, Verdict]:
    now, found = clock.now(), dict[int, Verdict]()
    for session in db.session.scalars(_sessions_near([i for i, one in rules.items() if one.session_since], now)):
        rule = rules[session.cohort_id]
        moment = session.starts_at - timedelta(hours=rule.session_hours)
        answer = verdict(now, moment, session.starts_at, quiet_of(rule))
        if answer is not Verdict.WAIT and rule.session_since and session.starts_at >= rule.session_since:
            found[session.id] = answer
    return found


def _sessions_near(cohorts: Sequence[int], now: datetime) -> Select[ClassSession]:
    near = ClassSession.starts_at.between(now - BACK, now + REACH)
    query = select(ClassSession).where(ClassSession.cohort_id.in_(cohorts), near, *is_held())
    return query.order_by(ClassSession.starts_at, ClassSession.id)
