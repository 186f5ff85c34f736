"""The attendance of each trainee at each session, with its whole history."""

import enum
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.attendance.models.sessions import ClassSession
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import Base, Recorded, Versioned, values_of


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
