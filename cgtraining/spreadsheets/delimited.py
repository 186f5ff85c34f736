"""CSV, TSV and what is pasted from a spreadsheet: text with separators, quoted where it holds one."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

SEPARATORS = ",\t;|，"
LINES_TO_JUDGE = 60
MOST_LINES_IN_A_CELL = 40


def parse(text: str, most_rows: int) -> list[list[str]]:
    """The first `most_rows` rows, by the separator that divides most lines alike.

    One quotation mark that is never closed would swallow everybody below it; then quotation marks mean nothing.
    """
    separator = separator_of(text)
    rows = list(islice(split_rows(text, separator), most_rows))
    if any(cell.count("\n") > MOST_LINES_IN_A_CELL for row in rows for cell in row):
        rows = [[cell.strip('"') for cell in line.split(separator)] for line in text.splitlines()[:most_rows]]
    return rows


def parse_paste(text: str) -> list[list[str]]:
    """What a person copied from a spreadsheet: always tabs, with quoted line breaks; no empty last row."""
    rows = [[cell.strip() for cell in row] for row in split_rows(text, "\t")]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def split_rows(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    return csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=separator)


def separator_of(text: str) -> str:
    return max(SEPARATORS, key=lambda separator: agreement(text, separator))


def looks_like_table(text: str) -> bool:
    """Whether two lines at least are divided alike."""
    return any(lines > 1 for lines in widths(text, separator_of(text)).values())


def agreement(text: str, separator: str) -> int:
    """How many cells there are beyond one a line, in the lines that have the commonest number of them."""
    return max(((width - 1) * lines for width, lines in widths(text, separator).items()), default=0)


def widths(text: str, separator: str) -> Counter[int]:
    """How many of the first lines have two cells, three cells and so on."""
    rows = islice(split_rows(text, separator), LINES_TO_JUDGE)
    return Counter(len(row) for row in rows if len(row) > 1)
