"""Rows of a form that grow, shrink and change places, with a script or without one.

A button of the form says what it does to which list: `options add`, `options remove 2`, `gaps-0-options up 1`. The page
is shown again with the changed rows and everything else as it was typed.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Row = dict[str, Any]
LETTERS = [chr(one) for one in range(ord("a"), ord("z") + 1)]
MOST_ROWS = 60


def fresh_key(used: Iterable[str | None]) -> str:
    taken = set(used)
    letter = next((one for one in LETTERS if one not in taken), None)
    return letter or next(f"z{number}" for number in range(len(taken) + 1) if f"z{number}" not in taken)


def with_keys(rows: Sequence[Row]) -> list[Row]:
    """Every row has a key of its own; those that have one keep it."""
    made: list[Row] = []
    for row in rows:
        used = {one["key"] for one in made} | {one.get("key") for one in rows if one is not row}
        key = row.get("key")
        made.append(row if key and key not in {one["key"] for one in made} else {**row, "key": fresh_key(used)})
    return made


def changed_rows(data: Row, command: str) -> Row:
    """What no list or row of the form answers to changes nothing."""
    path, _, rest = command.partition(" ")
    verb, _, place = rest.partition(" ")
    rows = _rows_at(data, path.split("-"))
    change = VERBS.get(verb)
    if rows is not None and change is not None and (place.isdecimal() or not place):
        change(rows, int(place or 0))
    return data


def _rows_at(data: Any, path: Sequence[str]) -> list[Row] | None:
    found = data
    for step in path:
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found if isinstance(found, list) else None


def _add(rows: list[Row], _place: int) -> None:
    if len(rows) < MOST_ROWS:
        rows.append({"key": fresh_key(row.get("key") for row in rows)})


def _remove(rows: list[Row], place: int) -> None:
    del rows[place : place + 1]


def _up(rows: list[Row], place: int) -> None:
    if 0 < place < len(rows):
        rows[place - 1 : place + 1] = [rows[place], rows[place - 1]]


def _down(rows: list[Row], place: int) -> None:
    _up(rows, place + 1)


VERBS: dict[str, Callable[[list[Row], int], None]] = {"add": _add, "remove": _remove, "up": _up, "down": _down}
