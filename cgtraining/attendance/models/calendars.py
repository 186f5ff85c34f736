"""Calendars that people subscribe to: their secret addresses, and what calendars must be told of deleted sessions."""

import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining import clock
from cgtraining.cohorts.models import Cohort
from cgtraining.database import Base, Recorded, Versioned
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person


def new_secret() -> str:
    return secrets.token_urlsafe(24)


class CalendarFeed(Recorded, Versioned, Base):
    """The calendar of one person or of one cohort. `secret` stands in its address; another one ends the old address."""

    __tablename__ = "calendar_feed"
    __table_args__ = (CheckConstraint("(person_id IS NULL) <> (cohort_id IS NULL)", name="of_one"),)

    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), unique=True)
    person: Mapped[Person | None] = relationship()
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), unique=True)
    cohort: Mapped[Cohort | None] = relationship()
    secret: Mapped[str] = mapped_column(String(40), unique=True, default=new_secret)
    renewed_at: Mapped[datetime] = mapped_column(default=clock.now)


class RemovedSession(Recorded, Base):
    """What is left of a deleted session, so that calendars which show it are told that it will not be held."""

    __tablename__ = "removed_session"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_start"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    cohort: Mapped[Cohort] = relationship()
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    sequence: Mapped[int]
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
