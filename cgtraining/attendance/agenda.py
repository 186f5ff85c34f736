"""The sessions of a cohort as a reader looks for them: the next one, what is to come, and what was held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cgtraining.attendance.queries.sessions import ListedSession


@dataclass(frozen=True)
class Agenda:
    """`to_come` from today on, `held` newest first; `next` is running now or starts next."""

    next: ListedSession | None
    to_come: list[ListedSession]
    held: list[ListedSession]


def agenda_of(listed: Sequence[ListedSession], now: datetime) -> Agenda:
    """`listed` in order of time."""
    to_come = [one for one in listed if one.session.ends_at > now]
    held = [one for one in listed if one.session.ends_at <= now]
    upcoming = next((one for one in to_come if not one.session.is_cancelled), None)
    return Agenda(upcoming, to_come, held[::-1])
