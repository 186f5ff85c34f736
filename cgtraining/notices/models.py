"""When a cohort is reminded, and what was said to whom."""

import enum
from datetime import datetime, time

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.attendance.models import ClassSession, MakeUp
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.mail.models import Message


class ReminderKind(enum.Enum):
    BEFORE_SESSION = "before_session"
    AFTER_ABSENCE = "after_absence"
    DEADLINE_NEAR = "deadline_near"

    @property
    def label(self) -> object:
        return {
            ReminderKind.BEFORE_SESSION: _l("Before a session"),
            ReminderKind.AFTER_ABSENCE: _l("After an absence"),
            ReminderKind.DEADLINE_NEAR: _l("Before the end of a make-up task"),
        }[self]


class ReminderState(enum.Enum):
    """`UNREACHABLE`: there is neither mail nor phone, only a text to copy. `TOO_LATE`: it was not sent."""

    SENT = "sent"
    UNREACHABLE = "unreachable"
    TOO_LATE = "too_late"

    @property
    def label(self) -> object:
        return {
            ReminderState.SENT: _l("Handed to the outbox"),
            ReminderState.UNREACHABLE: _l("No mail address or phone"),
            ReminderState.TOO_LATE: _l("Too late, not sent"),
        }[self]


class ReminderRules(Recorded, Versioned, Base):
    """Of one cohort. Each `…_since` is the moment from which its kind is on; None is off. What ended before it is let
    be, so that switching a rule on tells nobody of last year. Quiet hours are by the clocks of the cohort.
    """

    __tablename__ = "reminder_rules"
    __table_args__ = (
        CheckConstraint(
            "session_hours BETWEEN 1 AND 168 AND absence_hours BETWEEN 1 AND 168 AND deadline_days BETWEEN 1 AND 30",
            name="within_reason",
        ),
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), unique=True)
    cohort: Mapped[Cohort] = relationship()
    session_since: Mapped[datetime | None]
    session_hours: Mapped[int] = mapped_column(default=24)
    absence_since: Mapped[datetime | None]
    absence_hours: Mapped[int] = mapped_column(default=24)
    deadline_since: Mapped[datetime | None]
    deadline_days: Mapped[int] = mapped_column(default=3)
    quiet_from: Mapped[time] = mapped_column(default=time(21, 30))
    quiet_to: Mapped[time] = mapped_column(default=time(8))


class Reminder(Recorded, Versioned, Base):
    """One person and one occasion, once: `about_at` is when the session starts or the task ends, so that a session
    that was moved is another occasion. `times` counts the messages.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "kind", "session_id", "about_at"),
        Index("ix_reminder_log", "cohort_id", "id"),
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    cohort: Mapped[Cohort] = relationship()
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    enrolment: Mapped[Enrolment] = relationship()
    kind: Mapped[ReminderKind] = mapped_column(values_of(ReminderKind))
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id", ondelete="CASCADE"), index=True)
    session: Mapped[ClassSession] = relationship()
    make_up_id: Mapped[int | None] = mapped_column(ForeignKey("make_up.id", ondelete="SET NULL"), index=True)
    make_up: Mapped[MakeUp | None] = relationship()
    about_at: Mapped[datetime]
    state: Mapped[ReminderState] = mapped_column(values_of(ReminderState))
    times: Mapped[int] = mapped_column(default=0)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id", ondelete="SET NULL"), index=True)
    message: Mapped[Message | None] = relationship()
