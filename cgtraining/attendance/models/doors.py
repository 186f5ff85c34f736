"""How a cohort checks in and out, and everybody who came in or went out by a code of their own or of the room."""

import enum
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cgtraining.attendance.models.marks import MarkSource
from cgtraining.attendance.models.sessions import CheckInScope
from cgtraining.database import Base, Recorded, Versioned, values_of


class Direction(enum.Enum):
    IN = "in"
    OUT = "out"

    @property
    def label(self) -> object:
        return _l("Check-in") if self is Direction.IN else _l("Check-out")


class CheckInRule(Recorded, Versioned, Base):
    """How one cohort checks in; a cohort without a row checks in for each session and does not check out."""

    __tablename__ = "check_in_rule"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), unique=True)
    scope: Mapped[CheckInScope] = mapped_column(values_of(CheckInScope), default=CheckInScope.SESSION)
    asks_check_out: Mapped[bool] = mapped_column(default=False)


class CheckIn(Recorded, Base):
    """One person through the door of one session, append only; what it is worth is in the mark.

    `device` is a hash of what the browser that was used keeps of itself: the same for two people means one phone.
    """

    __tablename__ = "check_in"
    __table_args__ = (
        Index("ix_check_in_whose", "session_id", "enrolment_id"),
        Index("ix_check_in_device", "session_id", "device"),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id", ondelete="CASCADE"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    direction: Mapped[Direction] = mapped_column(values_of(Direction))
    at: Mapped[datetime]
    source: Mapped[MarkSource] = mapped_column(values_of(MarkSource))
    device: Mapped[str | None] = mapped_column(String(64))
