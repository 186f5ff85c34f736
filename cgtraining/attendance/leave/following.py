"""Leave applies to the sessions in its time: when the timetable changes, the marks follow."""

from collections.abc import Sequence

from cgtraining.attendance.leave.applying import apply_leave
from cgtraining.attendance.leave.queries import holding_around, leave_with_marks_in
from cgtraining.attendance.models import ClassSession
from cgtraining.people.models import Person


def let_leave_follow(sessions: Sequence[ClassSession], actor: Person | None) -> None:
    """After sessions of a cohort were added, moved or reinstated: who is on leave then is marked so, and only they."""
    if not sessions:
        return
    first, last = min(one.starts_at for one in sessions), max(one.ends_at for one in sessions)
    around = holding_around(sessions[0].cohort_id, first, last)
    for leave in {one.id: one for one in (*around, *leave_with_marks_in(sessions))}.values():
        apply_leave(leave, actor)
