"""The rules of a cohort and its log of reminders."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from cgtraining import clock
from cgtraining.attendance.models import ClassSession, SessionStatus
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.database import db
from cgtraining.mail.models import Delivery, DeliveryState, Message
from cgtraining.notices.models import Reminder, ReminderKind, ReminderRules, ReminderState, ReminderText

FAILED = "failed"


@dataclass(frozen=True)
class LetterOf:
    """The letter of one kind; `text` is what the office wrote for it."""

    cohort: Cohort
    kind: ReminderKind
    text: ReminderText | None


def rules_of(cohort: Cohort) -> ReminderRules | None:
    return db.session.scalars(select(ReminderRules).where(ReminderRules.cohort_id == cohort.id)).one_or_none()


def text_of(cohort_id: int, kind: ReminderKind) -> ReminderText | None:
    query = select(ReminderText).where(ReminderText.cohort_id == cohort_id, ReminderText.kind == kind)
    return db.session.scalars(query).one_or_none()


def texts_of(cohort: Cohort) -> dict[ReminderKind, ReminderText]:
    """Of the kinds for which the office has written its own."""
    found = db.session.scalars(select(ReminderText).where(ReminderText.cohort_id == cohort.id))
    return {one.kind: one for one in found if one.is_written}


def letter_of(cohort_id: int, kind: str) -> LetterOf | None:
    cohort, which = cohort_by_id(cohort_id), ReminderKind(kind)
    return LetterOf(cohort, which, text_of(cohort_id, which)) if cohort else None


def reminder_by_id(reminder_id: int) -> Reminder | None:
    return db.session.get(Reminder, reminder_id)


def log_of(cohort: Cohort, state: str | None = None) -> Select[Reminder]:
    """The newest first; `state` is that of the reminder, or `failed` for what could not be delivered."""
    query = select(Reminder).where(Reminder.cohort_id == cohort.id).order_by(Reminder.id.desc())
    if state == FAILED:
        query = query.where(_failed())
    elif state in {one.value for one in ReminderState}:
        query = query.where(Reminder.state == ReminderState(state))
    return query.options(
        joinedload(Reminder.enrolment).joinedload(Enrolment.person),
        joinedload(Reminder.session),
        joinedload(Reminder.make_up),
        joinedload(Reminder.item),
        joinedload(Reminder.message).options(selectinload(Message.deliveries)),
    )


def counts_of(cohort: Cohort) -> dict[str, int]:
    of_cohort = Reminder.cohort_id == cohort.id
    query = select(Reminder.state, func.count()).where(of_cohort).group_by(Reminder.state)
    counts = {row[0].value: row[1] for row in db.session.execute(query)}
    failed = db.session.scalar(select(func.count(Reminder.id)).where(of_cohort, _failed())) or 0
    return counts | {FAILED: failed}


def example_session(cohort: Cohort) -> ClassSession | None:
    """The next one; else the last."""
    query = select(ClassSession).where(ClassSession.cohort_id == cohort.id)
    query = query.where(ClassSession.status == SessionStatus.PLANNED)
    coming = query.where(ClassSession.starts_at > clock.now()).order_by(ClassSession.starts_at).limit(1)
    last = query.order_by(ClassSession.starts_at.desc()).limit(1)
    return db.session.scalars(coming).first() or db.session.scalars(last).first()


def _failed() -> ColumnElement[bool]:
    states = (DeliveryState.FAILED, DeliveryState.UNCERTAIN)
    return exists().where(Delivery.message_id == Reminder.message_id, Delivery.state.in_(states))
