"""The table beside this file: which role opens which endpoint, and for whose rows. `test_walls` asks the program."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("table.txt")
COLUMNS = {
    "platform administrator": "plat",
    "head": "head",
    "course administrator": "admin",
    "cohort administrator": "coadm",
    "class teacher": "class",
    "trainer": "train",
    "mentor": "ment",
    "partner": "part",
    "trainee": "learn",
    "withdrawn trainee": "left",
    "former head": "formr",
    "administrator from tomorrow": "soon",
    "nobody": "nobod",
}
# One's own, another trainee's of the same cohort, another cohort's of the same program, another program's.
ROWS = ("own", "class", "sister", "foreign")

# Whoever scans a code is told in one sentence why it does not let them in; the pages name nobody.
TELLS_STRANGERS_WHY = {
    "attendance.checked_in",
    "attendance.confirm_check_in",
    "attendance.save_check_in",
    "attendance.scanned",
}


def opened(role: str, rows: str = "own") -> set[str]:
    """Endpoints that the role opens for these rows; of those about no row, all that it opens."""
    return {endpoint for endpoint, cells in _cells().items() if {"y", rows[0]} & set(cells[role])}


def endpoints() -> set[str]:
    return set(_cells())


def about_rows() -> set[str]:
    """Endpoints whose rule is asked about a row, of which one may open and another stay closed."""
    return {endpoint for endpoint, cells in _cells().items() if "y" not in cells.values()}


def written(cells: dict[str, list[str]]) -> str:
    """The table as text, from the cell of each role in turn; its legend is above it."""
    legend = [f"{short:<5} {role}" for role, short in COLUMNS.items()]
    lines = [_line("", COLUMNS.values()), *(_line(endpoint, found) for endpoint, found in cells.items())]
    return "\n".join([*legend, "", *lines]) + "\n"


def _line(endpoint: str, cells: Iterable[str]) -> str:
    return f"{endpoint:<34} {' '.join(f'{cell:<5}' for cell in cells)}".rstrip()


@cache
def _cells() -> dict[str, dict[str, str]]:
    _legend, body = TABLE.read_text().split("\n\n")
    return {
        endpoint: dict(zip(COLUMNS, cells, strict=True)) for endpoint, *cells in map(str.split, body.splitlines()[1:])
    }
