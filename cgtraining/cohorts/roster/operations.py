"""Uploading a list, deciding about its rows, and starting the run."""

import uuid
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort, CohortStatus, ImportState, RosterImport, RosterRow, RowVerdict
from cgtraining.cohorts.operations.enrolling import check_joining_day
from cgtraining.cohorts.queries import count_staying
from cgtraining.cohorts.roster.choices import NEW, choices_of
from cgtraining.cohorts.roster.queries import count_newcomers, count_ready, rows_with_ids
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.storage import save_file

LONGEST_FILE_NAME = 255


def keep_file(content: bytes) -> str:
    """Store an upload, outside of any transaction; gives its key."""
    key = f"rosters/{uuid.uuid4().hex}"
    save_file(key, content)
    return key


def check_open(cohort: Cohort) -> None:
    if cohort.status is CohortStatus.CANCELLED:
        raise RuleBroken(_("This cohort was cancelled: nobody can be enrolled in it."))


def begin_import(
    *,
    cohort: Cohort,
    file_name: str,
    file_key: str | None,
    actor: Person | None,
    only: str | None = None,
    joined_on: date | None = None,
) -> RosterImport:
    """A list that is to be read; `only` asks for one sheet. Newcomers join on `joined_on`, or on the first day."""
    check_open(cohort)
    if joined_on is not None:
        check_joining_day(cohort, joined_on)
    roster_import = RosterImport(cohort=cohort, actor=actor, file_key=file_key, joined_on=joined_on)
    roster_import.file_name = file_name[-LONGEST_FILE_NAME:]
    roster_import.columns = {"only": only} if only else {}
    db.session.add(roster_import)
    db.session.flush()
    record("roster_import.begun", roster_import, actor=actor, cohort=cohort.id)
    return roster_import


def choose(*, row: RosterRow, choice: str | None, actor: Person | None) -> RosterRow:
    """Decide about a row that the rules leave open; None takes the decision back."""
    if choice is not None and choice not in choices_of(row):
        raise RuleBroken(_("This cannot be chosen for row %(number)s any more. Look at it again.", number=row.number))
    if choice != row.choice:
        row.choice = choice
        db.session.flush()
        record("roster_row.chosen", row, actor=actor, choice=choice)
    return row


def choose_many(*, roster_import: RosterImport, choices: dict[int, str], actor: Person | None) -> RosterImport:
    """`choices` by the id of a row; a suggestion that was left as it was is no decision."""
    for row in rows_with_ids(roster_import, choices):
        is_default = choices[row.id] == NEW and row.verdict is RowVerdict.NEW and row.choice is None
        if not is_default:
            choose(row=row, choice=choices[row.id], actor=actor)
    return roster_import


def start_import(*, roster_import: RosterImport, actor: Person | None) -> RosterImport:
    """Begin the run, or another one for what was decided after the first."""
    _hold(roster_import)
    if roster_import.forgotten_at:
        raise RuleBroken(_("What was read from this list was removed after some time. Upload the file again."))
    if roster_import.state not in (ImportState.PREVIEW, ImportState.DONE):
        raise RuleBroken(_("This list cannot be imported now: its state is '%(state)s'.", state=_state(roster_import)))
    if not count_ready(roster_import):
        raise RuleBroken(_("There is nothing to import: everyone in this list is here, left out or undecided."))
    _check_places(roster_import)
    roster_import.state, roster_import.leased_until = ImportState.RUNNING, None
    roster_import.finished_at = None
    db.session.flush()
    record("roster_import.started", roster_import, actor=actor, cohort=roster_import.cohort_id)
    return roster_import


def free_places(cohort: Cohort) -> int | None:
    """None without a limit."""
    return None if cohort.capacity is None else max(cohort.capacity - count_staying(cohort), 0)


def _hold(roster_import: RosterImport) -> None:
    """As it is now, and until the transaction ends: it could be forgotten, or started by another, at this moment."""
    db.session.refresh(roster_import, ("state", "forgotten_at"), with_for_update=True)


def _check_places(roster_import: RosterImport) -> None:
    free, wanted = free_places(roster_import.cohort), count_newcomers(roster_import)
    if free is None or wanted <= free:
        return
    raise RuleBroken(
        ngettext(
            "This cohort has %(num)s free place, and %(wanted)s people would be enrolled. Raise its number of places, "
            "or leave people out.",
            "This cohort has %(num)s free places, and %(wanted)s people would be enrolled. Raise its number of places, "
            "or leave people out.",
            free,
            wanted=wanted,
        )
    )


def _state(roster_import: RosterImport) -> str:
    return str(roster_import.state.label)
