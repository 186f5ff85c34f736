"""Who releases the seal of an organization that signs off its own, and for which lists it was released."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.certificates.models.awards import AwardList
from cgtraining.completion.models import GraduateList
from cgtraining.database import Base, Recorded
from cgtraining.people.models import Organization, Person
from cgtraining.programs.models import ProgramIssuer


class SealSigner(Recorded, Base):
    """A dated role, given by the program to a person of the organization; `until` is the first day without it."""

    __tablename__ = "seal_signer"
    __table_args__ = (UniqueConstraint("issuer_id", "person_id"),)

    issuer_id: Mapped[int] = mapped_column(ForeignKey("program_issuer.id", ondelete="CASCADE"))
    issuer: Mapped[ProgramIssuer] = relationship()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    person: Mapped[Person] = relationship()
    since: Mapped[date]
    until: Mapped[date | None]


class SealRelease(Recorded, Base):
    """The seal of an organization may stand on what is issued from this list."""

    __tablename__ = "seal_release"
    __table_args__ = (
        UniqueConstraint("list_id", "organization_id"),
        UniqueConstraint("award_list_id", "organization_id"),
        CheckConstraint("(list_id IS NULL) <> (award_list_id IS NULL)", name="one_list"),
    )

    list_id: Mapped[int | None] = mapped_column(ForeignKey("graduate_list.id", ondelete="CASCADE"))
    graduate_list: Mapped[GraduateList | None] = relationship()
    award_list_id: Mapped[int | None] = mapped_column(ForeignKey("award_list.id", ondelete="CASCADE"))
    award_list: Mapped[AwardList | None] = relationship()
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    organization: Mapped[Organization] = relationship()
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    person: Mapped[Person | None] = relationship()
