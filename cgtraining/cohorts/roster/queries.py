"""Reading imports and their rows."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from cgtraining.cohorts.models import Cohort, RosterImport, RosterRow, RowVerdict
from cgtraining.cohorts.roster.acquaintance import people
from cgtraining.database import db
from cgtraining.people.models import Person

# What an import does something about; the rest is only said.
DOING = (RowVerdict.NEW, RowVerdict.KNOWN, RowVerdict.CHANGED)


def import_by_id(import_id: int) -> RosterImport | None:
    query = select(RosterImport).options(joinedload(RosterImport.cohort), joinedload(RosterImport.actor))
    return db.session.scalars(query.where(RosterImport.id == import_id)).one_or_none()


def imports_of(cohort: Cohort, limit: int = 10) -> Sequence[RosterImport]:
    """Newest first, with who uploaded them."""
    query = select(RosterImport).options(joinedload(RosterImport.actor)).where(RosterImport.cohort_id == cohort.id)
    return db.session.scalars(query.order_by(RosterImport.id.desc()).limit(limit)).all()


def is_ready() -> ColumnElement[bool]:
    """Rows that the next run will import: not done, not left out, and decided where somebody has to choose."""
    wanted = or_(RosterRow.choice.is_(None), RosterRow.choice != "skip")
    decided = and_(RosterRow.verdict == RowVerdict.CONFLICT, RosterRow.choice.is_not(None))
    return and_(RosterRow.done_at.is_(None), wanted, or_(RosterRow.verdict.in_(DOING), decided))


def count_ready(roster_import: RosterImport) -> int:
    return _count(roster_import.id, is_ready())


def count_newcomers(roster_import: RosterImport) -> int:
    """How many places of the cohort the next run takes."""
    return _count(roster_import.id, is_ready(), or_(RosterRow.enrols, RosterRow.choice == "again"))


def count_undecided(roster_import: RosterImport) -> int:
    return _count(roster_import.id, RosterRow.verdict == RowVerdict.CONFLICT, RosterRow.choice.is_(None))


def count_done(import_id: int) -> int:
    return _count(import_id, RosterRow.done_at.is_not(None))


def count_read(roster_import: RosterImport) -> int:
    return _count(roster_import.id)


def counts_of(roster_import: RosterImport) -> dict[RowVerdict, int]:
    """By verdict, all of them, in the order of the enum."""
    query = select(RosterRow.verdict, func.count()).where(RosterRow.import_id == roster_import.id)
    found = {row[0]: row[1] for row in db.session.execute(query.group_by(RosterRow.verdict))}
    return {verdict: found.get(verdict, 0) for verdict in RowVerdict}


def rows_of(roster_import: RosterImport, verdict: RowVerdict | None = None) -> Select[RosterRow]:
    """In the order of the file."""
    query = select(RosterRow).where(RosterRow.import_id == roster_import.id).order_by(RosterRow.id)
    return query if verdict is None else query.where(RosterRow.verdict == verdict)


def rows_with_ids(roster_import: RosterImport, ids: Iterable[int]) -> Sequence[RosterRow]:
    """Those of this import only."""
    return db.session.scalars(rows_of(roster_import).where(RosterRow.id.in_(list(ids)))).all()


def ready_rows(roster_import: RosterImport, limit: int) -> Sequence[RosterRow]:
    return db.session.scalars(rows_of(roster_import).where(is_ready()).limit(limit)).all()


def people_by_id(ids: Iterable[int]) -> dict[int, Person]:
    """With their organizations."""
    return {person.id: person for person in db.session.scalars(people().where(Person.id.in_(set(ids))))}


def _count(import_id: int, *conditions: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(RosterRow).where(RosterRow.import_id == import_id, *conditions)
    return db.session.scalar(query) or 0
