from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.class_papers.models import SeatOrder
from cgtraining.class_papers.operations.seating import arrange, swap
from cgtraining.class_papers.people import Classmate, classmates_of
from cgtraining.class_papers.queries import plan_of
from cgtraining.class_papers.room import seating_of
from cgtraining.class_papers.seating import Hall, arranged, kept_up, smallest_hall, swapped
from cgtraining.class_papers.sheets.seating import seating_plan
from cgtraining.errors import RuleBroken
from cgtraining.language.text import BilingualText
from tests import factories
from tests.class_papers.reading import cells_of, text_of
from tests.class_papers.sample import a_class

NONE = BilingualText()
SOMEONE = Classmate(1, "王芳", None, None, NONE, NONE, NONE, NONE, 0, None, None, None)  # type: ignore[arg-type]
HALLS = st.builds(Hall, st.integers(1, 9), st.integers(1, 9))


def people(*groups: int) -> list[Classmate]:
    return [
        replace(SOMEONE, enrolment_id=number, group=BilingualText(f"第{group}组"), group_place=group)
        for number, group in enumerate(groups, start=1)
    ]


@given(st.lists(st.integers(1, 4), max_size=40), HALLS, st.sampled_from(SeatOrder))
def test_nobody_shares_a_seat_and_all_seats_are_in_the_room(groups, hall, order):
    seats = arranged(people(*groups), hall, order)
    assert len(seats) == len(set(seats.values())) == min(len(groups), hall.places)
    assert set(seats.values()) <= set(range(hall.places))


@given(st.lists(st.integers(1, 4), min_size=1, max_size=40), HALLS)
def test_groups_sit_together(groups, hall):
    class_ = people(*groups)
    seats = arranged(class_, hall, SeatOrder.GROUP)
    by_id = {str(one.enrolment_id): one.group_place for one in class_}
    in_order = [by_id[key] for key in sorted(seats, key=seats.__getitem__)]
    assert in_order == sorted(in_order)


@given(st.sets(st.integers(1, 30)), st.sets(st.integers(1, 30)), HALLS)
def test_who_stays_keeps_the_seat_and_who_comes_takes_a_free_one(before, after, hall):
    def some(ids):
        return [replace(SOMEONE, enrolment_id=one) for one in sorted(ids)]

    seats = arranged(some(before), hall, SeatOrder.PINYIN)
    kept = kept_up(some(after), hall, seats)
    assert all(kept[key] == seats[key] for key in seats if int(key) in after)
    assert len(kept) == len(set(kept.values())) == min(len(after), hall.places)


@given(st.integers(0, 300))
def test_the_proposed_room_holds_everybody(count):
    assert smallest_hall(count).places >= count


def test_an_exchange_with_an_empty_seat_moves_one():
    assert swapped({"7": 0, "8": 1}, 0, 5) == {"7": 5, "8": 1}
    assert swapped({"7": 0, "8": 1}, 0, 1) == {"7": 1, "8": 0}


def test_a_room_is_arranged_swapped_and_printed(app):
    cohort, actor = a_class(3), factories.person()
    with pytest.raises(RuleBroken, match="坐不下"):
        arrange(cohort=cohort, hall=Hall(1, 2), order=SeatOrder.PINYIN, actor=actor)
    arrange(cohort=cohort, hall=Hall(2, 2, (1,)), order=SeatOrder.PINYIN, actor=actor)
    swap(cohort=cohort, one=1, other=4, actor=actor)
    with pytest.raises(RuleBroken):
        swap(cohort=cohort, one=1, other=5, actor=actor)
    assert plan_of(cohort) is not None
    _hall, seats = seating_of(cohort, classmates_of(cohort))
    assert sorted(seats.values()) == [1, 2, 3]
    (rows,) = cells_of(seating_plan(cohort, "zh")).values()
    assert [row[1:] for row in rows[1:]] == [(None, "欧阳文"), ("王芳", "阿依古丽·买买提")]
    assert "Teacher's desk" in text_of(seating_plan(cohort, "en"))
