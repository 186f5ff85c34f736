"""Issued certificates: numbered, frozen, stored; and the runs that issue them."""

import enum
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.completion.models import GraduateEntry, GraduateList
from cgtraining.database import Base, Recorded, values_of
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import Program


class CertificateKind(enum.Enum):
    COMPLETION = "completion"
    ATTENDANCE = "attendance"

    @property
    def label(self) -> object:
        return {
            CertificateKind.COMPLETION: _l("Certificate of completion"),
            CertificateKind.ATTENDANCE: _l("Certificate of attendance"),
        }[self]


class NumberState(enum.Enum):
    """Every number is pending, issued, or void with a reason; only issued ones verify."""

    PENDING = "pending"
    ISSUED = "issued"
    VOID = "void"


class Standing(enum.Enum):
    """What a stranger is told about an issued certificate; derived in `standing.py`, never stored."""

    VALID = "valid"
    REPLACED = "replaced"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"

    @property
    def label(self) -> object:
        return {
            Standing.VALID: _l("Valid"),
            Standing.REPLACED: _l("Replaced"),
            Standing.SUSPENDED: _l("Suspended"),
            Standing.REVOKED: _l("Revoked"),
            Standing.EXPIRED: _l("Expired"),
        }[self]


class Happening(enum.Enum):
    """What can happen to a certificate."""

    ISSUED = "issued"
    REPLACEMENT_ORDERED = "replacement_ordered"
    REPLACED = "replaced"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    REVOKED = "revoked"
    EXPIRY_SET = "expiry_set"
    WITHDRAWN = "withdrawn"
    VOIDED = "voided"

    @property
    def label(self) -> object:
        return {
            Happening.ISSUED: _l("Issued"),
            Happening.REPLACEMENT_ORDERED: _l("Replacement ordered"),
            Happening.REPLACED: _l("Replaced"),
            Happening.SUSPENDED: _l("Suspended"),
            Happening.REINSTATED: _l("Valid again after a suspension"),
            Happening.REVOKED: _l("Revoked"),
            Happening.EXPIRY_SET: _l("End of validity set"),
            Happening.WITHDRAWN: _l("Details withdrawn at the holder's request"),
            Happening.VOIDED: _l("Number made void"),
        }[self]


class RunState(enum.Enum):
    RUNNING = "running"
    DONE = "done"

    @property
    def label(self) -> object:
        return _l("Running") if self is RunState.RUNNING else _l("Finished")


class ItemState(enum.Enum):
    """`REFUSED` items carry the problem and may be tried again after it is mended."""

    WAITING = "waiting"
    NUMBERED = "numbered"
    DONE = "done"
    REFUSED = "refused"

    @property
    def label(self) -> object:
        return {
            ItemState.WAITING: _l("Waiting"),
            ItemState.NUMBERED: _l("Numbered"),
            ItemState.DONE: _l("Issued"),
            ItemState.REFUSED: _l("Not issued"),
        }[self]


class SerialCounter(Base):
    """The highest number given so far to a program in a year of award; locked while numbering."""

    __tablename__ = "serial_counter"

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_number: Mapped[int] = mapped_column(default=0)


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


class Certificate(Recorded, Base):
    """`facts` is the snapshot of every printed fact in both languages (`facts.py`); it never changes after issuing.

    `code` is the verification code without separators. `sha256` is the hex digest of the stored PDF. `replaces_id` is
    the intention of a replacement, `replaced_at` and `replaced_by_id` of the old one come true when it is issued.
    After a withdrawal at the holder's request `facts` are empty and the PDF is gone.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("program_id", "year", "number"),
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
    valid_until: Mapped[date | None]
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
