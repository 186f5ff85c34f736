"""A curriculum's completion rules, waivers, and the approved lists of graduates with a decision record each."""

import enum
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from cgtraining import clock
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.people.models import Person
from cgtraining.programs.models import Curriculum


class Outcome(enum.Enum):
    """What the approved list decides for a trainee."""

    COMPLETED = "completed"
    ATTENDED = "attended"
    DEFERRED = "deferred"
    NOTHING = "nothing"

    @property
    def label(self) -> object:
        return {
            Outcome.COMPLETED: _l("Certificate of completion"),
            Outcome.ATTENDED: _l("Certificate of attendance"),
            Outcome.DEFERRED: _l("Deferred completion"),
            Outcome.NOTHING: _l("No certificate"),
        }[self]


class ListState(enum.Enum):
    """A list that waits has the first of two approvals; like an approved one it is not edited any more."""

    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> object:
        return {
            ListState.DRAFT: _l("Draft"),
            ListState.WAITING: _l("Waiting for the second approval"),
            ListState.APPROVED: _l("Approved"),
            ListState.WITHDRAWN: _l("Approval withdrawn"),
        }[self]


class ApprovedByTwo:
    """The first of two approvals, where the program asks for two; the list's own `approved_by` gave the second."""

    state: Mapped[ListState]
    first_approved_at: Mapped[datetime | None]
    first_approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    @declared_attr
    @classmethod
    def first_approved_by(cls) -> Mapped[Person | None]:
        return relationship(foreign_keys=[cls.first_approved_by_id])

    @property
    def is_draft(self) -> bool:
        return self.state is ListState.DRAFT

    @property
    def is_waiting(self) -> bool:
        return self.state is ListState.WAITING

    @property
    def is_approved(self) -> bool:
        return self.state is ListState.APPROVED

    @property
    def is_withdrawn(self) -> bool:
        return self.state is ListState.WITHDRAWN


class CompletionRules(Recorded, Versioned, Base):
    """The rules of one curriculum version as a tree (see `rules.py`); `number` grows with each change.

    The highest number with `adopted_at` is in force; one without is a change that is still being written.
    """

    __tablename__ = "completion_rules"
    __table_args__ = (UniqueConstraint("curriculum_id", "number"),)

    curriculum_id: Mapped[int] = mapped_column(ForeignKey("curriculum.id"))
    curriculum: Mapped[Curriculum] = relationship()
    number: Mapped[int] = mapped_column(default=1)
    tree: Mapped[dict[str, Any]] = mapped_column(default=dict)
    adopted_at: Mapped[datetime | None]
    adopted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    adopted_by: Mapped[Person | None] = relationship()
    reason: Mapped[str | None] = mapped_column(Text)


class Waiver(Recorded, Base):
    """One rule need not be met by one trainee. `rule_key` is the rule's key in the tree."""

    __tablename__ = "waiver"
    __table_args__ = (UniqueConstraint("enrolment_id", "rule_key"),)

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    enrolment: Mapped[Enrolment] = relationship()
    rule_key: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    granted_by: Mapped[Person | None] = relationship()


class GraduateList(ApprovedByTwo, Recorded, Versioned, Base):
    """Who gets what, as decided at one moment. A later list of the cohort takes up those who were deferred."""

    __tablename__ = "graduate_list"
    __table_args__ = (
        UniqueConstraint("cohort_id", "number"),
        CheckConstraint(
            "state <> 'withdrawn' OR (withdrawn_at IS NOT NULL AND withdrawal_reason IS NOT NULL)",
            name="withdrawn_has_a_reason",
        ),
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    cohort: Mapped[Cohort] = relationship()
    number: Mapped[int]
    state: Mapped[ListState] = mapped_column(values_of(ListState), default=ListState.DRAFT)
    award_date: Mapped[date]
    rules_number: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    approved_by: Mapped[Person | None] = relationship(foreign_keys="GraduateList.approved_by_id")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    withdrawn_by: Mapped[Person | None] = relationship(foreign_keys="GraduateList.withdrawn_by_id")
    withdrawal_reason: Mapped[str | None] = mapped_column(Text)
    scan_key: Mapped[str | None] = mapped_column(String(200))
    scan_name: Mapped[str | None] = mapped_column(String(255))
    entries: Mapped[list["GraduateEntry"]] = relationship(back_populates="graduate_list", cascade="all, delete-orphan")


class GraduateEntry(Recorded, Base):
    """The decision record of one trainee: the facts and waivers on which the outcome stands."""

    __tablename__ = "graduate_entry"
    __table_args__ = (UniqueConstraint("list_id", "enrolment_id"),)

    list_id: Mapped[int] = mapped_column(ForeignKey("graduate_list.id", ondelete="CASCADE"))
    graduate_list: Mapped[GraduateList] = relationship(back_populates="entries")
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    enrolment: Mapped[Enrolment] = relationship()
    outcome: Mapped[Outcome] = mapped_column(values_of(Outcome))
    deferred_until: Mapped[date | None]
    class_hours: Mapped[Decimal]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    remark: Mapped[str | None] = mapped_column(Text)


class Alarm(Recorded, Base):
    """That one trainee could no longer meet one rule. `over_at`: since when that is no longer so, by a correction.

    Unique per trainee, rule and occasion, so that staff are told of each once, whoever notices it at the same moment.
    """

    __tablename__ = "completion_alarm"
    __table_args__ = (UniqueConstraint("enrolment_id", "rule_key", "occasion"),)

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    enrolment: Mapped[Enrolment] = relationship()
    rule_key: Mapped[str] = mapped_column(String(60))
    occasion: Mapped[int] = mapped_column(default=1)
    over_at: Mapped[datetime | None]


class AlarmCheck(Base):
    """When a cohort was last looked through for trainees who can no longer pass."""

    __tablename__ = "alarm_check"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True)
    checked_at: Mapped[datetime]
