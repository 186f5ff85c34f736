"""`cgtraining import-roster`: the roster import of the pages, from a script."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from cgtraining.cohorts.models import ImportState, RosterImport
from cgtraining.cohorts.roster import operations, queries, reading, report, running
from cgtraining.cohorts.roster.recognition import recognise_roster
from cgtraining.commands.refusals import cohort_called, on_the_database, refusing
from cgtraining.commands.terminal import progress, say_json, spoken_here
from cgtraining.database import db
from cgtraining.database import reading as reading_only
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import in_language
from cgtraining.language.choosing import language as language_now
from cgtraining.language.text import Language

SOME_LEFT = 1
WAIT_SECONDS = 0.5
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Outcome:
    """`recognised` as an import keeps it; `import_id` None in a dry run."""

    recognised: dict[str, Any]
    rows: Rows
    import_id: int | None = None


@click.command("import-roster")
@click.argument("cohort")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--sheet", metavar="NAME", help="Read only this sheet of the workbook.")
@click.option(
    "--joined-on",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="From when those who are new in the cohort take part; its first day unless given.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Of the reasons; that of LANG unless given.")
@on_the_database
def import_roster(
    cohort: str,
    file: Path,
    dry_run: bool,
    sheet: str | None,
    joined_on: datetime | None,
    as_json: bool,
    language: Language | None,
) -> None:
    """Import a roster into a cohort. FILE is XLSX, XLS, ODS or CSV; COHORT is the code of the cohort.

    Importing the same file again changes nothing. Rows about which somebody has to choose are left undone; the
    import stays open in the browser for that.

    Exit code: 0 when every usable row is in; 1 when rows cannot be used or somebody has to choose; 2 when nothing was
    done: the file cannot be read, there is no such cohort, or it has too few places.

    JSON: cohort, file, dry_run, import (its number); what was recognised: sheets, header_row, columns,
    ignored_columns, other_lists; total; counts new, known (people from elsewhere, new in this cohort), unchanged,
    changed, conflicts, duplicates and rejected; and rows: a list of row, sheet, verdict, needs_choice, name, person,
    read, reasons, codes and changes. docs/importing.md says what each of them holds.
    """
    with in_language(language or spoken_here()), refusing():
        done = (
            would_be(cohort, file, sheet) if dry_run else imported(cohort, file, sheet, joined_on and joined_on.date())
        )
        lines = [report.told(row) for row in done.rows]
        if as_json:
            asked = {"cohort": cohort, "file": file.name, "dry_run": dry_run, "import": done.import_id}
            found = {**report.recognition_told(done.recognised), "total": len(lines), **report.counts_in(done.rows)}
            say_json({**asked, **found, "rows": lines})
        else:
            say(done, lines)
    raise SystemExit(SOME_LEFT if any(map(report.is_left_undone, done.rows)) else 0)


def would_be(code: str, file: Path, sheet: str | None) -> Outcome:
    cohort_id = cohort_called(code).id
    db.session.rollback()
    roster = recognise_roster(file, file.name, sheet)
    rows = [row for chunk in reading.judged_chunks(cohort_id, roster.rows) for row in chunk]
    return Outcome(reading.recognition_of(roster), rows)


def imported(code: str, file: Path, sheet: str | None, joined_on: date | None) -> Outcome:
    operations.check_open(cohort_called(code))
    db.session.rollback()
    key = operations.keep_file(file.read_bytes())
    roster_import = operations.begin_import(
        cohort=cohort_called(code), file_name=file.name, file_key=key, actor=None, only=sheet, joined_on=joined_on
    )
    db.session.commit()
    read(roster_import)
    if queries.count_ready(roster_import):
        operations.start_import(roster_import=roster_import, actor=None)
        db.session.commit()
        run(roster_import)
    return Outcome(roster_import.columns, stored_rows(roster_import), roster_import.id)


def read(roster_import: RosterImport) -> None:
    """Here, or by a worker that was quicker."""
    while roster_import.state is ImportState.READING:
        reading.proceed(roster_import.id)
        wait(roster_import, ImportState.READING)
    if roster_import.state is ImportState.REFUSED:
        raise RuleBroken(roster_import.problem.in_language(language_now()))


def run(roster_import: RosterImport) -> None:
    total, import_id = queries.count_ready(roster_import), roster_import.id
    db.session.rollback()
    with progress("Importing", total) as bar:

        def show() -> None:
            bar.update(done_so_far(import_id) - bar.pos)

        while roster_import.state is ImportState.RUNNING:
            running.proceed(import_id, show)
            wait(roster_import, ImportState.RUNNING)


def done_so_far(import_id: int) -> int:
    with reading_only():
        done = queries.count_done(import_id)
        db.session.rollback()
    return done


def wait(roster_import: RosterImport, state: ImportState) -> None:
    """For a worker that has it at the moment."""
    if roster_import.state is state:
        db.session.rollback()
        time.sleep(WAIT_SECONDS)


def stored_rows(roster_import: RosterImport) -> Rows:
    names = ("sheet", "number", "verdict", "found", "remarks", "changes", "choice")
    return [{name: getattr(row, name) for name in names} for row in db.session.scalars(queries.rows_of(roster_import))]


def say(done: Outcome, lines: list[dict[str, Any]]) -> None:
    click.echo("  ".join(f"{key} {number}" for key, number in report.counts_in(done.rows).items()))
    for line, row in zip(lines, done.rows, strict=True):
        place = f"{line['sheet']} {line['row']}" if line["sheet"] else line["row"]
        click.echo(f"{place:>6}  {row['verdict'].label}  {line['name']}{in_words(line)}")
    if any(map(report.is_left_undone, done.rows)):
        click.echo("Rows that cannot be used or that need somebody to choose were left undone.", err=True)
    if others := done.recognised["other_lists"]:
        click.echo(f"Other lists in this file were not read: {', '.join(others)}. Choose one with --sheet.", err=True)


def in_words(line: dict[str, Any]) -> str:
    changes: Iterable[str] = (f"{each['field']}: {each['old']} → {each['new']}" for each in line["changes"])
    parts = [*changes, *line["reasons"]]
    return "".join(f"\n        {part}" for part in parts)
