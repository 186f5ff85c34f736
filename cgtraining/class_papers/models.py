"""What the papers of a class say beside the data, who agreed to what, and what the reply slip collects for a while."""

import enum
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining import clock
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person

KEPT_DAYS = 30


class Diet(enum.Enum):
    ANY = "any"
    HALAL = "halal"
    VEGETARIAN = "vegetarian"
    OTHER = "other"

    @property
    def label(self) -> object:
        return {
            Diet.ANY: _l("No special wish"),
            Diet.HALAL: _l("Halal"),
            Diet.VEGETARIAN: _l("Vegetarian"),
            Diet.OTHER: _l("Something else"),
        }[self]


class RoomWish(enum.Enum):
    SHARED = "shared"
    SINGLE = "single"
    NONE = "none"

    @property
    def label(self) -> object:
        return {
            RoomWish.SHARED: _l("Shared room"),
            RoomWish.SINGLE: _l("Single room"),
            RoomWish.NONE: _l("No room needed"),
        }[self]


class IdentityKind(enum.Enum):
    """Only the number of a resident identity card has digits that can be checked."""

    RESIDENT = "resident"
    TRAVEL_PERMIT = "travel_permit"
    PASSPORT = "passport"

    @property
    def label(self) -> object:
        return {
            IdentityKind.RESIDENT: _l("Resident identity card or residence permit"),
            IdentityKind.TRAVEL_PERMIT: _l("Mainland travel permit"),
            IdentityKind.PASSPORT: _l("Passport"),
        }[self]


class SeatOrder(enum.Enum):
    GROUP = "group"
    PINYIN = "pinyin"

    @property
    def label(self) -> object:
        return _l("Groups sit together") if self is SeatOrder.GROUP else _l("In the order of names")


class PaperTexts(Recorded, Versioned, Base):
    """One row for each cohort; where a text is empty, the papers say what they always say, or leave it out.

    `kept_days`: how long after the last day of the cohort what the reply slip collected is kept.
    """

    __tablename__ = "class_paper_texts"
    __table_args__ = (CheckConstraint("kept_days BETWEEN 0 AND 365", name="kept_for_a_year_at_most"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), unique=True)
    cohort: Mapped[Cohort] = relationship()
    welcome_zh: Mapped[str | None] = mapped_column(Text)
    welcome_en: Mapped[str | None] = mapped_column(Text)
    welcome: Mapped[BilingualText] = composite("welcome_zh", "welcome_en")
    rules_zh: Mapped[str | None] = mapped_column(Text)
    rules_en: Mapped[str | None] = mapped_column(Text)
    rules: Mapped[BilingualText] = composite("rules_zh", "rules_en")
    bring_zh: Mapped[str | None] = mapped_column(Text)
    bring_en: Mapped[str | None] = mapped_column(Text)
    bring: Mapped[BilingualText] = composite("bring_zh", "bring_en")
    place_zh: Mapped[str | None] = mapped_column(String(200))
    place_en: Mapped[str | None] = mapped_column(String(200))
    place: Mapped[BilingualText] = composite("place_zh", "place_en")
    ask_zh: Mapped[str | None] = mapped_column(String(200))
    ask_en: Mapped[str | None] = mapped_column(String(200))
    ask: Mapped[BilingualText] = composite("ask_zh", "ask_en")
    reports_at: Mapped[datetime | None]
    letter_on: Mapped[date | None]
    reply_by: Mapped[date | None]
    hotel_needs_identity: Mapped[bool] = mapped_column(default=False, server_default=false())
    kept_days: Mapped[int] = mapped_column(default=KEPT_DAYS, server_default=str(KEPT_DAYS))


class ContactConsent(Recorded, Base):
    """What a trainee lets classmates see; without a row, nothing."""

    __tablename__ = "contact_consent"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), unique=True)
    enrolment: Mapped[Enrolment] = relationship()
    shows_phone: Mapped[bool] = mapped_column(default=False)
    shows_email: Mapped[bool] = mapped_column(default=False)
    given_at: Mapped[datetime] = mapped_column(default=clock.now)


class SeatingPlan(Recorded, Versioned, Base):
    """Seats are counted from the front, row by row, from 0; `seats` holds that of each enrolment, by its id as text."""

    __tablename__ = "seating_plan"
    __table_args__ = (CheckConstraint('"rows" BETWEEN 1 AND 40 AND "columns" BETWEEN 1 AND 30', name="fits_a_hall"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), unique=True)
    cohort: Mapped[Cohort] = relationship()
    rows: Mapped[int]
    columns: Mapped[int]
    aisles: Mapped[list[int]] = mapped_column(JSON, default=list)
    order: Mapped[SeatOrder] = mapped_column(values_of(SeatOrder), default=SeatOrder.GROUP)
    seats: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)


class ReplySlip(Recorded, Versioned, Base):
    """What a trainee tells the organizers before coming. Deleted some days after the course: see `forgetting`."""

    __tablename__ = "reply_slip"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), unique=True)
    enrolment: Mapped[Enrolment] = relationship()
    comes: Mapped[bool]
    arrives_at: Mapped[datetime | None]
    arrival: Mapped[str | None] = mapped_column(String(100))
    leaves_at: Mapped[datetime | None]
    departure: Mapped[str | None] = mapped_column(String(100))
    diet: Mapped[Diet] = mapped_column(values_of(Diet), default=Diet.ANY)
    diet_note: Mapped[str | None] = mapped_column(String(200))
    room: Mapped[RoomWish] = mapped_column(values_of(RoomWish), default=RoomWish.SHARED)
    room_note: Mapped[str | None] = mapped_column(String(200))
    emergency_name: Mapped[str | None] = mapped_column(String(100))
    emergency_relation: Mapped[str | None] = mapped_column(String(50))
    emergency_phone: Mapped[str | None] = mapped_column(String(20))
    identity_kind: Mapped[IdentityKind | None] = mapped_column(values_of(IdentityKind))
    identity_number: Mapped[str | None] = mapped_column(String(20))
    answered_at: Mapped[datetime] = mapped_column(default=clock.now)


class ReplyPurge(Recorded, Base):
    """That reply slips were deleted: how many, with which fields filled in, and by whom (nobody: in time, by itself).

    Append only, and without a word of what they said.
    """

    __tablename__ = "reply_purge"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    cohort: Mapped[Cohort] = relationship()
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    actor: Mapped[Person | None] = relationship()
    slips: Mapped[int]
    identity_numbers: Mapped[int]
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)
