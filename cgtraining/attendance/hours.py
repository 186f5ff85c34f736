"""Class hours of one trainee: planned, possible, earned and still reachable, by the curriculum's rule.

Each session counts for `counted_hours` of its kind; what a mark earns of it is rounded down to the smallest step; and
no more than `most_per_day` counts on one day in the cohort's timezone, in every column alike.

Someone who joined late could not attend what came before, nor could someone who left attend what came after: such
sessions are not possible for them, and a leave or absence there does not count. Where they earned something there all
the same (a make-up, a day as a guest), the session counts on both sides. `planned` is the same for everyone, so a rule
that wants late joiners to make up can compare with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from cgtraining.attendance.models import AttendanceStatus
from cgtraining.attendance.rates import EARNS, LEAVE, counted_as, counts_in_denominator, weight_of
from cgtraining.programs.attendance_rule import AS_EVER, AttendanceRule
from cgtraining.programs.rates import HoursRule, rounded_down

NONE = Decimal(0)


@dataclass(frozen=True)
class SessionFacts:
    """A session that is not cancelled; `counted` are its class hours after the rate of its kind."""

    id: int
    day: date
    minutes: int
    counted: Decimal
    is_over: bool


@dataclass(frozen=True)
class MarkFacts:
    status: AttendanceStatus
    minutes_missed: int = 0


@dataclass(frozen=True)
class Membership:
    """`left_on` is the first day on which someone withdrawn, transferred or deferred was no longer in the cohort."""

    joined_on: date
    left_on: date | None = None

    def includes(self, day: date) -> bool:
        return self.joined_on <= day and (self.left_on is None or day < self.left_on)


@dataclass(frozen=True)
class HoursLedger:
    """Class hours of one trainee; earned <= held <= possible <= planned, and earned <= reachable <= possible.

    `held`: possible hours of the sessions that are over or marked. `reachable`: earned once every session without a
    mark is attended in full. `on_leave`: leave that counts by the program's rule; `excused`: leave that does not, and
    is out of the denominator. `absences`: sessions missed without leave, or all but missed. `unmarked`: hours of
    sessions that are over and have no mark.
    """

    planned: Decimal = NONE
    possible: Decimal = NONE
    held: Decimal = NONE
    earned: Decimal = NONE
    reachable: Decimal = NONE
    on_leave: Decimal = NONE
    excused: Decimal = NONE
    absences: int = 0
    unmarked: Decimal = NONE
    unmarked_sessions: int = 0

    @property
    def share(self) -> Decimal | None:
        """Earned of all that is possible in the whole course; None where nothing is possible."""
        return self.earned / self.possible if self.possible else None

    @property
    def share_so_far(self) -> Decimal | None:
        """Earned of what was held up to now."""
        return self.earned / self.held if self.held else None


@dataclass(frozen=True)
class Timetable:
    """The sessions of a cohort by day, with the rules that count them; made once for all its trainees."""

    days: tuple[tuple[SessionFacts, ...], ...]
    rule: HoursRule
    planned: Decimal
    attendance_rule: AttendanceRule


def timetable_of(
    sessions: Iterable[SessionFacts], rule: HoursRule, attendance_rule: AttendanceRule = AS_EVER
) -> Timetable:
    ordered = sorted(sessions, key=lambda session: (session.day, session.id))
    days = tuple(tuple(group) for _day, group in groupby(ordered, key=lambda session: session.day))
    planned = sum((min(sum((s.counted for s in day), NONE), rule.most_per_day) for day in days), NONE)
    return Timetable(days=days, rule=rule, planned=planned, attendance_rule=attendance_rule)


def ledger_of(timetable: Timetable, marks: Mapping[int, MarkFacts], membership: Membership) -> HoursLedger:
    """Count for one trainee; `marks` by session id, and a session that is missing there has no mark."""
    count = _Count(timetable)
    for day in timetable.days:
        for session in day:
            count.add(session, marks.get(session.id), inside=membership.includes(session.day))
        count.close_day()
    return count.ledger(timetable.planned)


_COLUMNS = ("possible", "held", "earned", "reachable", "on_leave", "excused", "unmarked")


class _Count:
    """Adds up one trainee's sessions day by day, since the limit per day is over the sum of each day."""

    def __init__(self, timetable: Timetable) -> None:
        self.timetable = timetable
        self.day = dict.fromkeys(_COLUMNS, NONE)
        self.total = dict.fromkeys(_COLUMNS, NONE)
        self.absences = 0
        self.unmarked_sessions = 0

    def add(self, session: SessionFacts, mark: MarkFacts | None, *, inside: bool) -> None:
        if not inside and (mark is None or status_of(mark, self.timetable) not in EARNS):
            return
        if mark is None:
            self._add_unmarked(session)
        elif counts_in_denominator(mark.status, self.timetable.attendance_rule):
            self._add_marked(session, mark)
        else:
            self.day["excused"] += session.counted

    def _add_unmarked(self, session: SessionFacts) -> None:
        self.day["possible"] += session.counted
        self.day["reachable"] += session.counted
        if session.is_over:
            self.day["held"] += session.counted
            self.day["unmarked"] += session.counted
            self.unmarked_sessions += 1

    def _add_marked(self, session: SessionFacts, mark: MarkFacts) -> None:
        earned = earned_by(mark, session, self.timetable)
        self.day["possible"] += session.counted
        self.day["held"] += session.counted
        self.day["earned"] += earned
        self.day["reachable"] += earned
        if mark.status in LEAVE:
            self.day["on_leave"] += session.counted
        self.absences += status_of(mark, self.timetable) is AttendanceStatus.ABSENT

    def close_day(self) -> None:
        for column, hours in self.day.items():
            if hours:
                self.total[column] += min(hours, self.timetable.rule.most_per_day)
        self.day = dict.fromkeys(_COLUMNS, NONE)

    def ledger(self, planned: Decimal) -> HoursLedger:
        return HoursLedger(
            planned=planned, absences=self.absences, unmarked_sessions=self.unmarked_sessions, **self.total
        )


def earned_by(mark: MarkFacts, session: SessionFacts, timetable: Timetable) -> Decimal:
    """Class hours that one mark earns, before the limit per day."""
    weight = weight_of(status_of(mark, timetable), mark.minutes_missed, session.minutes)
    if weight in (0, 1):
        return session.counted * weight
    return rounded_down(session.counted * weight, timetable.rule.smallest_step)


def status_of(mark: MarkFacts, timetable: Timetable) -> AttendanceStatus:
    """What the mark counts as by the program's rule."""
    return counted_as(mark.status, mark.minutes_missed, timetable.attendance_rule)
