"""Spreadsheets made for the tests, as offices and their tools make them."""

import io
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]


def xlsx(rows: Rows = (), *, name: str = "Sheet1", merged: Sequence[str] = (), **sheets: Rows) -> bytes:
    """A workbook with one sheet of these rows, and further sheets by their names."""
    workbook = Workbook()
    first = workbook.worksheets[0]
    first.title = name
    for row in rows:
        first.append(list(row))
    for area in merged:
        first.merge_cells(area)
    for title, more in sheets.items():
        sheet = workbook.create_sheet(title.removeprefix("hidden_"))
        sheet.sheet_state = "hidden" if title.startswith("hidden_") else "visible"
        for row in more:
            sheet.append(list(row))
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def archive(**contents: bytes) -> bytes:
    """A ZIP of these files; `__` in a name stands for `/` and a last `_` for the point."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in contents.items():
            folder, _, suffix = name.replace("__", "/").rpartition("_")
            made.writestr(f"{folder}.{suffix}", content)
    return out.getvalue()


def replaced(workbook: bytes, name: str, content: bytes) -> bytes:
    """The same workbook with one of its parts exchanged or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for item in source.namelist():
            if item != name:
                made.writestr(item, source.read(item))
        made.writestr(name, content)
    return out.getvalue()


def part(workbook: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as source:
        return source.read(name)


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    namespace = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{namespace}:office:1.0" xmlns:table="{namespace}:table:1.0" '
        f'xmlns:text="{namespace}:text:1.0"><office:body><office:spreadsheet><table:table table:name="名单">{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()
