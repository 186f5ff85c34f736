"""Print sets that hold a certificate which counts no more: revoked, replaced, suspended or withdrawn meanwhile."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import or_, select

from cgtraining.certificates.models import Certificate, IssueItem, IssueRun, PrintSet, PrintState
from cgtraining.database import db
from cgtraining.errors import RuleBroken

ENDS = (Certificate.revoked_at, Certificate.replaced_at, Certificate.suspended_at, Certificate.withdrawn_at)


class Ending(NamedTuple):
    serial: str
    last: datetime
    withdrawn_at: datetime | None


def endings_of(run: IssueRun) -> Sequence[Ending]:
    """Of the run's certificates and of those that replaced them; what was reinstated counts again."""
    query = select(Certificate.id, Certificate.serial, Certificate.replaces_id, IssueItem.run_id, *ENDS)
    query = query.outerjoin(IssueItem, IssueItem.id == Certificate.run_item_id)
    query = query.where(Certificate.cohort_id == run.cohort.id, or_(*(one.is_not(None) for one in ENDS)))
    rows = {row.id: row for row in db.session.execute(query.order_by(Certificate.id))}
    return [
        Ending(row.serial, max(filter(None, row[4:])), row.withdrawn_at)
        for row in rows.values()
        if _run_id(row, rows) == run.id
    ]


def stale_serials(made: PrintSet, endings: Sequence[Ending]) -> list[str]:
    """What the set may hold though it must not be handed out any more."""
    return [one.serial for one in endings if one.last >= made.created_at]


def refuse_stale(made: PrintSet) -> None:
    if serials := stale_serials(made, endings_of(made.run)):
        raise RuleBroken(stale_sentence(serials))


def stale_sentence(serials: Sequence[str]) -> str:
    return str(
        _(
            "%(serials)s no longer counts as it did when this set was asked for. Make the print set anew.",
            serials=", ".join(serials),
        )
    )


def sets_with_withdrawn() -> Sequence[int]:
    """Their files hold what its holder asked to be removed."""
    made = db.session.scalars(select(PrintSet).where(PrintSet.state == PrintState.DONE)).all()
    return [one.id for one in made if _holds_withdrawn(one)]


def _holds_withdrawn(made: PrintSet) -> bool:
    return any(one.withdrawn_at and one.withdrawn_at >= made.created_at for one in endings_of(made.run))


def _run_id(row: Any, rows: Mapping[int, Any]) -> int | None:
    """Of the first of its line: each older one was replaced, so it is among the rows."""
    while row.run_id is None and row.replaces_id in rows:
        row = rows[row.replaces_id]
    found: int | None = row.run_id
    return found
