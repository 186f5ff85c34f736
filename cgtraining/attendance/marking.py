"""What may be marked when, and when an earlier mark needs a reason to be changed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cgtraining.attendance.models import AttendanceStatus
from cgtraining.attendance.rates import BY_MINUTES, LEAVE, counted_as
from cgtraining.programs.attendance_rule import AttendanceRule

# Within this time one corrects one's own slips, also of a past day, without giving a reason.
OWN_SLIP = timedelta(minutes=30)


@dataclass(frozen=True)
class MarkValue:
    """What a cell of the register shows; no status is no mark."""

    status: AttendanceStatus | None = None
    minutes_missed: int = 0


@dataclass(frozen=True)
class Cell:
    """A change of one cell: `old` is what the writer saw, so that a change by someone else in between is noticed."""

    enrolment_id: int
    old: MarkValue
    new: MarkValue


@dataclass(frozen=True)
class LastChange:
    """Who last changed a mark, and when."""

    actor_id: int | None
    at: datetime


def tidied(value: MarkValue, session_minutes: int) -> MarkValue:
    """Minutes only where they say something, and within the session."""
    if value.status not in BY_MINUTES:
        return MarkValue(value.status)
    return MarkValue(value.status, min(max(value.minutes_missed, 0), session_minutes))


def counts_as_absent(value: MarkValue, rule: AttendanceRule) -> bool:
    """Whether someone came so late, or left so early, that it is counted as absence."""
    if value.status not in BY_MINUTES:
        return False
    return counted_as(value.status, value.minutes_missed, rule) is AttendanceStatus.ABSENT


def may_be_entered(status: AttendanceStatus | None, session_day: date, today: date) -> bool:
    """Before its day a session can only be marked with leave, or have a mark taken back."""
    return status is None or status in LEAVE or session_day <= today


def needs_reason(
    *, old: MarkValue, session_day: date, today: date, last: LastChange | None, actor_id: int | None, now: datetime
) -> bool:
    """Changing an earlier mark of a past day needs one, unless it is one's own of the last half hour.

    `session_day`: the day on which it ended.
    """
    if old.status is None or session_day >= today:
        return False
    return last is None or last.actor_id != actor_id or now - last.at > OWN_SLIP


def is_listed(*, day: date, left_on: date | None, has_mark: bool) -> bool:
    """Whether the register of `day` shows a trainee: those who have not left by then, and whoever has a mark.

    Someone who joins later is shown too, so that a session made up before can be entered.
    """
    return has_mark or left_on is None or day < left_on
