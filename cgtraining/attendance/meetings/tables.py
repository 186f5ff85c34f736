"""Where the tables of participants stand in a report, and which column holds what: by words, or else by content."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from cgtraining.attendance.meetings.headings import Field, recognise
from cgtraining.attendance.meetings.moments import offset_of, plain, read_length, read_moment
from cgtraining.language.phones import normalise_phone
from cgtraining.spreadsheets.reading import Sheet

NAMES = (Field.NAME, Field.REAL_NAME, Field.FIRST_NAME, Field.LAST_NAME)
TIMES = (Field.JOINED, Field.LEFT, Field.FIRST_JOINED, Field.LAST_LEFT)
LOOKED_AT = 40
MOSTLY = 0.7
MINUTE, SECOND, HOUR = 60, 1, 3600


@dataclass(frozen=True)
class Table:
    """`first` and `end` are row indexes of its people; `header` None where it has none. `exact` tables tell each join
    by itself, others only the first, the last or the sum.
    """

    sheet: Sheet
    header: int | None
    first: int
    end: int
    columns: dict[Field, int]
    plain_is: int = MINUTE
    offset: tzinfo | None = None

    @property
    def exact(self) -> bool:
        return Field.JOINED in self.columns or Field.ACTION in self.columns

    @property
    def rows(self) -> Iterator[tuple[int, list[str]]]:
        return ((number, self.sheet.rows[number]) for number in range(self.first, self.end))

    def cell(self, row: list[str], *fields: Field) -> str:
        """Of the first of `fields` that says anything."""
        return next((text for field in fields if field in self.columns and (text := row[self.columns[field]])), "")


def tables_in(sheet: Sheet) -> list[Table]:
    """Under headings; of a sheet without any, one whose columns are told by what stands in them."""
    headers = [(number, columns) for number, row in enumerate(sheet.rows) if (columns := columns_of(row))]
    ends = [number for number, _columns in headers[1:]] + [len(sheet.rows)]
    if headers:
        return [table_under(sheet, *header, end) for header, end in zip(headers, ends, strict=True)]
    by_content = columns_by_content(sheet.rows)
    return [Table(sheet, None, 0, len(sheet.rows), by_content)] if tells_attendance(by_content) else []


def columns_of(row: list[str]) -> dict[Field, int]:
    """Of a row of headings; empty for any other."""
    columns: dict[Field, int] = {}
    for column, text in enumerate(row):
        field = recognise(text) if text and not any(character.isdigit() for character in text[:4]) else None
        if field is not None and field is not Field.IGNORED:
            columns.setdefault(field, column)
    return columns if tells_attendance(columns) else {}


def tells_attendance(columns: dict[Field, int]) -> bool:
    by_action = Field.ACTION in columns and Field.AT in columns
    return any(name in columns for name in NAMES) and (
        by_action or any(each in columns for each in (*TIMES, Field.DURATION))
    )


def table_under(sheet: Sheet, header: int, columns: dict[Field, int], end: int) -> Table:
    headings = sheet.rows[header]
    offsets = (offset_of(headings[columns[each]]) for each in (*TIMES, Field.AT) if each in columns)
    return Table(sheet, header, header + 1, end, columns, unit_of(headings, columns), next(filter(None, offsets), None))


def unit_of(headings: list[str], columns: dict[Field, int]) -> int:
    """What a plain number of a length of time is, by its heading: minutes unless it says otherwise."""
    said = plain(headings[columns[Field.DURATION]]).casefold() if Field.DURATION in columns else ""
    if "秒" in said or "sec" in said:
        return SECOND
    return HOUR if ("小时" in said or "hour" in said) and "分" not in said and "min" not in said else MINUTE


def columns_by_content(rows: Sequence[list[str]]) -> dict[Field, int]:
    sample = list(rows[:LOOKED_AT])
    width = len(sample[0]) if sample else 0
    columns: dict[Field, int] = {}
    for column in range(width):
        kind = kind_of([row[column] for row in sample if row[column]])
        if kind is Field.JOINED and Field.JOINED in columns:
            kind = Field.LEFT
        if kind is not None:
            columns.setdefault(kind, column)
    return columns


def kind_of(texts: list[str]) -> Field | None:
    kinds = [kind_of_text(text) for text in texts]
    if not kinds or is_counting(texts):
        return None
    likeliest = max(set(kinds), key=kinds.count)
    return likeliest if kinds.count(likeliest) >= MOSTLY * len(kinds) else None


def kind_of_text(text: str) -> Field | None:
    if "@" in text:
        return Field.EMAIL
    if read_moment(text, "mdy") or read_moment(text, "dmy"):
        return Field.DURATION if is_length_of_a_clock(text) else Field.JOINED
    if "*" in text or (sum(map(str.isdigit, text)) >= 8 and normalise_phone(text)):
        return Field.PHONE
    if read_length(text, plain_is=MINUTE) is not None:
        return Field.DURATION
    return Field.NAME if any(map(str.isalpha, text)) else None


def is_length_of_a_clock(text: str) -> bool:
    """00:44:00 is a length; a clock time that a meeting begins at is hardly ever before six."""
    length = read_length(text, plain_is=MINUTE)
    return length is not None and length < 6 * HOUR


def is_counting(texts: list[str]) -> bool:
    """1, 2, 3 and so on."""
    first = texts[0]
    if len(texts) < 2 or not (first.isascii() and first.isdecimal() and len(first) < 6):
        return False
    return all(text == str(number) for number, text in enumerate(texts, start=int(first)))
