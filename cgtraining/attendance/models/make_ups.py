"""Making up for a missed session: by another session or by a task, approved by a named person."""

import enum
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.attendance.models.files import AttachedFile
from cgtraining.attendance.models.sessions import ClassSession
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.people.models import Person


class MakeUpState(enum.Enum):
    ARRANGED = "arranged"
    HANDED_IN = "handed_in"
    APPROVED = "approved"
    CANCELLED = "cancelled"

    @property
    def label(self) -> object:
        return {
            MakeUpState.ARRANGED: _l("Arranged"),
            MakeUpState.HANDED_IN: _l("Handed in"),
            MakeUpState.APPROVED: _l("Made up"),
            MakeUpState.CANCELLED: _l("Cancelled"),
        }[self]

    @property
    def is_open(self) -> bool:
        return self in (MakeUpState.ARRANGED, MakeUpState.HANDED_IN)


class MakeUp(Recorded, Versioned, Base):
    """How one trainee makes up for `session`: in `other`, or by `task` until `due_on`.

    `decision_note` is what was written to the approval, or why the task was handed back.
    """

    __tablename__ = "make_up"
    __table_args__ = (Index("ix_make_up_whose", "enrolment_id", "session_id"),)

    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id", ondelete="CASCADE"), index=True)
    session: Mapped[ClassSession] = relationship(foreign_keys=[session_id])
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    enrolment: Mapped[Enrolment] = relationship()
    state: Mapped[MakeUpState] = mapped_column(values_of(MakeUpState), default=MakeUpState.ARRANGED)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("class_session.id", ondelete="SET NULL"), index=True)
    other: Mapped[ClassSession | None] = relationship(foreign_keys=[other_id])
    task: Mapped[str | None] = mapped_column(Text)
    due_on: Mapped[date | None]
    arranged_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    arranged_by: Mapped[Person | None] = relationship(foreign_keys=[arranged_by_id])
    handed_in_at: Mapped[datetime | None]
    handed_in_note: Mapped[str | None] = mapped_column(Text)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    approved_by: Mapped[Person | None] = relationship(foreign_keys=[approved_by_id])
    approved_at: Mapped[datetime | None]
    decision_note: Mapped[str | None] = mapped_column(Text)

    files: Mapped[list[AttachedFile]] = relationship(order_by=AttachedFile.id, passive_deletes=True)

    @property
    def is_task(self) -> bool:
        return self.task is not None
