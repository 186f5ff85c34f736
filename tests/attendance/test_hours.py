from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.attendance.hours import (
    HoursLedger,
    MarkFacts,
    Membership,
    SessionFacts,
    Timetable,
    ledger_of,
    timetable_of,
)
from cgtraining.attendance.models import AttendanceStatus
from cgtraining.programs.attendance_rule import AS_EVER, AttendanceRule
from cgtraining.programs.models import Curriculum

START = date(2026, 3, 2)
FROM_THE_START = Membership(joined_on=START)


def rule(step: str = "0.5", most: str = "8") -> Curriculum:
    return Curriculum(smallest_step=Decimal(step), most_per_day=Decimal(most))


def session(number: int, day: int = 0, hours: str = "4", minutes: int = 180, over: bool = True) -> SessionFacts:
    return SessionFacts(number, START + timedelta(days=day), minutes, Decimal(hours), over)


def count(
    *marks: AttendanceStatus | MarkFacts | None,
    membership: Membership = FROM_THE_START,
    attendance: AttendanceRule = AS_EVER,
) -> HoursLedger:
    """One session of four hours a day, with the marks given in turn."""
    sessions = [session(number, day=number) for number in range(len(marks))]
    facts = {n: m if isinstance(m, MarkFacts) else MarkFacts(m) for n, m in enumerate(marks) if m}
    return ledger_of(timetable_of(sessions, rule(), attendance), facts, membership)


def test_present_earns_the_whole_session() -> None:
    ledger = count(AttendanceStatus.PRESENT, AttendanceStatus.MADE_UP)
    assert (ledger.earned, ledger.possible, ledger.share) == (8, 8, 1)


def test_late_earns_by_minutes_rounded_down_to_the_smallest_step() -> None:
    assert count(MarkFacts(AttendanceStatus.LATE, 10)).earned == Decimal("3.5")


def test_leave_earns_nothing_and_by_default_only_official_leave_leaves_the_denominator() -> None:
    ledger = count(AttendanceStatus.SICK_LEAVE, AttendanceStatus.PERSONAL_LEAVE, AttendanceStatus.OFFICIAL_LEAVE, None)
    assert (ledger.planned, ledger.possible, ledger.earned) == (16, 12, 0)
    assert (ledger.on_leave, ledger.excused) == (8, 4)


def test_each_kind_of_leave_counts_as_the_program_says() -> None:
    says = AttendanceRule(personal_leave_counts=False, sick_leave_counts=True, official_leave_counts=True)
    leave = (AttendanceStatus.PERSONAL_LEAVE, AttendanceStatus.SICK_LEAVE, AttendanceStatus.OFFICIAL_LEAVE)
    ledger = count(*leave, AttendanceStatus.PRESENT, attendance=says)
    assert (ledger.possible, ledger.on_leave, ledger.excused, ledger.earned) == (12, 8, 4, 4)


def test_whoever_misses_more_minutes_than_the_program_allows_counts_as_absent() -> None:
    says = AttendanceRule(late_absent_after=30, early_absent_after=60)
    late, early = AttendanceStatus.LATE, AttendanceStatus.LEFT_EARLY
    just = count(MarkFacts(late, 30), MarkFacts(early, 60), attendance=says)
    more = count(MarkFacts(late, 31), MarkFacts(early, 61), attendance=says)
    assert (just.absences, just.earned) == (0, Decimal("5.5"))
    assert (more.absences, more.earned, more.reachable, more.possible) == (2, 0, 0, 8)


def test_coming_far_too_late_before_joining_does_not_count_either() -> None:
    joins_later = Membership(joined_on=START + timedelta(days=1))
    says = AttendanceRule(late_absent_after=30)
    ledger = count(MarkFacts(AttendanceStatus.LATE, 31), None, membership=joins_later, attendance=says)
    assert (ledger.possible, ledger.absences) == (4, 0)


def test_absences_are_counted_one_by_one() -> None:
    ledger = count(AttendanceStatus.ABSENT, AttendanceStatus.ABSENT, AttendanceStatus.PRESENT)
    assert (ledger.absences, ledger.earned, ledger.reachable) == (2, 4, 4)


def test_unmarked_is_not_absent_it_is_reported_and_may_still_be_earned() -> None:
    ledger = count(None, AttendanceStatus.PRESENT)
    assert (ledger.absences, ledger.unmarked, ledger.unmarked_sessions) == (0, 4, 1)
    assert (ledger.earned, ledger.reachable, ledger.held) == (4, 8, 8)


def test_a_session_to_come_is_possible_and_reachable_but_not_held() -> None:
    timetable = timetable_of([session(1), session(2, day=1, over=False)], rule())
    ledger = ledger_of(timetable, {1: MarkFacts(AttendanceStatus.PRESENT)}, FROM_THE_START)
    assert (ledger.held, ledger.possible, ledger.reachable, ledger.unmarked) == (4, 8, 8, 0)
    assert (ledger.share_so_far, ledger.share) == (1, Decimal("0.5"))


