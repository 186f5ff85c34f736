"""Moving everything that is still to come by days or weeks, in its order and around days off."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta


def shifted(days: Iterable[date], *, by: int, is_off: Callable[[date], object]) -> dict[date, date]:
    """Where each teaching day goes: `by` days later (earlier, if negative), or else to the next day that will do.

    Days of the week stay those that the shift itself leads to. What was on one day stays on one day, and no day
    overtakes another: where one has to give way to a day off, those behind it move on as well.
    """
    moving = sorted(set(days))
    weekdays = {(day + timedelta(days=by)).weekday() for day in moving}
    found: dict[date, date] = {}
    earliest = date.min
    for day in moving:
        target = max(day + timedelta(days=by), earliest)
        while target.weekday() not in weekdays or is_off(target):
            target += timedelta(days=1)
        found[day] = target
        earliest = target + timedelta(days=1)
    return found
