"""Every change of every mark of one trainee."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import ClassSession, MarkChange, MarkSource
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person


@dataclass(frozen=True)
class ChangeOfTrainee:
    """At which session, what it was and became, who entered it, in which way and why."""

    session_id: int
    title: BilingualText
    starts_at: datetime
    at: datetime
    actor_zh: str | None
    actor_latin: str | None
    source: MarkSource
    old: MarkValue
    new: MarkValue
    reason: str | None


def history_of_trainee(enrolment: Enrolment) -> list[ChangeOfTrainee]:
    """Newest first, in one read."""
    actor, session = aliased(Person), ClassSession
    query = select(MarkChange, session.title_zh, session.title_en, session.starts_at, actor.name_zh, actor.name_latin)
    query = query.join(session, session.id == MarkChange.session_id).outerjoin(actor, actor.id == MarkChange.actor_id)
    query = query.where(MarkChange.enrolment_id == enrolment.id).order_by(MarkChange.id)
    found, minutes = [], dict[int, int]()
    for change, zh, en, starts_at, actor_zh, actor_latin in db.session.execute(query):
        old = MarkValue(change.old_status, minutes.get(change.session_id, 0) if change.old_status else 0)
        new = MarkValue(change.new_status, change.minutes_missed)
        minutes[change.session_id] = change.minutes_missed
        found.append(
            ChangeOfTrainee(
                change.session_id,
                BilingualText(zh, en),
                starts_at,
                change.at,
                actor_zh,
                actor_latin,
                change.source,
                old,
                new,
                change.reason,
            )
        )
    return found[::-1]
