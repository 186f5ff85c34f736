"""What stands behind a mark beside its history: leave and make-ups, as far as the reader may open them."""

from typing import Any

from cgtraining.attendance.leave.access import may_see_leave
from cgtraining.attendance.leave.queries import leave_behind_mark
from cgtraining.attendance.make_up.access import may_arrange_make_up, may_see_make_up
from cgtraining.attendance.make_up.queries import make_ups_for
from cgtraining.attendance.make_up.rules import is_missed
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.queries import marks_of_trainee
from cgtraining.attendance.queries.marks import TraineeAtSession
from cgtraining.people.access import me


def grounds_of_mark(at: TraineeAtSession) -> dict[str, Any]:
    """For the page of a mark's history."""
    make_ups = make_ups_for(at.session.id, at.enrolment.id)
    value = marks_of_trainee(at.enrolment).get(at.session.id, MarkValue())
    is_open = any(one.state.is_open for one in make_ups)
    missed = is_missed(value) and not at.session.is_cancelled
    return {
        "leaves": [one for one in leave_behind_mark(at.session.id, at.enrolment.id) if may_see_leave(me(), one)],
        "make_ups": make_ups,
        "opens_make_ups": bool(make_ups) and may_see_make_up(me(), make_ups[0]),
        "may_arrange": missed and not is_open and may_arrange_make_up(me(), at),
    }
