"""Persons and the organizations they come from; accounts, which are separate from persons."""

import enum
from datetime import datetime

from flask_babel import lazy_gettext as _l
from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.language.text import BilingualText


class OrganizationKind(enum.Enum):
    FOUNDATION = "foundation"
    SOCIAL_ORGANIZATION = "social_organization"
    SOCIAL_WORK = "social_work"
    RESIDENTS_COMMITTEE = "residents_committee"
    STREET_OFFICE = "street_office"
    GOVERNMENT = "government"
    UNIVERSITY = "university"
    ENTERPRISE = "enterprise"
    OTHER = "other"

    @property
    def label(self) -> object:
        return _ORGANIZATION_KINDS[self]


_ORGANIZATION_KINDS = {
    OrganizationKind.FOUNDATION: _l("Foundation"),
    OrganizationKind.SOCIAL_ORGANIZATION: _l("Social organization"),
    OrganizationKind.SOCIAL_WORK: _l("Social work agency"),
    OrganizationKind.RESIDENTS_COMMITTEE: _l("Residents' committee"),
    OrganizationKind.STREET_OFFICE: _l("Street office"),
    OrganizationKind.GOVERNMENT: _l("Government body"),
    OrganizationKind.UNIVERSITY: _l("University or school"),
    OrganizationKind.ENTERPRISE: _l("Enterprise"),
    OrganizationKind.OTHER: _l("Other organization"),
}


class Gender(enum.Enum):
    FEMALE = "female"
    MALE = "male"

    @property
    def label(self) -> object:
        return _l("Female") if self is Gender.FEMALE else _l("Male")


class Organization(Recorded, Versioned, Base):
    """Where trainees work, and who issues certificates. `logo_key` and `seal_key` are files in storage (SVG or PNG)."""

    __tablename__ = "organization"

    name_zh: Mapped[str | None] = mapped_column(String(200))
    name_en: Mapped[str | None] = mapped_column(String(200))
    name: Mapped[BilingualText] = composite("name_zh", "name_en")
    kind: Mapped[OrganizationKind] = mapped_column(values_of(OrganizationKind), default=OrganizationKind.OTHER)
    logo_key: Mapped[str | None] = mapped_column(String(200))
    seal_key: Mapped[str | None] = mapped_column(String(200))


class Person(Recorded, Versioned, Base):
    """Someone the office knows. Either script of the name may be absent, never both; contacts need not be unique.

    `confirmed_fields` names the fields that the person confirmed: an import never overwrites those. Where the office
    confirmed the name instead, `name_confirmation_note` says by which signed paper.
    `search_text` holds names, pinyin, initials, organization and contacts, kept by the operations.
    """

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("name_zh IS NOT NULL OR name_latin IS NOT NULL", name="has_a_name"),)

    name_zh: Mapped[str | None] = mapped_column(String(100))
    name_latin: Mapped[str | None] = mapped_column(String(100))
    sort_key: Mapped[str] = mapped_column(String(200), default="", index=True)
    gender: Mapped[Gender | None] = mapped_column(values_of(Gender))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    organization: Mapped[Organization | None] = relationship()
    position_zh: Mapped[str | None] = mapped_column(String(100))
    position_en: Mapped[str | None] = mapped_column(String(100))
    position: Mapped[BilingualText] = composite("position_zh", "position_en")
    phone: Mapped[str | None] = mapped_column(String(20), index=True)
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    province_code: Mapped[str | None] = mapped_column(String(6))
    city_code: Mapped[str | None] = mapped_column(String(6))
    preferred_language: Mapped[str] = mapped_column(String(2), default="zh")
    confirmed_fields: Mapped[list[str]] = mapped_column(default=list)
    name_confirmed_at: Mapped[datetime | None]
    name_confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    name_confirmation_note: Mapped[str | None] = mapped_column(String(500))
    consented_at: Mapped[datetime | None]
    search_text: Mapped[str] = mapped_column(Text, default="")

    account: Mapped["Account | None"] = relationship(back_populates="person")


class Account(Recorded, Base, UserMixin):
    """A way to sign in: by e-mail, by phone number (E.164), or both. Unique among accounts, not among persons."""

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name="has_an_address"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), unique=True)
    person: Mapped[Person] = relationship(back_populates="account", lazy="joined", innerjoin=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)  # type: ignore[assignment]
    phone: Mapped[str | None] = mapped_column(String(20), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    is_administrator: Mapped[bool] = mapped_column(default=False)
    last_sign_in_at: Mapped[datetime | None]
    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override]
        """Roles live beside their objects; the sign-in library's own role table decides nothing."""
        return []


class Invitation(Recorded, Base):
    """A personal link, handed over by staff as an address or a QR, with which a person opens an account."""

    __tablename__ = "invitation"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class OneTimeCode(Recorded, Base):
    """A short code sent to an account's e-mail address or phone; only its hash is kept."""

    __tablename__ = "one_time_code"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    account: Mapped[Account] = relationship()
    code_hash: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
