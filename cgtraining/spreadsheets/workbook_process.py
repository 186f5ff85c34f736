"""Reads one workbook in a process of its own: one that is made to exhaust memory ends this process, nothing more.

A single cell at XFD1048576 makes the reading library reserve 512 GiB, which ends the process that asks for it.
Run by path, so that it starts in 40 ms without the rest of the program. Input: the file. Output: JSON.
"""

import io
import json
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import python_calamine

MEMORY_LIMIT = 1 << 30
EXACT_DIGITS = 15


def shown_number(value: float) -> str:
    """The number as a spreadsheet shows it in a wide cell: 17486597166.0 is 17486597166, 0.1 + 0.2 is 0.3."""
    return f"{Decimal(f'{value:.{EXACT_DIGITS}g}'):f}"


def shown_moment(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="minutes" if value.second == 0 else "seconds")


def shown_duration(value: timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"


def shown(value: object) -> str:
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int():
            return shown_number(float(value)) if isinstance(value, float) else str(value)
        case datetime():
            return shown_moment(value)
        case date() | time():
            return value.isoformat()
        case timedelta():
            return shown_duration(value)
        case _:
            return str(value)


def without_empty_end(rows: list[list[str]]) -> list[list[str]]:
    """Formatting without content reaches far in real files; only what holds text counts."""
    width = max((index + 1 for row in rows for index, text in enumerate(row) if text.strip()), default=0)
    height = max((index + 1 for index, row in enumerate(rows) if any(text.strip() for text in row)), default=0)
    return [row[:width] for row in rows[:height]]


def sheet_content(workbook: python_calamine.CalamineWorkbook, index: int, most_rows: int) -> dict[str, Any]:
    sheet = workbook.get_sheet_by_index(index)
    rows = sheet.to_python(skip_empty_area=False, nrows=most_rows)
    return {
        "name": sheet.name,
        "rows": without_empty_end([[shown(value) for value in row] for row in rows]),
        "merged": sheet.merged_cell_ranges or [],
    }


def workbook_content(data: bytes, most_rows: int) -> dict[str, Any]:
    """`{"sheets": [...]}` with the visible worksheets, or `{"problem": "password" | "unreadable"}`."""
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        wanted = [
            index
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.visible == python_calamine.SheetVisibleEnum.Visible
            and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        return {"sheets": [sheet_content(workbook, index, most_rows) for index in wanted]}
    except python_calamine.PasswordError:
        return {"problem": "password"}
    except Exception:
        return {"problem": "unreadable"}


def limit_memory() -> None:
    try:
        import resource  # not on every system; there the process alone is the protection
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    limit_memory()
    content = workbook_content(sys.stdin.buffer.read(), most_rows=int(sys.argv[1]))
    sys.stdout.buffer.write(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
