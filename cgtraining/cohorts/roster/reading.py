"""From an uploaded file to judged rows, in short transactions; a reading that died begins again."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, insert

from cgtraining import clock, tasks
from cgtraining.cohorts.models import ImportState, RosterImport, RosterRow, RowVerdict
from cgtraining.cohorts.roster import leases
from cgtraining.cohorts.roster.acquaintance import known_to
from cgtraining.cohorts.roster.judging import Judgement, judge, stored
from cgtraining.cohorts.roster.queries import count_ready, counts_of
from cgtraining.cohorts.roster.recognition import Roster, recognise_roster
from cgtraining.cohorts.roster.rows import Row, UsableRow
from cgtraining.database import db, reading
from cgtraining.errors import UnusableFile
from cgtraining.language.choosing import in_language
from cgtraining.people.models import Person
from cgtraining.storage import delete_file, load_file

CHUNK = 500
MOST_ATTEMPTS = 3
UNREADABLE = _l("This file could not be read. Open it in a spreadsheet program, save it as XLSX and upload that.")
GONE = _l("The uploaded file is no longer there. Please upload it again.")


def proceed(import_id: int) -> None:
    """Read one upload; nothing happens if somebody else is at it."""
    if not leases.take(import_id, ImportState.READING):
        return
    roster_import = db.session.get_one(RosterImport, import_id)
    key, file_name = roster_import.file_key or "", roster_import.file_name
    only: str | None = roster_import.columns.get("only")
    given_up = roster_import.attempts > MOST_ATTEMPTS
    db.session.rollback()  # no transaction while the file is read
    try:
        with leases.held(import_id):
            roster = recognised(key, file_name, only, given_up=given_up)
    except UnusableFile as refusal:
        refuse(import_id, refusal)
    else:
        write(import_id, roster)
    with suppress(FileNotFoundError):
        delete_file(key)


def recognised(key: str, file_name: str, only: str | None, *, given_up: bool) -> Roster:
    if given_up:
        raise UnusableFile(UNREADABLE)
    try:
        content = load_file(key)
    except FileNotFoundError:
        raise UnusableFile(GONE) from None
    return recognise_roster(content, file_name, only)


def refuse(import_id: int, refusal: UnusableFile) -> None:
    roster_import = db.session.get_one(RosterImport, import_id)
    with in_language("zh"):
        roster_import.problem_zh = str(refusal)
    with in_language("en"):
        roster_import.problem_en = str(refusal)
    roster_import.state, roster_import.file_key = ImportState.REFUSED, None
    db.session.commit()


def write(import_id: int, roster: Roster) -> None:
    """Judge and store the rows, chunk by chunk."""
    roster_import = db.session.get_one(RosterImport, import_id)
    cohort_id, actor = roster_import.cohort_id, roster_import.actor
    roster_import.columns, roster_import.total = recognition_of(roster), len(roster.rows)
    db.session.execute(delete(RosterRow).where(RosterRow.import_id == import_id))
    db.session.commit()
    for judged in judged_chunks(cohort_id, roster.rows, actor):
        db.session.execute(insert(RosterRow), [{"import_id": import_id, **row} for row in judged])
        db.session.get_one(RosterImport, import_id).leased_until = leases.renewed_until()
        db.session.commit()
    finish(import_id)


def judged_chunks(cohort_id: int, rows: Sequence[Row], actor: Person | None = None) -> Iterator[list[dict[str, Any]]]:
    seen: dict[int, Row] = {}
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        with reading():
            judged = [stored(row, judgement) for row, judgement in judged_rows(cohort_id, chunk, seen, actor)]
            db.session.rollback()
        yield judged


def judged_rows(
    cohort_id: int, rows: Sequence[Row], seen: dict[int, Row], actor: Person | None
) -> list[tuple[Row, Judgement]]:
    known = known_to(cohort_id, [row for row in rows if isinstance(row, UsableRow)], actor)
    return [(row, judge(row, known, seen)) for row in rows]


def recognition_of(roster: Roster) -> dict[str, Any]:
    return {
        "sheets": roster.sheets,
        "header_row": roster.header_row,
        "columns": {field.value: headings for field, headings in roster.columns.items()},
        "ignored": roster.ignored_columns,
        "other_lists": roster.other_lists,
    }


def finish(import_id: int) -> None:
    """A list in which there is nothing to do or to decide is done already."""
    roster_import = db.session.get_one(RosterImport, import_id)
    roster_import.state, roster_import.file_key, roster_import.leased_until = ImportState.PREVIEW, None, None
    if not count_ready(roster_import) and not counts_of(roster_import)[RowVerdict.CONFLICT]:
        roster_import.state, roster_import.finished_at = ImportState.DONE, clock.now()
    db.session.commit()


WORK = tasks.Work("roster_reading", proceed, lambda: leases.unfinished(ImportState.READING))
