"""Designs in versions, of a program or for every program, and which of them a program uses for each kind."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.certificates.design_facts import OWN, DesignFacts
from cgtraining.certificates.models.kinds import CertificateKind
from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.language.text import BilingualText
from cgtraining.programs.models import Program


class Design(Recorded, Base):
    """Without a program it is there for every program."""

    __tablename__ = "certificate_design"

    program_id: Mapped[int | None] = mapped_column(ForeignKey("program.id"), index=True)
    program: Mapped[Program | None] = relationship()
    kind: Mapped[CertificateKind] = mapped_column(values_of(CertificateKind))
    title_zh: Mapped[str | None] = mapped_column(String(100))
    title_en: Mapped[str | None] = mapped_column(String(100))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    versions: Mapped[list["DesignVersion"]] = relationship(
        back_populates="design", order_by="DesignVersion.number.desc()", cascade="all, delete-orphan"
    )


class DesignVersion(Recorded, Versioned, Base):
    """A draft until it is used for the first time, at `frozen_at`; from then on it never changes.

    `settings` is `DesignFacts` as plain values, without title and number.
    """

    __tablename__ = "certificate_design_version"
    __table_args__ = (UniqueConstraint("design_id", "number"),)

    design_id: Mapped[int] = mapped_column(ForeignKey("certificate_design.id", ondelete="CASCADE"))
    design: Mapped[Design] = relationship(back_populates="versions")
    number: Mapped[int]
    settings: Mapped[dict[str, Any]]
    frozen_at: Mapped[datetime | None]

    @property
    def facts(self) -> DesignFacts:
        """As a certificate keeps it."""
        title = {"zh": self.design.title_zh, "en": self.design.title_en}
        return DesignFacts.from_json({**self.settings, "title": title, "version": self.number})

    @property
    def is_own(self) -> bool:
        return bool(self.settings["name"] == OWN)


class DesignChoice(Recorded, Base):
    """What a program uses for a kind; without a row, the shipped design."""

    __tablename__ = "certificate_design_choice"
    __table_args__ = (UniqueConstraint("program_id", "kind"),)

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id", ondelete="CASCADE"))
    kind: Mapped[CertificateKind] = mapped_column(values_of(CertificateKind))
    version_id: Mapped[int] = mapped_column(ForeignKey("certificate_design_version.id"), index=True)
    version: Mapped[DesignVersion] = relationship()


def settings_of(design: DesignFacts) -> dict[str, Any]:
    """What a version keeps of it, as JSON has it."""
    kept = {name: value for name, value in asdict(design).items() if name not in ("title", "version")}
    return kept | {"shown": list(design.shown), "files": [list(file) for file in design.files]}
