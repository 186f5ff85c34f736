"""`cgtraining import-meeting`: the report of a meeting, as on the pages, from a script."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from cgtraining.attendance.meetings import operations, told
from cgtraining.attendance.meetings.operations import Asked
from cgtraining.attendance.meetings.proposals import Outcome
from cgtraining.attendance.meetings.queries import Preview, earlier_rows, preview_from, preview_of
from cgtraining.attendance.meetings.report import MOST_BYTES, TOO_LARGE
from cgtraining.attendance.models import ClassSession, MeetingRow
from cgtraining.attendance.queries import session_by_id, sessions_of
from cgtraining.commands.refusals import NothingDone, cohort_called, on_the_database, refusing
from cgtraining.commands.terminal import say_json, spoken_here
from cgtraining.database import db
from cgtraining.errors import UnusableFile
from cgtraining.language.choosing import in_language
from cgtraining.language.text import Language

SOME_LEFT = 1
OF_A_DAY = re.compile(r"(?P<cohort>.+)[/@](?P<day>\d{4}-\d{2}-\d{2})(?:T(?P<at>\d{2}:\d{2}))?")


@dataclass(frozen=True)
class Outcomes:
    """`recognised` as an import keeps it; `number` None in a dry run."""

    recognised: dict[str, Any]
    preview: Preview
    absent: int = 0
    number: int | None = None


@click.command("import-meeting")
@click.argument("session")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option(
    "--zone", metavar="ZONE", help="Of times that name none, such as Asia/Shanghai; the cohort's unless given."
)
@click.option("--minimum", type=click.IntRange(0, 1440), help="Leave out whoever was there for fewer minutes.")
@click.option("--absent", is_flag=True, help="Mark everybody absent who is not in the report and has no mark.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Of the reasons; that of LANG unless given.")
@on_the_database
def import_meeting(
    session: str,
    file: Path,
    dry_run: bool,
    zone: str | None,
    minimum: int | None,
    absent: bool,
    as_json: bool,
    language: Language | None,
) -> None:
    """Mark a session from the report of its meeting: Zoom, Tencent Meeting, DingTalk, Feishu, Teams; CSV or XLSX.

    SESSION is its number, as in the address of its register, or COHORT/2026-03-09, or COHORT/2026-03-09T14:00 where
    the cohort has several on that day.

    Importing the same report again changes nothing. Participants about whom somebody has to choose, marks that were
    entered otherwise, and those who were hardly there are left as they are; the import stays open in the browser for
    that. Nobody becomes absent but by --absent.

    Exit code: 0 when everybody in the report is settled; 1 when somebody has to choose; 2 when nothing was done: the
    file cannot be used, or there is no such session.

    JSON: session, file, dry_run, import (its number); what was recognised: topic, stated (how many the report itself
    counts), total, sheets, headings, first, last, zone; counts of participants (recognised, ask, unknown, staff) and of
    trainees (new, changed, same, differs, short, kept, missing); absent (how many were marked so); participants,
    marks and missing: lists. docs/importing.md says what each of them holds.
    """
    with in_language(language or spoken_here()), refusing():
        found = session_called(session)
        asked = asked_for(found, zone, minimum)
        content = content_of(file)
        done = (
            would_be(found.id, content, file.name, asked)
            if dry_run
            else imported(found.id, content, file.name, asked, absent)
        )
        if as_json:
            say_json(as_told(session, file.name, asked, done))
        else:
            say(done)
    raise SystemExit(SOME_LEFT if done.preview.to_ask or done.preview.undecided else 0)


def session_called(said: str) -> ClassSession:
    if said.isascii() and said.isdecimal() and len(said) < 10:
        if found := session_by_id(int(said)):
            return found
        raise NothingDone(f"There is no session with the number {said}; it stands in the address of its register.")
    named = OF_A_DAY.fullmatch(said)
    if named is None:
        raise NothingDone(f"“{said}” is no session: give its number, or COHORT/2026-03-09.")
    return session_of_day(named["cohort"], named["day"], named["at"])


def session_of_day(cohort_code: str, day: str, at: str | None) -> ClassSession:
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise NothingDone(f"{day} is no day.") from None
    held = [listed.session for listed in sessions_of(cohort_called(cohort_code)) if listed.session.day == wanted]
    found = [one for one in held if not one.is_cancelled and at in (None, f"{one.local(one.starts_at):%H:%M}")]
    if len(found) == 1:
        return found[0]
    if found:
        times = ", ".join(f"{cohort_code}/{one.local(one.starts_at):%Y-%m-%dT%H:%M}" for one in found)
        raise NothingDone(f"{cohort_code} has {len(found)} sessions on {day}: give one of {times}.")
    raise NothingDone(f"{cohort_code} has no session on {day}{' at ' + at if at else ''}.")


def asked_for(session: ClassSession, zone: str | None, minimum: int | None) -> Asked:
    usual = operations.usual(session)
    try:
        ZoneInfo(zone or usual.zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise NothingDone(f"There is no timezone {zone}; write it such as Asia/Shanghai.") from None
    return Asked(zone or usual.zone, usual.minimum_minutes if minimum is None else minimum)


def content_of(file: Path) -> bytes:
    if file.stat().st_size > MOST_BYTES:
        raise UnusableFile(TOO_LARGE)
    return file.read_bytes()


def would_be(session_id: int, content: bytes, name: str, asked: Asked) -> Outcomes:
    session = session_now(session_id)
    operations.check_markable(session)
    report = operations.read_for(session, content, name, asked)
    session = session_now(session_id)
    rows = [MeetingRow(**values) for values in operations.rows_for(session, report)]
    together = [*rows, *earlier_rows(session, None)]
    preview = preview_from(session, rows, together, {}, asked.minimum_minutes)
    return Outcomes(operations.told_of(report), preview)


def imported(session_id: int, content: bytes, name: str, asked: Asked, absent: bool) -> Outcomes:
    session = session_now(session_id)
    operations.check_markable(session)
    report = operations.read_for(session, content, name, asked)
    session = session_now(session_id)
    made = operations.begin_meeting_import(session=session, report=report, file_name=name, asked=asked, actor=None)
    before = preview_of(made)
    operations.confirm(meeting_import=made, actor=None)
    marked = len(operations.mark_absent(meeting_import=made, actor=None).saved) if absent else 0
    db.session.commit()
    return Outcomes(made.told, before, marked, made.id)


def session_now(session_id: int) -> ClassSession:
    return session_by_id(session_id) or db.session.get_one(ClassSession, session_id)


def as_told(session: str, file: str, asked: Asked, done: Outcomes) -> dict[str, Any]:
    preview = done.preview
    return {
        "session": session,
        "file": file,
        "dry_run": done.number is None,
        "import": done.number,
        **told.recognition_told(done.recognised, asked.zone),
        **told.counts_in(preview),
        "absent": done.absent,
        "participants": told.participants_told(preview.rows),
        "marks": told.marks_told(preview.proposals),
        "missing": told.missing_told(preview.missing),
    }


def say(done: Outcomes) -> None:
    preview = done.preview
    click.echo("  ".join(f"{key} {number}" for key, number in told.counts_in(preview).items()))
    for each in told.marks_told(preview.proposals):
        missed = f" ({each['minutes_missed']} min missed)" if each["minutes_missed"] else ""
        click.echo(
            f"{each['minutes']:>5} min  {each['trainee']}  {each['status']}{missed}  {Outcome(each['outcome']).label}"
        )
    for participant in told.participants_told(preview.to_ask):
        click.echo(f"        ?  {participant['name']}: {' '.join(participant['reasons'])}")
    for row in told.missing_told(preview.missing):
        click.echo(f"        -  {row['trainee']}  {row['status'] or 'no mark'}")
    if done.absent:
        click.echo(f"{done.absent} marked absent.")
    if preview.to_ask or preview.undecided:
        click.echo("Those marked ? or ‘please choose’ were left as they are: somebody has to choose.", err=True)
