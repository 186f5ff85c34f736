"""The lists of leave that staff look at, as filters of one page; what waits for them comes first."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select

from cgtraining.attendance.leave.queries import leave_in, returns_awaited_in
from cgtraining.attendance.models import OPEN_STATES, Leave, LeaveState
from cgtraining.cohorts.models import Cohort

AWAY = "away"


@dataclass(frozen=True)
class LeaveList:
    key: str
    label: object
    states: tuple[LeaveState, ...]

    def count(self, counts: Mapping[LeaveState, int]) -> int:
        return sum(counts.get(state, 0) for state in self.states)


LISTS = (
    LeaveList("", _l("All"), tuple(LeaveState)),
    LeaveList("open", _l("To decide"), OPEN_STATES),
    LeaveList("approved", _l("Approved"), (LeaveState.APPROVED, LeaveState.RETURNED)),
    LeaveList("closed", _l("Not granted"), (LeaveState.REFUSED, LeaveState.TAKEN_BACK, LeaveState.REVOKED)),
)


def leave_listed(cohort: Cohort, key: str) -> Select[Leave]:
    """`away`: approved leave that is over, without a confirmed return."""
    if key == AWAY:
        return returns_awaited_in(cohort)
    states = next((one.states for one in LISTS if one.key == key), ())
    return leave_in(cohort, states)
