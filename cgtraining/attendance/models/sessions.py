"""Class sessions: what is taught when, where and by whom."""

import enum
import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining import clock
from cgtraining.cohorts.models import Cohort
from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import SessionKind, Unit


class SessionStatus(enum.Enum):
    PLANNED = "planned"
    CANCELLED = "cancelled"

    @property
    def label(self) -> object:
        return _l("Planned") if self is SessionStatus.PLANNED else _l("Cancelled")


class CheckInScope(enum.Enum):
    """What one check-in counts for."""

    SESSION = "session"
    HALF_DAY = "half_day"

    @property
    def label(self) -> object:
        if self is CheckInScope.SESSION:
            return _l("For each session")
        return _l("Once for each morning, afternoon or evening")


class ClassSession(Recorded, Versioned, Base):
    """`class_hours` are the planned class hours, stored, not derived from the clock; times show in the cohort's zone.

    `check_in_key` makes the rotating codes; it is new whenever check-in or check-out (`checks_out`) is opened.
    `check_in_scope` and `asks_check_out` are those of the cohort where they are None. `uid` is the name by which
    calendars know a session.
    """

    __tablename__ = "class_session"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_class_session_cohort_start", "cohort_id", "starts_at"),
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    cohort: Mapped[Cohort] = relationship()
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    unit: Mapped[Unit | None] = relationship()
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    kind: Mapped[SessionKind] = mapped_column(values_of(SessionKind), default=SessionKind.CLASSROOM)
    status: Mapped[SessionStatus] = mapped_column(values_of(SessionStatus), default=SessionStatus.PLANNED)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    class_hours: Mapped[Decimal]
    venue_zh: Mapped[str | None] = mapped_column(String(200))
    venue_en: Mapped[str | None] = mapped_column(String(200))
    venue: Mapped[BilingualText] = composite("venue_zh", "venue_en")
    link: Mapped[str | None] = mapped_column(String(500))
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    trainer: Mapped[Person | None] = relationship()
    check_in_key: Mapped[str | None] = mapped_column(String(64))
    check_in_until: Mapped[datetime | None]
    checks_out: Mapped[bool] = mapped_column(default=False, server_default=false())
    check_in_scope: Mapped[CheckInScope | None] = mapped_column(values_of(CheckInScope))
    asks_check_out: Mapped[bool | None]
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid.uuid4()))
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    @property
    def day(self) -> date:
        """The day on which it starts, as the people of the cohort call it."""
        return self.local(self.starts_at).date()

    @property
    def last_day(self) -> date:
        """The day on which it ends: the next one where it runs past midnight."""
        return self.local(self.ends_at - timedelta(microseconds=1)).date()

    def local(self, moment: datetime) -> datetime:
        """`moment` by the clocks of the cohort's timezone."""
        return moment.astimezone(ZoneInfo(self.cohort.timezone))

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_cancelled(self) -> bool:
        return self.status is SessionStatus.CANCELLED
