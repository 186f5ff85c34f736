"""Photos of signed sign-in sheets, kept with their session."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.attendance.models.sessions import ClassSession
from cgtraining.database import Base, Recorded
from cgtraining.people.models import Person


class SheetPhoto(Recorded, Base):
    """One page: a JPEG or PNG without any data about the camera, or a PDF. `removed_at`: replaced, and kept."""

    __tablename__ = "sheet_photo"

    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id", ondelete="CASCADE"), index=True)
    session: Mapped[ClassSession] = relationship()
    file_key: Mapped[str] = mapped_column(String(200))
    file_name: Mapped[str] = mapped_column(String(255))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    added_by: Mapped[Person | None] = relationship(foreign_keys=[added_by_id])
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    removed_by: Mapped[Person | None] = relationship(foreign_keys=[removed_by_id])
