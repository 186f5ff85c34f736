"""Issued certificates: numbered, frozen, stored; and what happened to each."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.certificates.models.kinds import CertificateKind, Happening, NumberState
from cgtraining.certificates.models.runs import IssueItem
from cgtraining.database import Base, Recorded, values_of
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.programs.serials import GENERAL


class SerialCounter(Base):
    """The highest number given so far in a series of a program in a year of award; locked while numbering."""

    __tablename__ = "serial_counter"

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"), primary_key=True)
    series: Mapped[str] = mapped_column(String(20), primary_key=True, default=GENERAL, server_default=GENERAL)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_number: Mapped[int] = mapped_column(default=0)


class Certificate(Recorded, Base):
    """`facts` is the snapshot of every printed fact in both languages (`facts.py`); it never changes after issuing.

    `code` is the verification code without separators. `sha256` is the hex digest of the stored PDF. `replaces_id` is
    the intention of a replacement, `replaced_at` and `replaced_by_id` of the old one come true when it is issued;
    `renews_id` and `renewed_by_id` are the same of a renewal, which leaves the old one valid until its last day.
    `end_announced_at` and `end_noted_at` say when the holder was told that its last day is near, and that it is over.
    After a withdrawal at the holder's request `facts` are empty and the PDF is gone.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("program_id", "series", "year", "number"),
        CheckConstraint(
            "state <> 'issued' OR (sha256 IS NOT NULL AND issued_at IS NOT NULL)", name="issued_has_a_hash"
        ),
        CheckConstraint(
            "state <> 'issued' OR pdf_key IS NOT NULL OR withdrawn_at IS NOT NULL", name="issued_is_stored"
        ),
        CheckConstraint("state <> 'void' OR void_reason IS NOT NULL", name="void_has_a_reason"),
    )

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"))
    program: Mapped[Program] = relationship()
    series: Mapped[str] = mapped_column(String(20), default=GENERAL, server_default=GENERAL)
    year: Mapped[int]
    number: Mapped[int]
    serial: Mapped[str] = mapped_column(String(60), unique=True)
    code: Mapped[str] = mapped_column(String(17), unique=True)
    kind: Mapped[CertificateKind] = mapped_column(values_of(CertificateKind))
    state: Mapped[NumberState] = mapped_column(values_of(NumberState), default=NumberState.PENDING, index=True)
    void_reason: Mapped[str | None] = mapped_column(Text)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    person: Mapped[Person | None] = relationship()
    run_item_id: Mapped[int | None] = mapped_column(ForeignKey("issue_item.id"), unique=True)
    run_item: Mapped[IssueItem | None] = relationship()
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    award_date: Mapped[date]
    pdf_key: Mapped[str | None] = mapped_column(String(200))
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    issued_at: Mapped[datetime | None]
    valid_until: Mapped[date | None] = mapped_column(index=True)
    end_announced_at: Mapped[datetime | None]
    end_noted_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    replaced_at: Mapped[datetime | None]
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"), unique=True)
    replaced_by: Mapped["Certificate | None"] = relationship(
        remote_side="Certificate.id", foreign_keys="Certificate.replaced_by_id"
    )
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"), unique=True)
    replaces: Mapped["Certificate | None"] = relationship(
        remote_side="Certificate.id", foreign_keys="Certificate.replaces_id"
    )
    renewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"), unique=True)
    renewed_by: Mapped["Certificate | None"] = relationship(
        remote_side="Certificate.id", foreign_keys="Certificate.renewed_by_id"
    )
    renews_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"), unique=True)
    renews: Mapped["Certificate | None"] = relationship(
        remote_side="Certificate.id", foreign_keys="Certificate.renews_id"
    )
    withdrawn_at: Mapped[datetime | None]


class CertificateEvent(Recorded, Base):
    """Append only: what happened, with reason and author."""

    __tablename__ = "certificate_event"

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), index=True)
    certificate: Mapped[Certificate] = relationship()
    what: Mapped[Happening] = mapped_column(values_of(Happening))
    reason: Mapped[str | None] = mapped_column(Text)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    actor: Mapped[Person | None] = relationship()
