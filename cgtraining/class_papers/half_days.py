"""Morning, afternoon and evening of each day with sessions."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask_babel import lazy_gettext as _l

from cgtraining.attendance.models import ClassSession

LEAST = timedelta(minutes=45)  # within a half-day, unless a session begins there: a class hour


class Half(enum.Enum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @property
    def label(self) -> object:
        return {Half.MORNING: _l("Morning"), Half.AFTERNOON: _l("Afternoon"), Half.EVENING: _l("Evening")}[self]


BEGINS = {Half.MORNING: time(0), Half.AFTERNOON: time(12), Half.EVENING: time(18)}
ENDS = {Half.MORNING: time(12), Half.AFTERNOON: time(18), Half.EVENING: time(23, 59, 59)}


@dataclass(frozen=True)
class HalfDay:
    day: date
    half: Half
    sessions: tuple[ClassSession, ...]


def half_days_of(sessions: Sequence[ClassSession]) -> list[HalfDay]:
    """By time; a session that goes on after noon stands in both halves of its day."""
    found: dict[tuple[date, Half], list[ClassSession]] = {}
    for session in sessions:
        starts, ends = session.local(session.starts_at), session.local(session.ends_at)
        for half in halves_covered(starts, ends):
            found.setdefault((starts.date(), half), []).append(session)
    order = list(Half)
    keys = sorted(found, key=lambda key: (key[0], order.index(key[1])))
    return [HalfDay(day, half, tuple(found[day, half])) for day, half in keys]


def halves_covered(starts: datetime, ends: datetime) -> list[Half]:
    """The half in which it starts, and every other of that day in which it lasts for a class hour; by local clocks."""
    return [half for half in Half if _begins_in(half, starts) or _shared(half, starts, ends) >= LEAST]


def _begins_in(half: Half, starts: datetime) -> bool:
    return BEGINS[half] <= starts.time() < ENDS[half] or (half is Half.EVENING and starts.time() >= ENDS[half])


def _shared(half: Half, starts: datetime, ends: datetime) -> timedelta:
    first = datetime.combine(starts.date(), BEGINS[half], starts.tzinfo)
    last = datetime.combine(starts.date(), ENDS[half], starts.tzinfo)
    return max(min(ends, last) - max(starts, first), timedelta())
