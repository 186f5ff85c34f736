"""Reads a report of a meeting, by whatever program: its participants with all of their stays, and what it states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from pathlib import Path

from flask_babel import lazy_gettext as _l

from cgtraining.attendance.meetings import cutting
from cgtraining.attendance.meetings.facts import Facts, facts_in
from cgtraining.attendance.meetings.headings import Field
from cgtraining.attendance.meetings.moments import likely_order
from cgtraining.attendance.meetings.participants import Participant, put_together
from cgtraining.attendance.meetings.rows import Clock, participants_of
from cgtraining.attendance.meetings.tables import TIMES, Table, tables_in
from cgtraining.errors import UnusableFile
from cgtraining.spreadsheets.reading import Sheet, contents, read_sheets

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
TOO_LARGE = _l("This file is larger than %(limit)d MB, which is more than any report of a meeting.", limit=5)
TOO_MANY = _l("This report has more than %(limit)d rows. Export only the meeting of this session.", limit=MOST_ROWS)
NOT_A_REPORT = _l(
    "This file is no report of a meeting: no column says when participants joined or how long they stayed. Export the "
    "list of participants from the meeting program and upload that."
)
NOBODY = _l("There is nobody in this report: no row under the headings says that somebody was in the meeting.")
NO_TIMES = _l(
    "None of the times in this report can be read. Write them such as 2026-03-09 09:00 in a spreadsheet program, and "
    "upload it again."
)


@dataclass(frozen=True)
class Report:
    """`headings` are those recognised, by field; `offset` the one that the report states, if any."""

    participants: list[Participant]
    facts: Facts = field(default_factory=Facts)
    sheets: list[str] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    offset: tzinfo | None = None

    @property
    def first(self) -> datetime | None:
        return min((stay.joined for each in self.participants for stay in each.stays if stay.joined), default=None)

    @property
    def last(self) -> datetime | None:
        moments = (stay.left or stay.joined for each in self.participants for stay in each.stays)
        return max(filter(None, moments), default=None)


def read_report(source: bytes | Path, filename: str, *, zone: tzinfo, day: date) -> Report:
    """Times without an offset are in `zone`, clock times without a date on `day`. Raises UnusableFile."""
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > MOST_BYTES:
        raise UnusableFile(TOO_LARGE)
    data = contents(source)
    cutting.refuse_cut_off(data)
    return report_of(read_sheets(data, filename), zone, day)


def report_of(sheets: Sequence[Sheet], zone: tzinfo, day: date) -> Report:
    tables = [table for sheet in sheets for table in tables_in(sheet)]
    if not tables:
        raise UnusableFile(NOT_A_REPORT)
    if sum(table.end - table.first for table in tables) > MOST_ROWS:
        raise UnusableFile(TOO_MANY)
    facts = facts_in(sheets)
    found = put_together(rows_of(tables, facts, zone, day))
    if not found:
        raise UnusableFile(NOBODY)
    if not any(each.stays for each in found):
        raise UnusableFile(NO_TIMES)
    told = max(tables, key=lambda table: (table.exact, table.end - table.first))
    sheets_read = list(dict.fromkeys(table.sheet.name for table in tables))
    return Report(found, facts, sheets_read, headings_of(told), told.offset or facts.offset)


def rows_of(tables: Sequence[Table], facts: Facts, zone: tzinfo, day: date) -> Iterator[Participant]:
    order = likely_order(texts_of_times(tables), day)
    for table in tables:
        yield from participants_of(table, Clock(order, table.offset or facts.offset or zone, day), facts.host)


def headings_of(table: Table) -> dict[str, str]:
    if table.header is None:
        return {}
    return {each.value: table.sheet.rows[table.header][column] for each, column in table.columns.items()}


def texts_of_times(tables: Sequence[Table]) -> Iterator[str]:
    for table in tables:
        columns = [table.columns[each] for each in (*TIMES, Field.AT) if each in table.columns]
        for _number, row in table.rows:
            yield from (row[column] for column in columns)
