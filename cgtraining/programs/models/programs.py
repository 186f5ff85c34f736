"""Training programs with those who issue, sign, run and sponsor them."""

import enum
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Organization, Person


class ProgramRole(enum.Enum):
    """A course administrator runs the office's work on a program; the head approves."""

    HEAD = "head"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> object:
        return {ProgramRole.HEAD: _l("Program head"), ProgramRole.ADMINISTRATOR: _l("Course administrator")}[self]


class IssuerRole(enum.Enum):
    ISSUER = "issuer"
    CO_ISSUER = "co_issuer"

    @property
    def label(self) -> object:
        return {IssuerRole.ISSUER: _l("Issuer"), IssuerRole.CO_ISSUER: _l("Co-issuer")}[self]


class Program(Recorded, Versioned, Base):
    """`code` stands in serial numbers (CEDAR-2018-0007) and cannot change after the first, at `code_frozen_at`.

    `serial_patterns`: the pattern of each series of numbers (see `serials.py`); "" is the general one, the others are
    named like the kinds of certificates that they number. `approvals_needed`: by how many people a list is approved.
    """

    __tablename__ = "program"
    __table_args__ = (CheckConstraint("approvals_needed IN (1, 2)", name="one_or_two_approvals"),)

    code: Mapped[str] = mapped_column(String(20), unique=True)
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    summary_zh: Mapped[str | None] = mapped_column(Text)
    summary_en: Mapped[str | None] = mapped_column(Text)
    summary: Mapped[BilingualText] = composite("summary_zh", "summary_en")
    archived_at: Mapped[datetime | None]
    code_frozen_at: Mapped[datetime | None]
    approvals_needed: Mapped[int] = mapped_column(default=1, server_default="1")
    names_must_be_confirmed: Mapped[bool] = mapped_column(default=False, server_default=false())
    serial_patterns: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")

    issuers: Mapped[list["ProgramIssuer"]] = relationship(
        back_populates="program", order_by="ProgramIssuer.place", cascade="all, delete-orphan"
    )
    signatories: Mapped[list["Signatory"]] = relationship(
        back_populates="program", order_by="Signatory.place", cascade="all, delete-orphan"
    )
    competencies: Mapped[list["Competency"]] = relationship(back_populates="program", order_by="Competency.code")


class ProgramIssuer(Recorded, Base):
    """`signs_off`: the organization releases its own seal, list by list."""

    __tablename__ = "program_issuer"
    __table_args__ = (UniqueConstraint("program_id", "organization_id"),)

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"))
    program: Mapped[Program] = relationship(back_populates="issuers")
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    organization: Mapped[Organization] = relationship(lazy="joined")
    role: Mapped[IssuerRole] = mapped_column(values_of(IssuerRole), default=IssuerRole.ISSUER)
    signs_off: Mapped[bool] = mapped_column(default=False, server_default=false())
    place: Mapped[int] = mapped_column(default=1)


class Signatory(Recorded, Versioned, Base):
    """Who signs a program's certificates; `signature_key` is a picture in storage."""

    __tablename__ = "signatory"

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"), index=True)
    program: Mapped[Program] = relationship(back_populates="signatories")
    name_zh: Mapped[str | None] = mapped_column(String(100))
    name_latin: Mapped[str | None] = mapped_column(String(100))
    title_zh: Mapped[str | None] = mapped_column(String(100))
    title_en: Mapped[str | None] = mapped_column(String(100))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    signature_key: Mapped[str | None] = mapped_column(String(200))
    place: Mapped[int] = mapped_column(default=1)


class Competency(Recorded, Versioned, Base):
    __tablename__ = "competency"
    __table_args__ = (UniqueConstraint("program_id", "code"),)

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"))
    program: Mapped[Program] = relationship(back_populates="competencies")
    code: Mapped[str] = mapped_column(String(20))
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")


class ProgramStaff(Recorded, Base):
    """A dated role; `until` is the first day on which it no longer holds."""

    __tablename__ = "program_staff"
    __table_args__ = (UniqueConstraint("program_id", "person_id", "role", "since"),)

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"))
    program: Mapped[Program] = relationship()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    person: Mapped[Person] = relationship()
    role: Mapped[ProgramRole] = mapped_column(values_of(ProgramRole))
    since: Mapped[date]
    until: Mapped[date | None]


class Sponsorship(Recorded, Base):
    """An organization pays for trainees of a program; its contact person reads what it sponsors, and nothing else."""

    __tablename__ = "sponsorship"
    __table_args__ = (UniqueConstraint("program_id", "organization_id", "person_id"),)

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"))
    program: Mapped[Program] = relationship()
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    organization: Mapped[Organization] = relationship()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    person: Mapped[Person] = relationship()
    since: Mapped[date]
    until: Mapped[date | None]
