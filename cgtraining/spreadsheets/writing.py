"""Writes workbooks and CSV that open in Excel and WPS with Chinese intact and with no cell that runs as a formula."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Value = str | int | float | Decimal | date | datetime | bool | None
ColumnKind = Literal["text", "number", "date", "moment", "percent"]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HARMLESS_NUMBER = re.compile(r"[+-]?\d[\d ()./,-]*%?")
FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\\/*?:\[\]]")
LONGEST_SHEET_NAME = 31
NARROWEST, WIDEST = 6, 48


@dataclass(frozen=True)
class Column:
    """`kind` decides the cell format; phones, serials and other ids are text, so that no digit is lost."""

    title: str
    kind: ColumnKind = "text"
    width: int | None = None


@dataclass(frozen=True)
class SheetToWrite:
    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


def write_workbook(sheets: Iterable[SheetToWrite]) -> bytes:
    from cgtraining.spreadsheets.filling import filled  # loads openpyxl, 11 MB that only an export needs

    out = io.BytesIO()
    filled(unique_names(sheets)).save(out)
    return out.getvalue()


def write_csv(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 with a byte order mark, without which Excel shows Chinese as nonsense."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(str(column.title)) for column in columns])
    writer.writerows([harmless(as_text(value)) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def harmless(text: str) -> str:
    """The same text, with an apostrophe before anything that a spreadsheet would run; numbers and +86… stay."""
    if text.startswith(FORMULA_STARTS) and not HARMLESS_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def as_text(value: Value) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def unique_names(sheets: Iterable[SheetToWrite]) -> Iterator[tuple[str, SheetToWrite]]:
    taken: set[str] = set()
    for sheet in sheets:
        plain = FORBIDDEN_IN_SHEET_NAMES.sub(" ", sheet.name).strip(" '")[:LONGEST_SHEET_NAME] or "Sheet"
        name, number = plain, 2
        while name.casefold() in taken:
            name, number = f"{plain[: LONGEST_SHEET_NAME - 4]} ({number})", number + 1
        taken.add(name.casefold())
        yield name, sheet


def fitting_width(sheet: SheetToWrite, index: int) -> float:
    texts = [str(sheet.columns[index].title), *(as_text(row[index]) for row in sheet.rows[:200])]
    return min(max(NARROWEST, *(shown_width(text) for text in texts)) + 2, WIDEST)


def shown_width(text: str) -> int:
    """In digits of the default face; a Han character takes two."""
    return max((sum(2 if is_wide(character) else 1 for character in line) for line in text.split("\n")), default=0)


def is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
