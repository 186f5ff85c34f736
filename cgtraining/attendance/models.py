"""Class sessions, and the attendance of each trainee with its whole history."""

import enum
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.cohorts.models import Cohort, Enrolment
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


class AttendanceStatus(enum.Enum):
    """What a mark says. No mark at all is not absence. Weights and denominators are in `rates.py`."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    PERSONAL_LEAVE = "personal_leave"
    SICK_LEAVE = "sick_leave"
    OFFICIAL_LEAVE = "official_leave"
    ABSENT = "absent"
    MADE_UP = "made_up"

    @property
    def label(self) -> object:
        return {
            AttendanceStatus.PRESENT: _l("Present"),
            AttendanceStatus.LATE: _l("Late"),
            AttendanceStatus.LEFT_EARLY: _l("Left early"),
            AttendanceStatus.PERSONAL_LEAVE: _l("Personal leave"),
            AttendanceStatus.SICK_LEAVE: _l("Sick leave"),
            AttendanceStatus.OFFICIAL_LEAVE: _l("Official leave"),
            AttendanceStatus.ABSENT: _l("Absent without leave"),
            AttendanceStatus.MADE_UP: _l("Made up"),
        }[self]


class MarkSource(enum.Enum):
    REGISTER = "register"
    QR = "qr"
    SPOKEN_CODE = "spoken_code"
    PAPER = "paper"
    IMPORT = "import"
    MEETING = "meeting"
    PERSONAL_CODE = "personal_code"
    TAP_LIST = "tap_list"
    GROUP_LEADER = "group_leader"
    LEAVE = "leave"
    MAKE_UP = "make_up"

    @property
    def label(self) -> object:
        return {
            MarkSource.REGISTER: _l("Register"),
            MarkSource.QR: _l("QR check-in"),
            MarkSource.SPOKEN_CODE: _l("Spoken code"),
            MarkSource.PAPER: _l("Paper sign-in sheet"),
            MarkSource.IMPORT: _l("Import"),
            MarkSource.MEETING: _l("Report of a meeting"),
            MarkSource.PERSONAL_CODE: _l("Personal code, scanned by staff"),
            MarkSource.TAP_LIST: _l("Tap list"),
            MarkSource.GROUP_LEADER: _l("Class committee"),
            MarkSource.LEAVE: _l("Leave"),
            MarkSource.MAKE_UP: _l("Make-up"),
        }[self]


class ClassSession(Recorded, Versioned, Base):
    """`class_hours` are the planned class hours, stored, not derived from the clock; times show in the cohort's zone.

    `check_in_key` makes the rotating codes; it is new whenever check-in is opened.
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

    @property
    def day(self) -> date:
        """The day on which it starts, as the people of the cohort call it."""
        return self.local(self.starts_at).date()

    def local(self, moment: datetime) -> datetime:
        """`moment` by the clocks of the cohort's timezone."""
        return moment.astimezone(ZoneInfo(self.cohort.timezone))

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_cancelled(self) -> bool:
        return self.status is SessionStatus.CANCELLED


class Mark(Recorded, Versioned, Base):
    """The present state of one trainee at one session; how it came about is in `MarkChange`."""

    __tablename__ = "attendance_mark"
    __table_args__ = (
        UniqueConstraint("session_id", "enrolment_id"),
        CheckConstraint("minutes_missed >= 0", name="minutes_not_negative"),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id", ondelete="CASCADE"))
    session: Mapped[ClassSession] = relationship()
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    enrolment: Mapped[Enrolment] = relationship()
    status: Mapped[AttendanceStatus] = mapped_column(values_of(AttendanceStatus))
    minutes_missed: Mapped[int] = mapped_column(default=0)
    source: Mapped[MarkSource] = mapped_column(values_of(MarkSource))
    note: Mapped[str | None] = mapped_column(Text)


class MarkChange(Base):
    """Append only. `new_status` is None where a mark was taken back."""

    __tablename__ = "mark_change"
    __table_args__ = (Index("ix_mark_change_whose", "session_id", "enrolment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id", ondelete="CASCADE"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    source: Mapped[MarkSource] = mapped_column(values_of(MarkSource))
    old_status: Mapped[AttendanceStatus | None] = mapped_column(values_of(AttendanceStatus, "old_status"))
    new_status: Mapped[AttendanceStatus | None] = mapped_column(values_of(AttendanceStatus, "new_status"))
    minutes_missed: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None] = mapped_column(Text)
