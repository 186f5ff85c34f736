"""What a mark is worth.

| status | earns | counts in the denominator |
| --- | --- | --- |
| present, made up | the whole session | yes |
| late, left early | the minutes there over the session's minutes by the clock | yes |
| personal leave, sick leave | nothing | yes |
| official leave | nothing | no |
| absent without leave | nothing | yes |

A session without a mark is not an absence: it earns nothing yet, still counts, and may still be earned in full.
"""

from decimal import Decimal

from cgtraining.attendance.models import AttendanceStatus

IN_FULL = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.MADE_UP})
BY_MINUTES = frozenset({AttendanceStatus.LATE, AttendanceStatus.LEFT_EARLY})
LEAVE_THAT_COUNTS = frozenset({AttendanceStatus.PERSONAL_LEAVE, AttendanceStatus.SICK_LEAVE})
EARNS = IN_FULL | BY_MINUTES
ATTENDED = EARNS - {AttendanceStatus.MADE_UP}


def weight_of(status: AttendanceStatus, minutes_missed: int, session_minutes: int) -> Decimal:
    """The share of a session, 0 to 1, that a mark earns. Missing more than the session lasted earns nothing."""
    if status in IN_FULL:
        return Decimal(1)
    if status not in BY_MINUTES or session_minutes <= 0:
        return Decimal(0)
    missed = min(max(minutes_missed, 0), session_minutes)
    return Decimal(session_minutes - missed) / session_minutes


def counts_in_denominator(status: AttendanceStatus | None) -> bool:
    """Whether the session is one that this trainee could have earned; an unmarked one is."""
    return status is not AttendanceStatus.OFFICIAL_LEAVE
