"""Tables in HTML or in the XML of Excel 2003, under the name of a workbook: what many web systems export.

Read with the tolerance of a browser: cells and rows need not be closed. Nothing is fetched, run or expanded.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from cgtraining.errors import UnusableFile
from cgtraining.spreadsheets.archives import TOO_BIG

ROWS, CELLS, LINES, UNSEEN = (
    {"tr", "row"},
    {"td", "th", "cell"},
    {"br", "p", "div", "li"},
    {"script", "style", "comment"},
)
MARKS = ("<html", "<!doctype html", "<table", "<?xml", "<meta", "<head", "<body", "<style")
START = 2000
MOST_CELLS = 3_000_000
CELLS_A_ROW = 20  # so many at least are counted for each row
LINE_BREAK = re.compile(r"\s*\n\s*")
NUMBER = re.compile(r"\d{1,6}", re.ASCII)
Area = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class Room:
    """How many cells may still be made: what a cell says about its place and extent may be absurd."""

    cells: int = MOST_CELLS

    def take(self, cells: int) -> None:
        self.cells -= cells
        if self.cells < 0:
            raise UnusableFile(TOO_BIG)


@dataclass
class Table:
    """Rows of different widths; `spans` holds merged areas as first and last (row, column) from 0."""

    name: str
    room: Room
    rows: list[list[str]] = field(default_factory=list)
    spans: list[Area] = field(default_factory=list)
    covered: set[tuple[int, int]] = field(default_factory=set)
    is_in_cell: bool = False

    def begin_row(self, place: int | None = None) -> None:
        """The next one, or the one at this place from 0."""
        more = max(place or 0, len(self.rows)) + 1 - len(self.rows)
        self.room.take(more * CELLS_A_ROW)
        self.rows.extend([] for _ in range(more))
        self.is_in_cell = False

    def begin_cell(self, place: int | None, width: int, height: int) -> None:
        """At the next free place of the row, or at this place from 0."""
        if not self.rows:
            self.begin_row()
        row, cells = len(self.rows) - 1, self.rows[-1]
        more = max((place or 0) - len(cells), 0)
        self.room.take(more + width * height)
        cells.extend([""] * more)
        while (row, len(cells)) in self.covered:
            cells.append("")
        if width * height > 1:
            self.merge(row, len(cells), width, height)
        cells.append("")
        self.is_in_cell = True

    def merge(self, row: int, column: int, width: int, height: int) -> None:
        self.spans.append(((row, column), (row + height - 1, column + width - 1)))
        self.covered.update((row + y, column + x) for y in range(height) for x in range(width))

    def write(self, text: str) -> None:
        if self.is_in_cell:
            self.rows[-1][-1] += text


class Tables(HTMLParser):
    """A table within a cell is a table of its own."""

    def __init__(self, *, is_xml: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.is_xml = is_xml
        self.found: list[Table] = []
        self.open: list[Table] = []
        self.sheet = ""
        self.unseen = 0
        self.room = Room()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name.removeprefix("ss:"): value or "" for name, value in attrs}
        name = tag.removeprefix("ss:")
        if name in UNSEEN:
            self.unseen += 1
        elif name == "worksheet":
            self.sheet = given.get("name", "")
        elif name == "table":
            self.open.append(Table(self.sheet, self.room))
            self.found.append(self.open[-1])
        elif self.open:
            self.within(self.open[-1], name, given)

    def within(self, table: Table, name: str, given: dict[str, str]) -> None:
        index = number_of(given, "index", 0)
        place = index - 1 if index else None
        if name in ROWS:
            table.begin_row(place)
        elif name in CELLS:
            width = max(number_of(given, "colspan", 1), number_of(given, "mergeacross", 0) + 1)
            height = max(number_of(given, "rowspan", 1), number_of(given, "mergedown", 0) + 1)
            table.begin_cell(place, width, height)
        elif name in LINES:
            table.write("\n")

    def handle_endtag(self, tag: str) -> None:
        name = tag.removeprefix("ss:")
        if name in UNSEEN:
            self.unseen = max(self.unseen - 1, 0)
        elif name == "table" and self.open:
            self.open.pop()
        elif name in CELLS and self.open:
            self.open[-1].is_in_cell = False

    def handle_data(self, data: str) -> None:
        if self.open and not self.unseen:
            self.open[-1].write(data if self.is_xml else LINE_BREAK.sub(" ", data))

    def unknown_decl(self, data: str) -> None:
        """What XML keeps as CDATA."""
        if data.startswith("CDATA["):
            self.handle_data(data.removeprefix("CDATA["))


def number_of(given: dict[str, str], name: str, default: int) -> int:
    text = given.get(name, "").strip()
    return int(text) if NUMBER.fullmatch(text) else default


def is_markup(text: str) -> bool:
    return text[:START].lstrip("\ufeff \r\n\t").lower().startswith(MARKS)


def tables_in(text: str) -> list[Table]:
    """In the order of their beginning; none in a page without tables. Raises UnusableFile for an absurd extent."""
    parser = Tables(
        is_xml=text[:START].lstrip("\ufeff \r\n\t").startswith("<?xml") and "<html" not in text[:START].lower()
    )
    parser.feed(text)
    parser.close()
    return parser.found
