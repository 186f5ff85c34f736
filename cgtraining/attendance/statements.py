"""For how many class hours each session of one trainee counts, so that the lines of a statement add up to its total."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cgtraining.attendance.hours import MarkFacts, Timetable, earned_by
from cgtraining.attendance.rates import EARNS
from cgtraining.language.text import BilingualText
from cgtraining.programs.models import SessionKind


@dataclass(frozen=True)
class StatedSession:
    """One line: the day, what was taught and how, and the class hours counted."""

    day: date
    title: BilingualText
    kind: SessionKind
    hours: Decimal


def counted_sessions(
    timetable: Timetable, marks: Mapping[int, MarkFacts], until: date
) -> Iterator[tuple[int, Decimal]]:
    """The id of each session up to `until` in which the trainee took part, with its class hours.

    Where the limit of a day is reached, the sessions that follow on it count for what is left. The sum is what
    `hours.ledger_of` calls earned.
    """
    for day in timetable.days:
        left = timetable.rule.most_per_day
        for session in day:
            mark = marks.get(session.id)
            if mark is None or mark.status not in EARNS or session.day > until:
                continue
            earned = earned_by(mark, session, timetable)
            hours = min(earned, left)
            left -= hours
            if earned:
                yield session.id, hours
