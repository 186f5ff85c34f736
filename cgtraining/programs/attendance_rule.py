"""How attendance is counted and corrected, as a curriculum version states it; frozen with the version."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class AttendanceRule:
    """Minutes, days, and which kinds of leave count. None means: never.

    `late_tolerance`, `early_tolerance`: up to so many minutes an arrival is not late, a departure not early.
    `late_absent_after`, `early_absent_after`: whoever misses more minutes than this counts as absent.
    `*_leave_counts`: sessions on such leave stay among the possible hours and within a limit on leave.
    `teacher_leave_days`: the class teacher approves leave of up to so many days; the program head a longer one.
    `leave_after_days`: until so many days after its last day leave may still be asked for.
    `lock_after_days`: so many days after the day of its session a register is locked.
    """

    late_tolerance: int = 10
    late_absent_after: int | None = None
    early_tolerance: int = 10
    early_absent_after: int | None = None
    personal_leave_counts: bool = True
    sick_leave_counts: bool = True
    official_leave_counts: bool = False
    teacher_leave_days: int = 1
    leave_after_days: int = 3
    lock_after_days: int | None = None


NAMES = tuple(one.name for one in fields(AttendanceRule))
AS_EVER = AttendanceRule()
