from datetime import date, time
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.attendance.planning import Block, ClockRule, Proposal, Topic, propose
from cgtraining.programs.models import SessionKind

MONDAY = date(2026, 3, 9)
MORNING, AFTERNOON = Block(time(9), time(12)), Block(time(14), time(17))
RULE = ClockRule(minutes_per_hour=45, smallest_step=Decimal("0.5"))
WEEKEND = frozenset({5, 6})


def topic(number: int, hours: str) -> Topic:
    return Topic(number, f"单元{number}", None, SessionKind.CLASSROOM, Decimal(hours))


def plan(*topics: Topic, weekdays: frozenset[int] = WEEKEND, blocks=(AFTERNOON, MORNING)) -> list[Proposal]:
    return propose(topics=topics, first_day=MONDAY, weekdays=weekdays, blocks=blocks, rule=RULE)


def test_units_fill_the_blocks_of_the_teaching_days_in_order() -> None:
    proposals = plan(topic(1, "4"), topic(2, "4"), topic(3, "4"))
    assert [(p.topic.unit_id, p.day, p.starts) for p in proposals] == [
        (1, date(2026, 3, 14), time(9)),
        (2, date(2026, 3, 14), time(14)),
        (3, date(2026, 3, 15), time(9)),
    ]


def test_a_unit_longer_than_a_block_goes_on_in_the_next() -> None:
    proposals = plan(topic(1, "6"))
    assert [(p.part, p.parts, p.class_hours, p.ends) for p in proposals] == [
        (1, 2, Decimal(4), time(12)),
        (2, 2, Decimal(2), time(15, 30)),
    ]


def test_without_weekdays_or_blocks_nothing_is_proposed() -> None:
    assert plan(topic(1, "4"), weekdays=frozenset()) == []
    assert plan(topic(1, "4"), blocks=[Block(time(9), time(9, 10))]) == []


@given(
    st.lists(st.integers(1, 40).map(lambda halves: str(Decimal(halves) / 2)), max_size=8),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from([(MORNING,), (MORNING, AFTERNOON), (AFTERNOON, Block(time(19), time(20, 30)))]),
)
def test_every_class_hour_is_planned_once_and_no_two_sessions_overlap(hours, weekdays, blocks) -> None:
    topics = [topic(number, value) for number, value in enumerate(hours)]
    proposals = plan(*topics, weekdays=weekdays, blocks=blocks)
    for one in topics:
        assert sum(p.class_hours for p in proposals if p.topic == one) == one.class_hours
    times = [(p.day, p.starts, p.ends) for p in proposals]
    assert all(day.weekday() in weekdays and starts < ends for day, starts, ends in times)
    assert all((d1, e1) <= (d2, s2) for (d1, _s, e1), (d2, s2, _e) in pairwise(times))
