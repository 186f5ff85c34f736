"""A ceremony: the order in which papers are handed out, sets to print, where a printer puts its text; and the post."""

import enum
from datetime import date, datetime
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.certificates.models.certificates import Certificate
from cgtraining.certificates.models.runs import IssueRun
from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import Program


class CeremonyOrder(enum.Enum):
    GROUP = "group"
    NAME = "name"
    SERIAL = "serial"
    OWN = "own"

    @property
    def label(self) -> object:
        return {
            CeremonyOrder.GROUP: _l("By group, then by name"),
            CeremonyOrder.NAME: _l("By name (pinyin)"),
            CeremonyOrder.SERIAL: _l("By serial number"),
            CeremonyOrder.OWN: _l("Own order"),
        }[self]


class PrintWay(enum.Enum):
    SEALED = "sealed"
    WET_INK = "wet_ink"
    TEXT_ONLY = "text_only"

    @property
    def label(self) -> object:
        return {
            PrintWay.SEALED: _l("With printed seal and signature"),
            PrintWay.WET_INK: _l("Without seal and signature, for wet ink"),
            PrintWay.TEXT_ONLY: _l("Only the variable text, for pre-printed paper"),
        }[self]


class PrintState(enum.Enum):
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"

    @property
    def label(self) -> object:
        return {
            PrintState.WAITING: _l("Being made"),
            PrintState.DONE: _l("Ready"),
            PrintState.FAILED: _l("Not made"),
        }[self]


class CeremonyPlan(Recorded, Versioned, Base):
    """In which order a run's papers are printed, signed for and handed out; `own_order` are ids of its items."""

    __tablename__ = "ceremony_plan"

    run_id: Mapped[int] = mapped_column(ForeignKey("issue_run.id"), unique=True)
    order: Mapped[CeremonyOrder] = mapped_column(values_of(CeremonyOrder), default=CeremonyOrder.NAME)
    own_order: Mapped[list[int]] = mapped_column(JSON, default=list)


class PrintOffset(Recorded, Versioned, Base):
    """By how many millimetres text on a program's pre-printed paper is moved, as its printer needs it."""

    __tablename__ = "print_offset"
    __table_args__ = (
        CheckConstraint("right_mm BETWEEN -3000 AND 3000 AND down_mm BETWEEN -3000 AND 3000", name="stays_on_the_page"),
    )

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"), unique=True)
    program: Mapped[Program] = relationship()
    right_mm: Mapped[Decimal] = mapped_column(default=Decimal(0))
    down_mm: Mapped[Decimal] = mapped_column(default=Decimal(0))


class PrintSet(Recorded, Base):
    """One PDF of a run's papers in the order of the ceremony; made by the worker, kept for a few days."""

    __tablename__ = "print_set"
    __table_args__ = (CheckConstraint("state <> 'done' OR pdf_key IS NOT NULL", name="done_has_a_file"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("issue_run.id"), index=True)
    run: Mapped[IssueRun] = relationship()
    way: Mapped[PrintWay] = mapped_column(values_of(PrintWay))
    crop_marks: Mapped[bool] = mapped_column(default=False)
    state: Mapped[PrintState] = mapped_column(values_of(PrintState), default=PrintState.WAITING, index=True)
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    problem_zh: Mapped[str | None] = mapped_column(Text)
    problem_en: Mapped[str | None] = mapped_column(Text)
    problem: Mapped[BilingualText] = composite("problem_zh", "problem_en")
    pdf_key: Mapped[str | None] = mapped_column(String(200))
    leased_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    requested_by: Mapped[Person | None] = relationship()


class Posting(Recorded, Base):
    """A paper that was sent by post; once more after it came back, say."""

    __tablename__ = "posting"
    __table_args__ = (UniqueConstraint("certificate_id", "tracking_number"),)

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"))
    certificate: Mapped[Certificate] = relationship()
    carrier: Mapped[str] = mapped_column(String(60))
    tracking_number: Mapped[str] = mapped_column(String(40))
    posted_on: Mapped[date]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    actor: Mapped[Person | None] = relationship()
