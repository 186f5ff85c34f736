"""The lines of a statement add up to what the ledger says is earned."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.attendance.hours import MarkFacts, Membership, SessionFacts, ledger_of, timetable_of
from cgtraining.attendance.models import AttendanceStatus
from cgtraining.attendance.statements import counted_sessions
from cgtraining.programs.models import Curriculum

START = date(2026, 3, 2)
RULE = Curriculum(smallest_step=Decimal("0.5"), most_per_day=Decimal(8))
PRESENT = MarkFacts(AttendanceStatus.PRESENT)
MARKS = st.builds(MarkFacts, st.sampled_from(AttendanceStatus), st.integers(0, 200))
SESSIONS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["0.5", "3", "4", "6.5"])), max_size=12)


def session(number: int, day: int, hours: str) -> SessionFacts:
    return SessionFacts(number, START + timedelta(days=day), 180, Decimal(hours), is_over=True)


@given(SESSIONS, st.lists(st.none() | MARKS, min_size=12, max_size=12))
def test_lines_add_up_to_the_hours_earned(planned: list[tuple[int, str]], given_marks: list[MarkFacts | None]) -> None:
    timetable = timetable_of([session(n, day, hours) for n, (day, hours) in enumerate(planned)], RULE)
    marks = {number: mark for number, mark in enumerate(given_marks) if mark}
    lines = list(counted_sessions(timetable, marks, START + timedelta(days=9)))
    assert sum((hours for _id, hours in lines), Decimal(0)) == ledger_of(timetable, marks, Membership(START)).earned


def test_sessions_after_the_day_and_those_missed_are_not_listed() -> None:
    timetable = timetable_of([session(1, 0, "4"), session(2, 1, "4"), session(3, 2, "4"), session(4, 3, "4")], RULE)
    missed_whole = MarkFacts(AttendanceStatus.LATE, 180)
    marks = {1: PRESENT, 2: MarkFacts(AttendanceStatus.SICK_LEAVE), 3: missed_whole, 4: PRESENT}
    assert list(counted_sessions(timetable, marks, START + timedelta(days=2))) == [(1, 4)]


def test_what_is_over_the_limit_of_a_day_counts_for_what_is_left() -> None:
    timetable = timetable_of([session(1, 0, "6"), session(2, 0, "4"), session(3, 0, "4")], RULE)
    lines = list(counted_sessions(timetable, dict.fromkeys((1, 2, 3), PRESENT), START))
    assert lines == [(1, 6), (2, 2), (3, 0)]
