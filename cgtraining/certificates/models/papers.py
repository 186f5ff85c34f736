"""What happens to the papers of issued certificates; the certificates themselves do not change."""

import enum

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.certificates.models.certificates import Certificate
from cgtraining.database import Base, Recorded, values_of
from cgtraining.people.models import Person


class IdentityCheck(enum.Enum):
    """How the office made sure whom it gives a paper; the number of a document is never kept."""

    DOCUMENT = "document"
    KNOWN = "known"
    CALLED_BACK = "called_back"
    EMPLOYER = "employer"

    @property
    def label(self) -> object:
        return {
            IdentityCheck.DOCUMENT: _l("Showed an identity document"),
            IdentityCheck.KNOWN: _l("Known in person"),
            IdentityCheck.CALLED_BACK: _l("Called back at the number in the record"),
            IdentityCheck.EMPLOYER: _l("Letter of the own organization, with its seal"),
        }[self]


class Reprint(Recorded, Base):
    """The paper was printed once more from the stored file; `number` counts the duplicates of one certificate."""

    __tablename__ = "reprint"
    __table_args__ = (
        UniqueConstraint("certificate_id", "number"),
        CheckConstraint("number > 0", name="number_is_positive"),
    )

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"))
    certificate: Mapped[Certificate] = relationship()
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    identity_check: Mapped[IdentityCheck] = mapped_column(values_of(IdentityCheck))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    actor: Mapped[Person | None] = relationship()
