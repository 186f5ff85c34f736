"""What a mark is worth.

| status | earns | counts in the denominator |
| --- | --- | --- |
| present, made up | the whole session | yes |
| late, left early | the minutes there over the session's minutes by the clock | yes |
| the same, by more minutes than the program allows | nothing: it counts as absent | yes |
| personal, sick, official leave | nothing | as the program says |
| absent without leave | nothing | yes |

A session without a mark is not an absence: it earns nothing yet, still counts, and may still be earned in full.
"""

from decimal import Decimal

from cgtraining.attendance.models import AttendanceStatus
from cgtraining.programs.attendance_rule import AttendanceRule

IN_FULL = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.MADE_UP})
BY_MINUTES = frozenset({AttendanceStatus.LATE, AttendanceStatus.LEFT_EARLY})
LEAVE = frozenset({AttendanceStatus.PERSONAL_LEAVE, AttendanceStatus.SICK_LEAVE, AttendanceStatus.OFFICIAL_LEAVE})
EARNS = IN_FULL | BY_MINUTES
ATTENDED = EARNS - {AttendanceStatus.MADE_UP}


def counted_as(status: AttendanceStatus, minutes_missed: int, rule: AttendanceRule) -> AttendanceStatus:
    """What the mark counts as: whoever misses more minutes than the program allows counts as absent."""
    most = {
        AttendanceStatus.LATE: rule.late_absent_after,
        AttendanceStatus.LEFT_EARLY: rule.early_absent_after,
    }.get(status)
    return AttendanceStatus.ABSENT if most is not None and minutes_missed > most else status


def weight_of(status: AttendanceStatus, minutes_missed: int, session_minutes: int) -> Decimal:
    """The share of a session, 0 to 1, that a mark earns. Missing more than the session lasted earns nothing."""
    if status in IN_FULL:
        return Decimal(1)
    if status not in BY_MINUTES or session_minutes <= 0:
        return Decimal(0)
    missed = min(max(minutes_missed, 0), session_minutes)
    return Decimal(session_minutes - missed) / session_minutes


def counts_in_denominator(status: AttendanceStatus | None, rule: AttendanceRule) -> bool:
    """Whether the session is one that this trainee could have earned; an unmarked one is."""
    if status is AttendanceStatus.PERSONAL_LEAVE:
        return rule.personal_leave_counts
    if status is AttendanceStatus.SICK_LEAVE:
        return rule.sick_leave_counts
    if status is AttendanceStatus.OFFICIAL_LEAVE:
        return rule.official_leave_counts
    return True
