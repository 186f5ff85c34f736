"""When a cohort is reminded, and what was said to whom."""

import enum
from datetime import datetime, time

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.assessments.models import GradedItem
from cgtraining.attendance.models import ClassSession, MakeUp
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.language.text import BilingualText
from cgtraining.mail.models import Message

REPLY = text("kind = 'reply_due'")


class ReminderKind(enum.Enum):
    BEFORE_SESSION = "before_session"
    AFTER_ABSENCE = "after_absence"
    DEADLINE_NEAR = "deadline_near"
    ITEM_DUE = "item_due"
    REPLY_DUE = "reply_due"

    @property
    def label(self) -> object:
        return {
            ReminderKind.BEFORE_SESSION: _l("Before a session"),
            ReminderKind.AFTER_ABSENCE: _l("After an absence"),
            ReminderKind.DEADLINE_NEAR: _l("Before the end of a make-up task"),
            ReminderKind.ITEM_DUE: _l("Before graded work is due"),
            ReminderKind.REPLY_DUE: _l("Before the reply slip is due"),
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
    """Of one cohort; `deadline` is for make-up tasks, graded work and reply slips. Each `…_since` is the moment from
    which its kind is on; None is off. What ended before it is let be, so that switching a rule on tells nobody of last
    year. Quiet hours are by the clocks of the cohort.
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


class ReminderText(Recorded, Versioned, Base):
    """What the office writes for one kind, with names in braces; where a text is empty, letters say what is usual."""

    __tablename__ = "reminder_text"
    __table_args__ = (UniqueConstraint("cohort_id", "kind"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    kind: Mapped[ReminderKind] = mapped_column(values_of(ReminderKind))
    subject_zh: Mapped[str | None] = mapped_column(String(150))
    subject_en: Mapped[str | None] = mapped_column(String(150))
    subject: Mapped[BilingualText] = composite("subject_zh", "subject_en")
    body_zh: Mapped[str | None] = mapped_column(Text)
    body_en: Mapped[str | None] = mapped_column(Text)
    body: Mapped[BilingualText] = composite("body_zh", "body_en")

    @property
    def is_written(self) -> bool:
        return any((self.subject_zh, self.subject_en, self.body_zh, self.body_en))


class Reminder(Recorded, Versioned, Base):
    """One person and one occasion, once: `about_at` is when the session starts or the last day ends, so that a session
    that was moved is another occasion. `times` counts the messages. A reply slip is of neither session nor item.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "kind", "session_id", "about_at"),
        UniqueConstraint("enrolment_id", "kind", "item_id", "about_at"),
        Index("uq_reminder_reply", "enrolment_id", "about_at", unique=True, sqlite_where=REPLY, postgresql_where=REPLY),
        Index("ix_reminder_log", "cohort_id", "id"),
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    cohort: Mapped[Cohort] = relationship()
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    enrolment: Mapped[Enrolment] = relationship()
    kind: Mapped[ReminderKind] = mapped_column(values_of(ReminderKind))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("class_session.id", ondelete="CASCADE"), index=True)
    session: Mapped[ClassSession | None] = relationship()
    item_id: Mapped[int | None] = mapped_column(ForeignKey("graded_item.id", ondelete="CASCADE"), index=True)
    item: Mapped[GradedItem | None] = relationship()
    make_up_id: Mapped[int | None] = mapped_column(ForeignKey("make_up.id", ondelete="SET NULL"), index=True)
    make_up: Mapped[MakeUp | None] = relationship()
    about_at: Mapped[datetime]
    state: Mapped[ReminderState] = mapped_column(values_of(ReminderState))
    times: Mapped[int] = mapped_column(default=0)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id", ondelete="SET NULL"), index=True)
    message: Mapped[Message | None] = relationship()
