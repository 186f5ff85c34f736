"""Where the headings stand in a sheet, and which column holds what: by their words, not by their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from cgtraining.cohorts.roster.headings import Field, compact, is_spokesmans, recognise
from cgtraining.spreadsheets.reading import Sheet

SEARCHED_ROWS = 60
TALLEST_HEADER, TALLEST_WITH_HINTS = 3, 5
EACH_MORE_ROW = 0.1
NAMES_BELOW = 2
LOOKED_AT = 50
MOSTLY = 0.7
LOOKS_LIKE_DATA = re.compile(r"@|＠|[\d０-９]{6,}|^[\d０-９.\s]+$")
LOOKS_LIKE_MAIL = re.compile(r"^\S+[@＠]\S+\.\S+$")
LOOKS_LIKE_MOBILE = re.compile(r"^(?:\+?86)?1[3-9]\d{9}(?:\.0)?$")
NAMES = (Field.NAME, Field.NAME_LATIN, Field.FAMILY_NAME, Field.GIVEN_NAME)
ANY_NAME = ("name", "名称", "全称")
FILLED_IN = re.compile("[:：]|盖章|签字")
NAME_LIKE = re.compile(r"^[^\W\d_]+(?:[\s.·'’-]+[^\W\d_]+)*$")
HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Header:
    """`first` and `last` are row indexes from 0; `columns` the columns of each field, in the order to ask them."""

    first: int
    last: int
    columns: dict[Field, tuple[int, ...]]
    ignored: list[str] = field(default_factory=list)
    headings: list[set[str]] = field(default_factory=list)

    @property
    def score(self) -> float:
        """How much is recognised; two scripts of the name are one thing."""
        has_both = Field.NAME in self.columns and Field.NAME_LATIN in self.columns
        return len(self.columns) - has_both - EACH_MORE_ROW * (self.last - self.first)

    @property
    def has_names(self) -> bool:
        return any(name in self.columns for name in NAMES)


def find_header(sheet: Sheet) -> Header | None:
    """The best block of one to three rows; the first of equals. None when no block has a column for names."""
    blocks = (header_of(sheet, rows) for rows in candidate_blocks(sheet))
    usable = [block for block in blocks if block.has_names and (len(block.columns) > 1 or is_bare_list(block))]
    by_first_row = [
        max(same, key=lambda block: block.score) for _, same in groupby(usable, key=lambda block: block.first)
    ]
    best = max(by_first_row, key=lambda block: block.score + NAMES_BELOW * share_of_names(sheet, block), default=None)
    if best is None:
        return None
    # Headings that are repeated on each page: the first ones stand above everybody.
    same_above = [block for block in by_first_row if block.columns == best.columns and block.last < best.first]
    first = max(same_above, key=lambda block: block.score, default=best)
    return with_columns_by_content(sheet, with_more_heading_rows(sheet, first))


def share_of_names(sheet: Sheet, header: Header) -> float:
    """How many of the next rows hold a name under the heading for names: few, where it was no heading."""
    column = next(header.columns[each][0] for each in NAMES if each in header.columns)
    texts = [row[column] for row in sheet.rows[header.last + 1 : header.last + 1 + LOOKED_AT] if any(row)]
    return sum(NAME_LIKE.search(text) is not None for text in texts) / max(len(texts), 1)


def is_bare_list(header: Header) -> bool:
    """A list of nothing but names, under the one heading."""
    return len(header.headings) == 1


def candidate_blocks(sheet: Sheet) -> Iterator[range]:
    rows = sheet.rows[:SEARCHED_ROWS]
    for first in range(len(rows)):
        for last in range(first, min(first + TALLEST_HEADER, len(rows))):
            if not may_be_headings(rows[last]):
                break
            yield range(first, last + 1)


def may_be_headings(row: list[str]) -> bool:
    return any(row) and not any(LOOKS_LIKE_DATA.search(text) for text in row if text)


def header_of(sheet: Sheet, rows: range) -> Header:
    texts = heading_texts(sheet, rows)
    found: dict[Field, list[tuple[int, int]]] = {}
    ignored: list[str] = []
    for column, parts in enumerate(texts):
        known = recognise_parts(parts)
        if known and known[1] is not Field.IGNORED:
            found.setdefault(known[1], []).append((known[0], column))
        elif parts:
            ignored.append(parts[-1].replace("\n", " "))
    columns = {each: tuple(column for _, column in sorted(places)) for each, places in found.items()}
    columns = without_spokesmen(columns, texts)
    headings = [{compact(part) for part in parts} for parts in texts]
    return Header(rows[0], rows[-1], with_latin_names(columns, texts), ignored, headings)


def without_spokesmen(columns: dict[Field, tuple[int, ...]], texts: list[list[str]]) -> dict[Field, tuple[int, ...]]:
    """Beside 姓名, the columns of 联系人 are about somebody else: their telephone is not the trainee's."""
    aside = {column for column, parts in enumerate(texts) if any(map(is_spokesmans, parts))}
    if all(column in aside for each in NAMES for column in columns.get(each, ())):
        return columns
    left = {each: tuple(column for column in places if column not in aside) for each, places in columns.items()}
    return {each: places for each, places in left.items() if places}


