"""Who sits where: seats are counted from the front, row by row, from 0."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cgtraining.class_papers.models import SeatOrder
from cgtraining.class_papers.people import Classmate, grouped

Seats = dict[str, int]


@dataclass(frozen=True)
class Hall:
    """`aisles`: after which columns, counted from 1, there is a way through."""

    rows: int
    columns: int
    aisles: tuple[int, ...] = ()

    @property
    def places(self) -> int:
        return self.rows * self.columns


def arranged(people: Sequence[Classmate], hall: Hall, order: SeatOrder) -> Seats:
    """From the front, in order of names or group by group; whoever finds no seat is left out."""
    in_order = people if order is SeatOrder.PINYIN else [one for _group, members in grouped(people) for one in members]
    return {str(one.enrolment_id): seat for seat, one in enumerate(in_order[: hall.places])}


def kept_up(people: Sequence[Classmate], hall: Hall, seats: Mapping[str, int]) -> Seats:
    """Everybody keeps the seat; who left gives it up, and who came since takes the first that is free."""
    here = [str(one.enrolment_id) for one in people]
    kept = {key: seats[key] for key in here if key in seats and seats[key] < hall.places}
    free = [seat for seat in range(hall.places) if seat not in set(kept.values())]
    waiting = [key for key in here if key not in kept]
    return kept | dict(zip(waiting, free, strict=False))


def swapped(seats: Mapping[str, int], one: int, other: int) -> Seats:
    """Whoever sits on the two seats changes them; either may be empty."""
    places = {one: other, other: one}
    return {key: places.get(seat, seat) for key, seat in seats.items()}


def smallest_hall(count: int) -> Hall:
    """A room about as wide as it is deep, with a way through in the middle."""
    columns = next((width for width in (6, 8, 10, 12, 14) if width * width * 0.8 >= count), 16)
    return Hall(max(1, -(-count // columns)), columns, (columns // 2,))
