"""Reads XLSX, XLS, ODS, CSV and TSV as offices really make them, into rows of text as a person sees it."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile
from cgtraining.spreadsheets import archives, delimited, encodings, kinds, markup
from cgtraining.spreadsheets.kinds import Kind

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 250
LONGEST_NAME = 90
TOO_FAR = _l(
    "Something stands very far away from the list in this workbook, so it could not be read. Copy the list into a new "
    "workbook and upload that."
)
SECONDS_TO_READ = 60
PROBLEMS = {"password": archives.PROTECTED, "unreadable": archives.DAMAGED}
LIKE_A_BLANK = "\uff00"  # what a naive conversion to full width makes of a blank
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
BLANKS = re.compile(r"[^\S\n]+")

MergedRange = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Sheet:
    """Rows of equal width from the first row on; `merged` holds (first row, column), (last row, column) from 0."""

    name: str
    rows: list[list[str]]
    merged: list[MergedRange] = field(default_factory=list)


def read_sheets(source: bytes | Path, filename: str) -> list[Sheet]:
    """The visible sheets that hold anything, at least one; a text file is one sheet with an empty name.

    Raises UnusableFile with a sentence for the person who uploaded it.
    """
    data = contents(source)
    kind = kinds.kind_of(data)
    sheets = text_sheets(data, filename) if kind is Kind.TEXT else workbook_sheets(data, kind)
    filled = named_apart([sheet for sheet in sheets if sheet.rows])
    if not filled:
        raise UnusableFile(_l("There is nothing in this file: no visible sheet holds any text."))
    for sheet in filled:
        check_extent(sheet)
    return filled


def named_apart(sheets: list[Sheet]) -> list[Sheet]:
    """Tables of a web page have no names, and OpenDocument allows very long ones."""
    named: dict[str, Sheet] = {}
    for number, sheet in enumerate(sheets, start=1):
        name = sheet.name[:LONGEST_NAME] or ("" if len(sheets) == 1 else str(number))
        name = f"{name} ({number})" if name in named else name
        named[name] = replace(sheet, name=name)
    return list(named.values())


def read_rows(source: bytes | Path, filename: str) -> Sheet:
    """The sheet with the most rows; the first of equals."""
    return max(read_sheets(source, filename), key=lambda sheet: len(sheet.rows))


def contents(source: bytes | Path) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise UnusableFile(
            _l("This file is larger than %(limit)d MB, which is the most for a spreadsheet.", limit=limit)
        )
    return source if isinstance(source, bytes) else source.read_bytes()


def check_extent(sheet: Sheet) -> None:
    if len(sheet.rows) > MAX_ROWS:
        raise UnusableFile(
            _l("This sheet has more than %(limit)d rows. Please divide it into several files.", limit=MAX_ROWS)
        )
    if len(sheet.rows[0]) > MAX_COLUMNS:
        raise UnusableFile(
            _l(
                "This sheet has more than %(limit)d columns. Please delete those that are not needed.",
                limit=MAX_COLUMNS,
            )
        )


def workbook_sheets(data: bytes, kind: Kind) -> list[Sheet]:
    if kind is not Kind.XLS:
        archives.check_archive(data)
    return [
        tidy_sheet(sheet["name"], sheet["rows"], [(tuple(start), tuple(end)) for start, end in sheet["merged"]])
        for sheet in workbook_content(data)
    ]


def workbook_content(data: bytes) -> list[dict[str, Any]]:
    script = Path(__file__).with_name("workbook_process.py")
    command = [sys.executable, "-P", str(script), str(MAX_ROWS + 1)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS_TO_READ, check=True)
    except subprocess.TimeoutExpired as error:
        raise UnusableFile(_l("Reading this file takes far too long, so it was given up.")) from error
    except subprocess.CalledProcessError as error:
        raise UnusableFile(TOO_FAR) from error
    content: dict[str, Any] = json.loads(done.stdout)
    if problem := content.get("problem"):
        raise UnusableFile(PROBLEMS[problem])
    sheets: list[dict[str, Any]] = content["sheets"]
    return sheets


def text_sheets(data: bytes, filename: str) -> list[Sheet]:
    text = encodings.decoded(data)
    if text is None:
        raise UnusableFile(kinds.NOT_A_SPREADSHEET)
    if markup.is_markup(text):
        return markup_sheets(text)
    if not kinds.may_be_text(filename, text):
        raise UnusableFile(kinds.NOT_A_SPREADSHEET)
    rows = delimited.parse(text, most_rows=MAX_ROWS + 1)
    return [tidy_sheet("", [[without_formula(cell) for cell in row] for row in rows], [])]


def markup_sheets(text: str) -> list[Sheet]:
    tables = markup.tables_in(text)
    if not tables:
        raise UnusableFile(kinds.A_WEB_PAGE)
    return [tidy_sheet(table.name, table.rows, table.spans) for table in tables]


def without_formula(text: str) -> str:
    """="13812345678" is how some systems keep Excel from making a number of it."""
    return text[2:-1] if text.startswith('="') and text.endswith('"') else text


def tidy_sheet(name: str, rows: list[list[str]], merged: list[MergedRange]) -> Sheet:
    tidied = [[tidy_cell(text) for text in row] for row in rows]
    width = max((index + 1 for row in tidied for index, text in enumerate(row) if text), default=0)
    while tidied and not any(tidied[-1]):
        tidied.pop()
    return Sheet(name, [(row + [""] * width)[:width] for row in tidied], merged)


def tidy_cell(text: str) -> str:
    """Visible text without invisible characters and outer blanks; inner line breaks and full-width forms stay."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    plain = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace(LIKE_A_BLANK, " "))
    return "\n".join(BLANKS.sub(" ", line).strip() for line in plain.split("\n")).strip()