def test_no_more_than_the_most_per_day_counts_on_one_day() -> None:
    timetable = timetable_of([session(1), session(2), session(3)], rule(most="8"))
    ledger = ledger_of(timetable, {n: MarkFacts(AttendanceStatus.PRESENT) for n in (1, 2, 3)}, FROM_THE_START)
    assert (ledger.planned, ledger.possible, ledger.earned) == (8, 8, 8)


def test_sessions_before_joining_and_after_leaving_are_not_possible() -> None:
    membership = Membership(joined_on=START + timedelta(days=1), left_on=START + timedelta(days=2))
    ledger = count(AttendanceStatus.ABSENT, AttendanceStatus.PRESENT, None, membership=membership)
    assert (ledger.planned, ledger.possible, ledger.earned, ledger.absences, ledger.unmarked) == (12, 4, 4, 0, 0)


def test_a_session_before_joining_that_was_made_up_counts_on_both_sides() -> None:
    ledger = count(AttendanceStatus.MADE_UP, None, membership=Membership(joined_on=START + timedelta(days=1)))
    assert (ledger.possible, ledger.earned) == (8, 4)


def test_nothing_possible_has_no_share() -> None:
    assert (count().share, count().share_so_far) == (None, None)


steps = st.sampled_from(["0", "0.1", "0.25", "0.5", "1"])
hours = st.integers(0, 48).map(lambda quarters: Decimal(quarters) / 4)
marks = st.builds(MarkFacts, st.sampled_from(AttendanceStatus), st.integers(0, 400))
days = st.integers(0, 5)
sessions = st.lists(st.tuples(days, hours, st.integers(0, 400), st.booleans(), st.none() | marks), max_size=12)
rules = st.builds(rule, steps, st.sampled_from(["4", "6", "8", "12"]))
limits = st.none() | st.integers(0, 200)
attendance_rules = st.builds(
    AttendanceRule,
    late_absent_after=limits,
    early_absent_after=limits,
    personal_leave_counts=st.booleans(),
    sick_leave_counts=st.booleans(),
    official_leave_counts=st.booleans(),
)
says = st.tuples(rules, attendance_rules)
memberships = st.builds(
    lambda join, stay: Membership(START + timedelta(join), None if stay is None else START + timedelta(join + stay)),
    days,
    st.none() | days,
)


def _facts(
    rows: list[tuple[int, Decimal, int, bool, MarkFacts | None]],
) -> tuple[list[SessionFacts], dict[int, MarkFacts]]:
    facts = [
        SessionFacts(number, START + timedelta(days=day), minutes, counted, over)
        for number, (day, counted, minutes, over, _mark) in enumerate(rows)
    ]
    return facts, {number: row[4] for number, row in enumerate(rows) if row[4]}


@given(sessions, says, memberships)
def test_columns_keep_their_order(rows, rule, membership) -> None:
    facts, given_marks = _facts(rows)
    ledger = ledger_of(timetable_of(facts, *rule), given_marks, membership)
    assert 0 <= ledger.earned <= ledger.held <= ledger.possible <= ledger.planned
    assert ledger.earned <= ledger.reachable <= ledger.possible
    assert ledger.unmarked <= ledger.held
    assert ledger.on_leave <= ledger.possible


@given(sessions, says, memberships, st.randoms(use_true_random=False))
def test_the_order_of_sessions_and_marks_does_not_matter(rows, rule, membership, chance) -> None:
    facts, given_marks = _facts(rows)
    before = ledger_of(timetable_of(facts, *rule), given_marks, membership)
    shuffled = dict(chance.sample(sorted(given_marks.items()), len(given_marks)))
    chance.shuffle(facts)
    assert ledger_of(timetable_of(facts, *rule), shuffled, membership) == before


@given(sessions.filter(bool), says, memberships, st.data())
def test_attending_never_costs_hours_and_missing_never_gains_any(rows, rule, membership, data) -> None:
    facts, given_marks = _facts(rows)
    timetable = timetable_of(facts, *rule)
    chosen = data.draw(st.sampled_from(range(len(rows))))
    present = _earned(timetable, given_marks | {chosen: MarkFacts(AttendanceStatus.PRESENT)}, membership)
    absent = _earned(timetable, given_marks | {chosen: MarkFacts(AttendanceStatus.ABSENT)}, membership)
    assert absent <= _earned(timetable, given_marks, membership) <= present


@given(sessions, says, memberships)
def test_what_is_reachable_is_earned_by_attending_every_session_without_a_mark(rows, rule, membership) -> None:
    facts, given_marks = _facts(rows)
    timetable = timetable_of(facts, *rule)
    attended = {f.id: MarkFacts(AttendanceStatus.PRESENT) for f in facts if membership.includes(f.day)} | given_marks
    assert _earned(timetable, attended, membership) == ledger_of(timetable, given_marks, membership).reachable


def _earned(timetable: Timetable, given_marks: dict[int, MarkFacts], membership: Membership) -> Decimal:
    return ledger_of(timetable, given_marks, membership).earned
