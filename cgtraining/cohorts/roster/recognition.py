"""A file from an office into the rows of its list of people."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from flask_babel import lazy_gettext as _l

from cgtraining.cohorts.roster.columns import Header, find_header
from cgtraining.cohorts.roster.duplicates import marked
from cgtraining.cohorts.roster.headings import Field
from cgtraining.cohorts.roster.rows import RejectedRow, Row, UsableRow, people_of
from cgtraining.errors import UnusableFile
from cgtraining.language.traditional import simplified
from cgtraining.spreadsheets.reading import Sheet, read_sheets

NAMED_AS_LIST = re.compile("名单|学员|花名册|报名|信息表|roster|trainee|participant|student", re.IGNORECASE)


@dataclass(frozen=True)
class Roster:
    """`header_row` counts from 1; `columns` maps each recognised field to its headings; `other_lists` were not read."""

    sheet_name: str
    header_row: int
    columns: dict[Field, list[str]]
    rows: list[Row]
    ignored_columns: list[str] = field(default_factory=list)
    other_lists: list[str] = field(default_factory=list)

    @property
    def usable(self) -> list[UsableRow]:
        """Without those that repeat a person from further up."""
        return [row for row in self.rows if isinstance(row, UsableRow) and row.duplicate_of is None]

    @property
    def duplicates(self) -> list[UsableRow]:
        return [row for row in self.rows if isinstance(row, UsableRow) and row.duplicate_of is not None]

    @property
    def rejected(self) -> list[RejectedRow]:
        return [row for row in self.rows if isinstance(row, RejectedRow)]


def recognise_roster(source: bytes | Path, filename: str) -> Roster:
    """Raises UnusableFile, with one sentence for the person who uploaded it, when there is no list of people in it."""
    lists = [(sheet, header) for sheet in read_sheets(source, filename) if (header := find_header(sheet))]
    if not lists:
        raise UnusableFile(
            _l("No list of people was found: no row has headings such as 姓名 or Name, with phone or organization.")
        )
    sheet, header = max(lists, key=likelihood)
    refuse_lists_side_by_side(sheet, header)
    rows = list(marked(people_of(sheet, header)))
    if not rows:
        raise UnusableFile(_l("There is nobody in this list: no row under the headings holds a name."))
    others = [other.name for other, _ in lists if other is not sheet]
    return Roster(sheet.name, header.last + 1, headings_of(sheet, header), rows, header.ignored, others)


def refuse_lists_side_by_side(sheet: Sheet, header: Header) -> None:
    """Rather than read the left one and lose everybody in the right one."""
    first, *others = header.columns.get(Field.NAME, (0,))
    twins = [column for column in others if header.headings[column] == header.headings[first]]
    if any(row[column] for row in sheet.rows[header.last + 1 :] for column in twins):
        raise UnusableFile(
            _l("Two lists stand side by side in this sheet. Put one below the other and upload it again.")
        )


def likelihood(found: tuple[Sheet, Header]) -> tuple[bool, bool, int]:
    """A list has contacts or an organization, is often called one, and is the longest."""
    sheet, header = found
    reachable = any(each in header.columns for each in (Field.PHONE, Field.EMAIL, Field.CONTACT, Field.ORGANIZATION))
    return reachable, NAMED_AS_LIST.search(simplified(sheet.name)) is not None, len(sheet.rows)


def headings_of(sheet: Sheet, header: Header) -> dict[Field, list[str]]:
    """As they stand in the lowest heading row that says anything."""
    rows = sheet.rows[header.first : header.last + 1]
    lowest = [next((row[column] for row in reversed(rows) if row[column]), "") for column in range(len(rows[0]))]
    return {each: [lowest[column].replace("\n", " ") for column in places] for each, places in header.columns.items()}
