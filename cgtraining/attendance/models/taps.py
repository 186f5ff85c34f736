"""What staff tapped on the tap list, kept as each device delivered it."""

import enum
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.attendance.models.marks import AttendanceStatus
from cgtraining.attendance.models.sessions import ClassSession
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import Base, values_of


class TapVerdict(enum.Enum):
    """What became of a tap when it was delivered; `tapping.py` decides."""

    COUNTED = "counted"
    AGREED = "agreed"
    OUTRUN = "outrun"
    WITHDRAWN = "withdrawn"
    DISPUTED = "disputed"

    @property
    def label(self) -> object:
        return {
            TapVerdict.COUNTED: _l("Counted"),
            TapVerdict.AGREED: _l("The same was marked already"),
            TapVerdict.OUTRUN: _l("A later tap of the same device had come first"),
            TapVerdict.WITHDRAWN: _l("Taken back before it was delivered"),
            TapVerdict.DISPUTED: _l("Differs from what someone else had marked meanwhile"),
        }[self]


class Tap(Base):
    """Append only but for its end: a disputed tap is open until somebody settles it, which `closed_at` says.

    `key` is made by the device, so that a tap that is delivered twice is kept once; `number` counts up on the device.
    `base` is the mark that the device had last been told, `new` what its writer says; `change_id` names the change of
    the mark where this device alone made it.
    """

    __tablename__ = "attendance_tap"
    __table_args__ = (Index("ix_attendance_tap_whose", "session_id", "enrolment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id", ondelete="CASCADE"))
    session: Mapped[ClassSession] = relationship()
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    enrolment: Mapped[Enrolment] = relationship()
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    device: Mapped[str] = mapped_column(String(36))
    number: Mapped[int]
    tapped_at: Mapped[datetime]
    received_at: Mapped[datetime]
    base_status: Mapped[AttendanceStatus | None] = mapped_column(values_of(AttendanceStatus, "base_status"))
    base_minutes: Mapped[int] = mapped_column(default=0)
    new_status: Mapped[AttendanceStatus | None] = mapped_column(values_of(AttendanceStatus, "new_status"))
    new_minutes: Mapped[int] = mapped_column(default=0)
    verdict: Mapped[TapVerdict] = mapped_column(values_of(TapVerdict))
    change_id: Mapped[int | None] = mapped_column(ForeignKey("mark_change.id", ondelete="SET NULL"), index=True)
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
