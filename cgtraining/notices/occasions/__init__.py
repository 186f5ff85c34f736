"""Whom to remind of what, now. Asked every few seconds, so it looks only at what is in reach."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

from cgtraining.cohorts.models import Cohort, CohortStatus
from cgtraining.database import db
from cgtraining.notices.models import ReminderRules
from cgtraining.notices.occasions.absences import after_absences
from cgtraining.notices.occasions.items import items_due
from cgtraining.notices.occasions.occasion import Occasion
from cgtraining.notices.occasions.replies import replies_due
from cgtraining.notices.occasions.sessions import before_sessions
from cgtraining.notices.occasions.tasks import tasks_due

__all__ = ["Occasion", "occasions", "rules_on"]


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
    """Due or too late, and not in the log; one query for each kind, whatever the number of cohorts."""
    by_cohort = {one.cohort_id: one for one in rules}
    if not by_cohort:
        return []
    deadlines = [*tasks_due(by_cohort), *items_due(by_cohort), *replies_due(by_cohort)]
    return [*before_sessions(by_cohort), *after_absences(by_cohort), *deadlines]
