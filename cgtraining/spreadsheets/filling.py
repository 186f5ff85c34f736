"""Cells of a workbook as openpyxl writes them: typed, formatted, and never a formula."""

from collections.abc import Iterable
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cgtraining.spreadsheets.writing import (
    FORMULA_STARTS,
    Column,
    ColumnKind,
    SheetToWrite,
    Value,
    as_text,
    fitting_width,
)

NUMBER_FORMATS: dict[ColumnKind, str] = {
    "text": "@",
    "number": "General",
    "date": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "percent": "0.0%",
}
LONGEST_CELL = 32_767
HEADER_FONT = Font(bold=True)
HEADER_FILL = PatternFill("solid", fgColor="E7F0EB")
HEADER_ALIGNMENT = Alignment(vertical="center", wrap_text=True)


def filled(sheets: Iterable[tuple[str, SheetToWrite]]) -> Workbook:
    workbook = Workbook(write_only=True)
    for name, sheet in sheets:
        fill(workbook.create_sheet(name), sheet)
    return workbook


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
