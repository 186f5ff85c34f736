"""Marking attendance. Every change is kept in `MarkChange`, which is the record of who did what, when and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import bindparam, delete, insert, update

from cgtraining import clock
from cgtraining.attendance.marking import Cell, LastChange, MarkValue, may_be_entered, needs_reason, tidied
from cgtraining.attendance.models import ClassSession, Mark, MarkChange, MarkSource, SessionStatus
from cgtraining.attendance.operations.locking import refuse_locked
from cgtraining.attendance.queries import StoredMark, last_changes, lock_enrolments, stored_marks
from cgtraining.cohorts.operations import touch
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person

# What stands behind such a mark says why: the leave, the make-up.
EXPLAINED = frozenset({MarkSource.LEAVE, MarkSource.MAKE_UP})


@dataclass(frozen=True)
class Conflict:
    """Someone else changed this cell since it was shown; `current` stands, and nothing was overwritten."""

    cell: Cell
    current: MarkValue
    by: LastChange | None


@dataclass(frozen=True)
class Marking:
    """What became of the cells; every cell is in exactly one of the three."""

    saved: dict[int, MarkValue] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    need_reason: list[Cell] = field(default_factory=list)


def mark(
    *,
    session: ClassSession,
    cells: Sequence[Cell],
    actor: Person | None,
    reason: str | None = None,
    source: MarkSource = MarkSource.REGISTER,
) -> Marking:
    """Save the cells that can be saved, and say of the others why not."""
    _refuse_unmarkable(session, cells)
    ids = [cell.enrolment_id for cell in cells]
    if lock_enrolments(session.cohort_id, ids) != set(ids):
        raise RuleBroken(_("Someone on this page is not in the cohort of the session. Reload the page."))
    stored, last = stored_marks(session, ids), last_changes(session, ids)
    reason = (reason or "").strip() or None
    marking = _sort(session, cells, stored, last, actor, explained=bool(reason) or source in EXPLAINED)
    before = {i: mark.value for i, mark in stored.items()}
    changes = {i: value for i, value in marking.saved.items() if value != before.get(i, MarkValue())}
    _write(session, changes, stored, source)
    _remember(session, changes, stored, source=source, actor=actor, reason=reason)
    if changes:
        touch(*changes)
    return marking


def _refuse_unmarkable(session: ClassSession, cells: Sequence[Cell]) -> None:
    if session.status is SessionStatus.CANCELLED:
        raise RuleBroken(_("This session was cancelled, so its attendance cannot be marked."))
    refuse_locked(session)
    today = clock.today(session.cohort.timezone)
    if not all(may_be_entered(cell.new.status, session.day, today) for cell in cells):
        raise RuleBroken(_("This session has not started yet: until its day only leave can be entered."))


def _sort(
    session: ClassSession,
    cells: Sequence[Cell],
    stored: Mapping[int, StoredMark],
    last: Mapping[int, LastChange],
    actor: Person | None,
    *,
    explained: bool,
) -> Marking:
    result, now, today = Marking(), clock.now(), clock.today(session.cohort.timezone)
    for cell in cells:
        current = stored[cell.enrolment_id].value if cell.enrolment_id in stored else MarkValue()
        new, by = tidied(cell.new, session.minutes), last.get(cell.enrolment_id)
        if new == current:
            result.saved[cell.enrolment_id] = new
        elif tidied(cell.old, session.minutes) != current:
            result.conflicts.append(Conflict(cell, current, by))
        elif not explained and needs_reason(
            old=current,
            session_day=session.last_day,
            today=today,
            last=by,
            actor_id=actor.id if actor else None,
            now=now,
        ):
            result.need_reason.append(cell)
        else:
            result.saved[cell.enrolment_id] = new
    return result


def _write(
    session: ClassSession, changes: Mapping[int, MarkValue], stored: Mapping[int, StoredMark], source: MarkSource
) -> None:
    """In three statements however many cells there are."""
    new = [
        {
            "session_id": session.id,
            "enrolment_id": i,
            "status": value.status,
            "minutes_missed": value.minutes_missed,
            "source": source,
        }
        for i, value in changes.items()
        if i not in stored and value.status
    ]
    changed = [
        {"mark_id": stored[i].id, "new_status": value.status, "new_minutes": value.minutes_missed, "new_source": source}
        for i, value in changes.items()
        if i in stored and value.status
    ]
    removed = [stored[i].id for i, value in changes.items() if i in stored and value.status is None]
    if new:
        db.session.execute(insert(Mark), new)
    if changed:
        db.session.connection().execute(_CHANGE, changed)
    if removed:
        db.session.execute(delete(Mark).where(Mark.id.in_(removed)))


_MARKS = Mark.__table__
_CHANGE = (
    update(_MARKS)  # type: ignore[arg-type]
    .where(_MARKS.c.id == bindparam("mark_id"))
    .values(
        status=bindparam("new_status"),
        minutes_missed=bindparam("new_minutes"),
        source=bindparam("new_source"),
        version=_MARKS.c.version + 1,
    )
)


def _remember(
    session: ClassSession,
    changes: Mapping[int, MarkValue],
    stored: Mapping[int, StoredMark],
    *,
    source: MarkSource,
    actor: Person | None,
    reason: str | None,
) -> None:
    rows = [
        {
            "session_id": session.id,
            "enrolment_id": i,
            "at": clock.now(),
            "actor_id": actor.id if actor else None,
            "source": source,
            "old_status": stored[i].value.status if i in stored else None,
            "new_status": value.status,
            "minutes_missed": value.minutes_missed,
            "reason": reason,
        }
        for i, value in changes.items()
    ]
    if rows:
        db.session.execute(insert(MarkChange), rows)
