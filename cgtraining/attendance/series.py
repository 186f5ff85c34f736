"""The days of a session that repeats."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from itertools import islice


def repeated(
    *,
    first_day: date,
    last_day: date,
    weekdays: Collection[int],
    every_weeks: int,
    most: int,
    is_off: Callable[[date], object],
) -> list[date]:
    """At most `most` days from `first_day` to `last_day` on these weekdays of every nth week, on none that is off.

    Weeks begin on Monday and are counted from that of the first day. A day off is not made up for within its week:
    the series goes on by as much at its end, until it has as many days as were asked for.
    """
    monday = first_day - timedelta(days=first_day.weekday())
    days = (first_day + timedelta(days=number) for number in range((last_day - first_day).days + 1))
    wanted = (
        day
        for day in days
        if day.weekday() in weekdays and (day - monday).days // 7 % every_weeks == 0 and not is_off(day)
    )
    return list(islice(wanted, most))
