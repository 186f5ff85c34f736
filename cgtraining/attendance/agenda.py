"""The sessions of a cohort as a reader looks for them: the next one, what is to come, and what was held."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from cgtraining.attendance.queries.sessions import ListedSession

Days = list[tuple[date, list[ListedSession]]]


@dataclass(frozen=True)
class Agenda:
    """`to_come` by day from today on, `held` newest day first; `next` is running now or starts next."""

    next: ListedSession | None
    to_come: Days
    held: Days


def agenda_of(listed: Sequence[ListedSession], now: datetime) -> Agenda:
    """`listed` in order of time."""
    to_come = [one for one in listed if one.session.ends_at > now]
    held = [one for one in listed if one.session.ends_at <= now]
    upcoming = next((one for one in to_come if not one.session.is_cancelled), None)
    return Agenda(upcoming, _by_day(to_come), _by_day(held)[::-1])


def _by_day(listed: Iterable[ListedSession]) -> Days:
    return [(day, list(group)) for day, group in groupby(listed, key=lambda one: one.session.day)]
