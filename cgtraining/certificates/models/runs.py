"""The runs that issue what approved lists decided, item by item."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.certificates.models.awards import AwardEntry, AwardList
from cgtraining.certificates.models.kinds import ItemState, RunState
from cgtraining.cohorts.models import Cohort
from cgtraining.completion.models import GraduateEntry, GraduateList
from cgtraining.database import Base, Recorded, values_of
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person


class IssueRun(Recorded, Base):
    """Issuing what an approved list decided; unfinished until it is done, however often it is interrupted.

    `withheld_seals`: ids of the organizations whose seal was not released when it began; it prints none of theirs.
    It belongs to a list of graduates or to a list of awards (`source` is the one that it has). A paused one says since
    when, and by whom or that it paused by itself because the disk was full.
    """

    __tablename__ = "issue_run"
    __table_args__ = (
        CheckConstraint("(list_id IS NULL) <> (award_list_id IS NULL)", name="one_list"),
        CheckConstraint("state <> 'paused' OR paused_at IS NOT NULL", name="paused_has_a_moment"),
    )

    list_id: Mapped[int | None] = mapped_column(ForeignKey("graduate_list.id"), unique=True)
    graduate_list: Mapped[GraduateList | None] = relationship()
    award_list_id: Mapped[int | None] = mapped_column(ForeignKey("award_list.id"), unique=True)
    award_list: Mapped[AwardList | None] = relationship()
    award_date: Mapped[date | None]
    state: Mapped[RunState] = mapped_column(values_of(RunState), default=RunState.RUNNING, index=True)
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    withheld_seals: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    leased_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    paused_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    paused_by: Mapped[Person | None] = relationship(foreign_keys="IssueRun.paused_by_id")
    out_of_space: Mapped[bool] = mapped_column(default=False, server_default=false())
    items: Mapped[list["IssueItem"]] = relationship(back_populates="run", order_by="IssueItem.id")

    @property
    def source(self) -> GraduateList | AwardList:
        return self.graduate_list or self.award_list  # type: ignore[return-value]  # the database keeps exactly one

    @property
    def award_day(self) -> date:
        """As it was chosen when the run began, or else planned on the list."""
        return self.award_date or self.source.award_date

    @property
    def cohort(self) -> Cohort:
        return self.source.cohort


class IssueItem(Recorded, Base):
    """One entry of the run's list; both keys are None once its person was erased. `troubles`: tries that failed."""

    __tablename__ = "issue_item"
    __table_args__ = (
        UniqueConstraint("entry_id"),
        UniqueConstraint("award_entry_id"),
        CheckConstraint("entry_id IS NULL OR award_entry_id IS NULL", name="one_entry"),
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("issue_run.id"), index=True)
    run: Mapped[IssueRun] = relationship(back_populates="items")
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("graduate_entry.id", ondelete="SET NULL"))
    entry: Mapped[GraduateEntry | None] = relationship()
    award_entry_id: Mapped[int | None] = mapped_column(ForeignKey("award_entry.id", ondelete="SET NULL"))
    award_entry: Mapped[AwardEntry | None] = relationship()
    state: Mapped[ItemState] = mapped_column(values_of(ItemState), default=ItemState.WAITING, index=True)
    troubles: Mapped[int] = mapped_column(default=0, server_default="0")
    problem_zh: Mapped[str | None] = mapped_column(Text)
    problem_en: Mapped[str | None] = mapped_column(Text)
    problem: Mapped[BilingualText] = composite("problem_zh", "problem_en")

    @property
    def person(self) -> Person | None:
        """Who gets it; None once that person was erased."""
        if self.entry:
            return self.entry.enrolment.person
        return self.award_entry.person if self.award_entry else None
