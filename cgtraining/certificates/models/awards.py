"""Lists of honours, letters of appointment and statements of class hours, with a decision record for each entry."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining import clock
from cgtraining.certificates.models.kinds import CertificateKind
from cgtraining.cohorts.models import Cohort, CohortStaff, Enrolment
from cgtraining.completion.models import ApprovedByTwo, ListState
from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person


class AwardList(ApprovedByTwo, Recorded, Versioned, Base):
    """Who gets an award of one kind in a cohort. `counted_until`: the last day whose hours a statement counts."""

    __tablename__ = "award_list"
    __table_args__ = (
        UniqueConstraint("cohort_id", "kind", "number"),
        CheckConstraint("kind IN ('honour', 'appointment', 'hours')", name="kind_is_awarded_by_list"),
        CheckConstraint("(kind = 'hours') = (counted_until IS NOT NULL)", name="hours_have_a_last_day"),
        CheckConstraint("state IN ('draft', 'waiting') OR approved_at IS NOT NULL", name="approved_has_a_moment"),
        CheckConstraint(
            "state <> 'withdrawn' OR (withdrawn_at IS NOT NULL AND withdrawal_reason IS NOT NULL)",
            name="withdrawn_has_a_reason",
        ),
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    cohort: Mapped[Cohort] = relationship()
    kind: Mapped[CertificateKind] = mapped_column(values_of(CertificateKind))
    number: Mapped[int]
    state: Mapped[ListState] = mapped_column(values_of(ListState, "awardstate"), default=ListState.DRAFT)
    award_date: Mapped[date]
    counted_until: Mapped[date | None]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    prepared_by: Mapped[Person | None] = relationship(foreign_keys="AwardList.prepared_by_id")
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    approved_by: Mapped[Person | None] = relationship(foreign_keys="AwardList.approved_by_id")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    withdrawn_by: Mapped[Person | None] = relationship(foreign_keys="AwardList.withdrawn_by_id")
    withdrawal_reason: Mapped[str | None] = mapped_column(Text)
    entries: Mapped[list["AwardEntry"]] = relationship(back_populates="award_list", cascade="all, delete-orphan")


class AwardEntry(Recorded, Base):
    """One person on the list, as a trainee (`enrolment`) or by a role in the cohort (`staff`).

    An honour has a reason, a letter of appointment an office and a term (`term_until` None: open), a statement its
    class hours. `facts` is the decision record, written when the list is approved (`awards/deciding.py`).
    """

    __tablename__ = "award_entry"
    __table_args__ = (
        UniqueConstraint("list_id", "enrolment_id"),
        UniqueConstraint("list_id", "staff_id"),
        CheckConstraint("(enrolment_id IS NULL) <> (staff_id IS NULL)", name="trainee_or_staff"),
        CheckConstraint("term_until IS NULL OR term_from <= term_until", name="term_ends_after_it_begins"),
    )

    list_id: Mapped[int] = mapped_column(ForeignKey("award_list.id", ondelete="CASCADE"))
    award_list: Mapped[AwardList] = relationship(back_populates="entries")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    person: Mapped[Person] = relationship()
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    enrolment: Mapped[Enrolment | None] = relationship()
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("cohort_staff.id", ondelete="CASCADE"), index=True)
    staff: Mapped[CohortStaff | None] = relationship()
    reason_zh: Mapped[str | None] = mapped_column(Text)
    reason_en: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[BilingualText] = composite("reason_zh", "reason_en")
    office_zh: Mapped[str | None] = mapped_column(String(200))
    office_en: Mapped[str | None] = mapped_column(String(200))
    office: Mapped[BilingualText] = composite("office_zh", "office_en")
    term_from: Mapped[date | None]
    term_until: Mapped[date | None]
    class_hours: Mapped[Decimal | None]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
