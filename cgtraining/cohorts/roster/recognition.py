"""A file from an office into the rows of its list of people."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flask_babel import lazy_gettext as _l

from cgtraining.cohorts.roster import lists
from cgtraining.cohorts.roster.columns import Header
from cgtraining.cohorts.roster.duplicates import marked
from cgtraining.cohorts.roster.headings import Field
from cgtraining.cohorts.roster.lists import PeopleList
from cgtraining.cohorts.roster.rows import RejectedRow, Row, UsableRow, people_of
from cgtraining.errors import UnusableFile
from cgtraining.spreadsheets.reading import Sheet, read_sheets


@dataclass(frozen=True)
class Roster:
    """`header_row` counts from 1; `columns` maps each recognised field to its headings, both of the first sheet that
    was read; `other_lists` were not read.
    """

    sheets: list[str]
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


def recognise_roster(source: bytes | Path, filename: str, sheet: str | None = None) -> Roster:
    """`sheet` asks for the list on that sheet alone.

    Raises UnusableFile, with one sentence for the person who uploaded it, when there is no list of people in it.
    """
    found = lists.lists_in(read_sheets(source, filename))
    if not found:
        raise UnusableFile(
            _l("No list of people was found: no row has headings such as 姓名 or Name, with phone or organization.")
        )
    chosen = lists.meant(found) if sheet is None else called(sheet, found)
    rows = list(marked(rows_of(chosen)))
    if not rows:
        raise UnusableFile(_l("There is nobody in this list: no row under the headings holds a name."))
    first = chosen[0]
    others = [each.name for each in found if each not in chosen]
    headings, ignored = headings_of(first.sheet, first.header), first.header.ignored
    return Roster([each.name for each in chosen], first.header.last + 1, headings, rows, ignored, others)


def called(name: str, found: list[PeopleList]) -> list[PeopleList]:
    chosen = [each for each in found if each.name == name]
    if not chosen:
        known = ", ".join(each.name for each in found)
        raise UnusableFile(
            _l("There is no list of people on a sheet “%(name)s”; there is one on: %(known)s.", name=name, known=known)
        )
    return chosen


def rows_of(chosen: list[PeopleList]) -> Iterator[Row]:
    """Only of several sheets does a row say which one it stands on."""
    for each in chosen:
        refuse_lists_side_by_side(each.sheet, each.header)
        is_alone = len(chosen) == 1
        rows = people_of(each.sheet, each.header, None if is_alone else each.group)
        yield from rows if is_alone else (row.model_copy(update={"sheet": each.name}) for row in rows)


def refuse_lists_side_by_side(sheet: Sheet, header: Header) -> None:
    """Rather than read the left one and lose everybody in the right one."""
    first, *others = header.columns.get(Field.NAME, (0,))
    twins = [column for column in others if header.headings[column] == header.headings[first]]
    if any(row[column] for row in sheet.rows[header.last + 1 :] for column in twins):
        raise UnusableFile(
            _l("Two lists stand side by side in this sheet. Put one below the other and upload it again.")
        )


def headings_of(sheet: Sheet, header: Header) -> dict[Field, list[str]]:
    """As they stand in the lowest heading row that says anything."""
    rows = sheet.rows[header.first : header.last + 1]
    lowest = [next((row[column] for row in reversed(rows) if row[column]), "") for column in range(len(rows[0]))]
    return {each: [lowest[column].replace("\n", " ") for column in places] for each, places in header.columns.items()}