def heading_texts(sheet: Sheet, rows: range) -> list[list[str]]:
    """For each column its different texts from top to bottom, a merged heading standing in all of its cells."""
    block = {row: list(sheet.rows[row]) for row in rows}
    for (top, left), (bottom, right) in sheet.merged:
        if top in block and not is_title(sheet, top, left, right):
            spread(block, top, left, min(bottom, rows[-1]), right)
    columns = zip(*block.values(), strict=True)
    return [list(dict.fromkeys(text for text in column if text)) for column in columns]


def spread(block: dict[int, list[str]], top: int, left: int, bottom: int, right: int) -> None:
    for row in range(top, bottom + 1):
        for column in range(left, min(right + 1, len(block[row]))):
            block[row][column] = block[top][left]


def is_title(sheet: Sheet, row: int, left: int, right: int) -> bool:
    """Over most of the sheet, or with something filled in: it says nothing about the columns below."""
    width = right - left + 1
    return width > max(len(sheet.rows[row]) / 2, 3) or FILLED_IN.search(sheet.rows[row][left]) is not None


def recognise_parts(parts: list[str]) -> tuple[int, Field] | None:
    """All parts together where they tell a script or somebody else's data; else the lowest part that says anything."""
    together = recognise(" ".join(parts))
    if together and together[1] in (Field.IGNORED, Field.NAME_LATIN, Field.FAMILY_NAME, Field.GIVEN_NAME):
        return together
    lowest = next((known for part in reversed(parts) if (known := recognise(part))), together)
    return organization_named_by(parts) or lowest


def organization_named_by(parts: list[str]) -> tuple[int, Field] | None:
    """Under 单位, 名称 and Name are the organization's."""
    said = [known for part in parts if compact(part) not in ANY_NAME and (known := recognise(part))]
    speaks_of_names = len(said) < len(parts) and compact(parts[-1]) in ANY_NAME
    return said[-1] if speaks_of_names and said and said[-1][1] is Field.ORGANIZATION else None


def with_latin_names(columns: dict[Field, tuple[int, ...]], texts: list[list[str]]) -> dict[Field, tuple[int, ...]]:
    """Of 姓名 and Name the second is the Latin one; a Latin column alone holds whatever name there is."""
    names, latin = columns.get(Field.NAME, ()), columns.get(Field.NAME_LATIN, ())
    if not names and latin:
        names, latin = latin[:1], latin[1:]
    if len(names) > 1 and not latin:
        han = [column for column in names if HAN.search("".join(texts[column]))] or list(names[:1])
        latin, names = tuple(column for column in names if column not in han), tuple(han)
    changed = {**columns, Field.NAME: names, Field.NAME_LATIN: latin}
    return {each: places for each, places in changed.items() if places}


def with_more_heading_rows(sheet: Sheet, header: Header) -> Header:
    """Rows below that only repeat the headings in another language or give hints (必填) belong to them."""
    last = header.last
    while last + 1 < len(sheet.rows) and last - header.first + 1 < TALLEST_WITH_HINTS:
        if not is_continuation(sheet.rows[last + 1], header):
            break
        last += 1
    return Header(header.first, last, header.columns, header.ignored, header.headings)


def is_continuation(row: list[str], header: Header) -> bool:
    if not may_be_headings(row):
        return False
    texts = [(column, text) for column, text in enumerate(row) if text]
    return all(is_hint(text) or same_field(column, text, header) for column, text in texts)


def is_hint(text: str) -> bool:
    return re.search(r"^[(（*]?(?:必填|选填|必選|可选|required|optional|文本|格式)", text, re.IGNORECASE) is not None


def same_field(column: int, text: str, header: Header) -> bool:
    known = recognise(text)
    if compact(text) in ANY_NAME and column in header.columns.get(Field.ORGANIZATION, ()):
        return True
    return known is not None and (known[1] is Field.IGNORED or column in header.columns.get(known[1], ()))


def with_columns_by_content(sheet: Sheet, header: Header) -> Header:
    """A column without a known heading that is full of addresses or mobile numbers is one all the same."""
    known = {column for places in header.columns.values() for column in places}
    columns = dict(header.columns)
    for column, headings in enumerate(header.headings):
        told = any((found := recognise(text)) and found[1] is Field.IGNORED for text in headings)
        kind = None if column in known or told else kind_by_content(sheet, header, column)
        if kind and kind not in columns and Field.CONTACT not in columns:
            columns[kind] = (column,)
    return Header(header.first, header.last, columns, header.ignored, header.headings)


def kind_by_content(sheet: Sheet, header: Header, column: int) -> Field | None:
    texts = [row[column] for row in sheet.rows[header.last + 1 : header.last + 1 + LOOKED_AT] if row[column]]
    for kind, pattern in ((Field.EMAIL, LOOKS_LIKE_MAIL), (Field.PHONE, LOOKS_LIKE_MOBILE)):
        if texts and sum(pattern.search(text) is not None for text in texts) >= MOSTLY * len(texts):
            return kind
    return None


def filled_down(sheet: Sheet, header: Header, fields: tuple[Field, ...]) -> list[list[str]]:
    """The rows, with a cell that is merged over several people's rows standing in each of them, for these fields."""
    rows = [list(row) for row in sheet.rows]
    wanted = {column for each in fields for column in header.columns.get(each, ())}
    for (top, left), (bottom, _) in sheet.merged:
        if top > header.last and left in wanted:
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    return rows
