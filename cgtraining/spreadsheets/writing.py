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

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | Decimal | date | datetime | bool | None
ColumnKind = Literal["text", "number", "date", "moment", "percent"]

NUMBER_FORMATS: dict[ColumnKind, str] = {
    "text": "@",
    "number": "General",
    "date": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "percent": "0.0%",
}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HARMLESS_NUMBER = re.compile(r"[+-]?\d[\d ()./,-]*%?")
FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\\/*?:\[\]]")
LONGEST_SHEET_NAME = 31
LONGEST_CELL = 32_767
NARROWEST, WIDEST = 6, 48
HEADER_FONT = Font(bold=True)
HEADER_FILL = PatternFill("solid", fgColor="E7F0EB")
HEADER_ALIGNMENT = Alignment(vertical="center", wrap_text=True)


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
    workbook = Workbook(write_only=True)
    for name, sheet in unique_names(sheets):
        fill(workbook.create_sheet(name), sheet)
    out = io.BytesIO()
    workbook.save(out)
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


def fill(worksheet: Worksheet, sheet: SheetToWrite) -> None:
    worksheet.freeze_panes = "A2"
    for index, column in enumerate(sheet.columns):
        letter = get_column_letter(index + 1)
        worksheet.column_dimensions[letter].width = column.width or fitting_width(sheet, index)
    worksheet.append([header_cell(worksheet, column) for column in sheet.columns])
    for row in sheet.rows:
        worksheet.append(
            [body_cell(worksheet, column, value) for column, value in zip(sheet.columns, row, strict=True)]
        )


def header_cell(worksheet: Worksheet, column: Column) -> Cell:
    cell = text_cell(worksheet, str(column.title))
    cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, HEADER_ALIGNMENT
    return cell


def body_cell(worksheet: Worksheet, column: Column, value: Value) -> Cell:
    if value is None or isinstance(value, str) or column.kind == "text":
        return text_cell(worksheet, as_text(value))
    cell = WriteOnlyCell(worksheet)
    cell.value = value.replace(tzinfo=None) if isinstance(value, datetime) else value
    cell.number_format = NUMBER_FORMATS[column.kind]
    return cell


def text_cell(worksheet: Worksheet, text: str) -> Cell:
    """Typed as text, which no spreadsheet evaluates, whatever it begins with."""
    cell = WriteOnlyCell(worksheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL])
    cell.data_type = "s"
    cell.number_format = NUMBER_FORMATS["text"]
    cell.quotePrefix = text.startswith(FORMULA_STARTS)
    return cell


def fitting_width(sheet: SheetToWrite, index: int) -> float:
    texts = [str(sheet.columns[index].title), *(as_text(row[index]) for row in sheet.rows[:200])]
    return min(max(NARROWEST, *(shown_width(text) for text in texts)) + 2, WIDEST)


def shown_width(text: str) -> int:
    """In digits of the default face; a Han character takes two."""
    return max((sum(2 if is_wide(character) else 1 for character in line) for line in text.split("\n")), default=0)


def is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
