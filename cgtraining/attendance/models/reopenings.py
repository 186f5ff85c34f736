"""That a locked register was opened again: by whom, why and for how long."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.attendance.models.sessions import ClassSession
from cgtraining.database import Base, Recorded
from cgtraining.people.models import Person


class Reopening(Recorded, Base):
    """Open until `until`, or until somebody closed it before."""

    __tablename__ = "register_reopening"

    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id", ondelete="CASCADE"), index=True)
    session: Mapped[ClassSession] = relationship()
    reason: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    by: Mapped[Person | None] = relationship(foreign_keys=[by_id])
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    closed_by: Mapped[Person | None] = relationship(foreign_keys=[closed_by_id])

    def is_open(self, now: datetime) -> bool:
        return self.closed_at is None and now < self.until
