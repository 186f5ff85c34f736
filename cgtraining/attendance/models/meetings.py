"""A report of a meeting that was read for a session, and its participants, until the administrator confirms it."""

import enum
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.attendance.models.sessions import ClassSession
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import Base, Recorded, values_of
from cgtraining.people.models import Person


class MeetingVerdict(enum.Enum):
    """`ASK` waits for somebody to choose; `UNKNOWN` is nobody of the cohort as far as can be told."""

    RECOGNISED = "recognised"
    ASK = "ask"
    UNKNOWN = "unknown"
    STAFF = "staff"

    @property
    def label(self) -> object:
        return {
            MeetingVerdict.RECOGNISED: _l("Recognised"),
            MeetingVerdict.ASK: _l("Please choose"),
            MeetingVerdict.UNKNOWN: _l("Not of this cohort"),
            MeetingVerdict.STAFF: _l("Staff or host"),
        }[self]


class MeetingImport(Recorded, Base):
    """One report. Nothing is marked before `confirmed_at`; from `forgotten_at` on its rows say nothing of people.

    `written` holds, by the id of an enrolment, what its mark was before (status, minutes, source; or None) and what
    this report made of it. `told` is what was recognised: topic, stated (how many participants the report counts),
    sheets, headings, first,
    last. `decisions` hold, by the id of an enrolment: take, keep or absent. `minimum_minutes`: whoever was there for
    less is put in front of the administrator.
    """

    __tablename__ = "meeting_import"

    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id", ondelete="CASCADE"), index=True)
    session: Mapped[ClassSession] = relationship()
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    actor: Mapped[Person | None] = relationship(foreign_keys=[actor_id])
    file_name: Mapped[str] = mapped_column(String(255))
    zone: Mapped[str] = mapped_column(String(40))
    minimum_minutes: Mapped[int]
    told: Mapped[dict[str, Any]] = mapped_column(default=dict)
    decisions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    written: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    confirmed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    withdrawn_by: Mapped[Person | None] = relationship(foreign_keys=[withdrawn_by_id])
    withdrawn_because: Mapped[str | None] = mapped_column(Text)
    forgotten_at: Mapped[datetime | None]


class MeetingRow(Recorded, Base):
    """One participant with all of their joins. `number` counts participants in the order of the report, from 1.

    `found` holds name, other_name, email, phone, sheet, rows, stays (joined, left, seconds) and notes. `candidates`
    are enrolments that it may be. `choice` is what somebody decided: skip, or enrolment:ID.
    """

    __tablename__ = "meeting_row"
    __table_args__ = (UniqueConstraint("import_id", "number"),)

    import_id: Mapped[int] = mapped_column(ForeignKey("meeting_import.id", ondelete="CASCADE"))
    number: Mapped[int]
    verdict: Mapped[MeetingVerdict] = mapped_column(values_of(MeetingVerdict))
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)
    way: Mapped[str | None] = mapped_column(String(20))
    doubt: Mapped[str | None] = mapped_column(String(20))
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    enrolment: Mapped[Enrolment | None] = relationship()
    candidates: Mapped[list[int]] = mapped_column(JSON, default=list)
    choice: Mapped[str | None] = mapped_column(String(40))
