"""Leave: what a trainee asks for, who decided what about it, and which marks it wrote."""

import enum
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.attendance.leave.spans import Span, spans_from_json, spans_to_json
from cgtraining.attendance.models.files import AttachedFile
from cgtraining.attendance.models.marks import AttendanceStatus, MarkSource
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.people.models import Person


class LeaveKind(enum.Enum):
    PERSONAL = "personal"
    SICK = "sick"
    OFFICIAL = "official"

    @property
    def label(self) -> object:
        return self.status.label

    @property
    def status(self) -> AttendanceStatus:
        """What the marks of such leave say."""
        return {
            LeaveKind.PERSONAL: AttendanceStatus.PERSONAL_LEAVE,
            LeaveKind.SICK: AttendanceStatus.SICK_LEAVE,
            LeaveKind.OFFICIAL: AttendanceStatus.OFFICIAL_LEAVE,
        }[self]


class LeaveState(enum.Enum):
    """`PASSED_ON`: the class teacher approved, and it waits for the program head. `REVOKED`: refused after approval."""

    ASKED = "asked"
    PASSED_ON = "passed_on"
    APPROVED = "approved"
    RETURNED = "returned"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    REVOKED = "revoked"

    @property
    def label(self) -> object:
        return {
            LeaveState.ASKED: _l("Waiting for the class teacher"),
            LeaveState.PASSED_ON: _l("Waiting for the program head"),
            LeaveState.APPROVED: _l("Approved"),
            LeaveState.RETURNED: _l("Has returned"),
            LeaveState.REFUSED: _l("Refused"),
            LeaveState.TAKEN_BACK: _l("Taken back"),
            LeaveState.REVOKED: _l("Approval withdrawn"),
        }[self]

    @property
    def is_open(self) -> bool:
        """Nobody has decided yet, or not everybody who has to."""
        return self in OPEN_STATES

    @property
    def holds(self) -> bool:
        """Sessions in its time are on leave."""
        return self in HOLDING_STATES


OPEN_STATES = (LeaveState.ASKED, LeaveState.PASSED_ON)
HOLDING_STATES = (LeaveState.APPROVED, LeaveState.RETURNED)


class LeaveAct(enum.Enum):
    ASKED = "asked"
    CHANGED = "changed"
    TAKEN_BACK = "taken_back"
    PASSED_ON = "passed_on"
    APPROVED = "approved"
    REFUSED = "refused"
    REVOKED = "revoked"
    SHORTENED = "shortened"
    RETURNED = "returned"

    @property
    def label(self) -> object:
        return {
            LeaveAct.ASKED: _l("Asked for"),
            LeaveAct.CHANGED: _l("Changed"),
            LeaveAct.TAKEN_BACK: _l("Taken back"),
            LeaveAct.PASSED_ON: _l("Approved, and passed on to the program head"),
            LeaveAct.APPROVED: _l("Approved"),
            LeaveAct.REFUSED: _l("Refused"),
            LeaveAct.REVOKED: _l("Approval withdrawn"),
            LeaveAct.SHORTENED: _l("Shortened"),
            LeaveAct.RETURNED: _l("Has returned"),
        }[self]


class Leave(Recorded, Versioned, Base):
    """A request for leave. Its sessions are those that take place in its time, whatever becomes of the timetable.

    `spans`: the times away, one from the first to the last moment, or one for each session that was chosen.
    `entered_by`: who of the staff wrote it down for the trainee, and `entered_note` how it came (by telephone).
    """

    __tablename__ = "leave_request"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_leave_request_state", "state"),
    )

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    enrolment: Mapped[Enrolment] = relationship()
    kind: Mapped[LeaveKind] = mapped_column(values_of(LeaveKind))
    state: Mapped[LeaveState] = mapped_column(values_of(LeaveState), default=LeaveState.ASKED)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    times: Mapped[list[str]] = mapped_column(default=list)
    reason: Mapped[str] = mapped_column(Text)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    entered_by: Mapped[Person | None] = relationship()
    entered_note: Mapped[str | None] = mapped_column(String(200))
    returned_at: Mapped[datetime | None]

    events: Mapped[list["LeaveEvent"]] = relationship(
        order_by="LeaveEvent.id", cascade="all, delete-orphan", passive_deletes=True
    )
    files: Mapped[list[AttachedFile]] = relationship(order_by=AttachedFile.id, passive_deletes=True)

    @property
    def spans(self) -> tuple[Span, ...]:
        return spans_from_json(self.times)

    @spans.setter
    def spans(self, spans: tuple[Span, ...]) -> None:
        self.times = spans_to_json(spans)
        self.starts_at, self.ends_at = spans[0].start, spans[-1].end


class LeaveEvent(Base):
    """Append only: what was done about a leave, by whom, and what they wrote to it."""

    __tablename__ = "leave_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    leave_id: Mapped[int] = mapped_column(ForeignKey("leave_request.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    actor: Mapped[Person | None] = relationship()
    what: Mapped[LeaveAct] = mapped_column(values_of(LeaveAct))
    note: Mapped[str | None] = mapped_column(Text)


class LeaveMark(Base):
    """A mark that a leave wrote, by its entry in the history, and what stood there before: to be put back."""

    __tablename__ = "leave_mark"
    __table_args__ = (UniqueConstraint("leave_id", "session_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    leave_id: Mapped[int] = mapped_column(ForeignKey("leave_request.id", ondelete="CASCADE"))
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id", ondelete="CASCADE"), index=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("mark_change.id", ondelete="CASCADE"), index=True)
    was_status: Mapped[AttendanceStatus | None] = mapped_column(values_of(AttendanceStatus, "was_status"))
    was_minutes: Mapped[int] = mapped_column(default=0)
    was_source: Mapped[MarkSource | None] = mapped_column(values_of(MarkSource, "was_source"))
