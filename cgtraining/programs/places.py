"""The order of rows that people arrange themselves."""

from typing import Protocol, TypeVar


class Placed(Protocol):
    place: int


Row = TypeVar("Row", bound=Placed)


def moved(rows: list[Row], row: Row, *, up: bool) -> None:
    """Exchange `row` with its neighbour, in `rows` and in their places; at the end of the list nothing moves."""
    at = rows.index(row)
    to = at - 1 if up else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
    for number, each in enumerate(rows, 1):
        each.place = number
