"""What can be made up for."""

from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.rates import BY_MINUTES, IN_FULL


def is_missed(value: MarkValue) -> bool:
    """Whether the register says that something was missed. No mark says nothing, so there is nothing to make up yet."""
    if value.status is None or value.status in IN_FULL:
        return False
    return value.status not in BY_MINUTES or value.minutes_missed > 0
