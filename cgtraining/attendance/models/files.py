"""Files that people attach to a leave or to a make-up."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from cgtraining.database import Base, Recorded


class AttachedFile(Recorded, Base):
    """A PDF or picture in storage. The row outlives what it is attached to until the file is removed too."""

    __tablename__ = "attached_file"

    leave_id: Mapped[int | None] = mapped_column(ForeignKey("leave_request.id", ondelete="SET NULL"), index=True)
    make_up_id: Mapped[int | None] = mapped_column(ForeignKey("make_up.id", ondelete="SET NULL"), index=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(120))
