"""The runs that issue what approved lists decided, item by item."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.certificates.models.kinds import ItemState, RunState
from cgtraining.completion.models import GraduateEntry, GraduateList
from cgtraining.database import Base, Recorded, values_of
from cgtraining.language.text import BilingualText


class IssueRun(Recorded, Base):
    """Issuing what an approved list decided; unfinished until it is done, however often it is interrupted."""

    __tablename__ = "issue_run"

    list_id: Mapped[int] = mapped_column(ForeignKey("graduate_list.id"), unique=True)
    graduate_list: Mapped[GraduateList] = relationship()
    state: Mapped[RunState] = mapped_column(values_of(RunState), default=RunState.RUNNING, index=True)
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    leased_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    items: Mapped[list["IssueItem"]] = relationship(back_populates="run", order_by="IssueItem.id")


class IssueItem(Recorded, Base):
    __tablename__ = "issue_item"
    __table_args__ = (UniqueConstraint("entry_id"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("issue_run.id"), index=True)
    run: Mapped[IssueRun] = relationship(back_populates="items")
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("graduate_entry.id", ondelete="SET NULL"))
    entry: Mapped[GraduateEntry | None] = relationship()
    state: Mapped[ItemState] = mapped_column(values_of(ItemState), default=ItemState.WAITING, index=True)
    problem_zh: Mapped[str | None] = mapped_column(Text)
    problem_en: Mapped[str | None] = mapped_column(Text)
    problem: Mapped[BilingualText] = composite("problem_zh", "problem_en")
