"""Reading imports of meetings' reports and their participants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from cgtraining.attendance.meetings.choices import is_undecided
from cgtraining.attendance.meetings.proposals import UNDECIDED, WRITES, Proposal, not_in_report, proposals
from cgtraining.attendance.models import ClassSession, MeetingImport, MeetingRow, MeetingVerdict
from cgtraining.attendance.queries import register_of
from cgtraining.attendance.queries.marks import RegisterRow
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db


@dataclass(frozen=True)
class Preview:
    """Everything that an import would do as things are now."""

    proposals: list[Proposal]
    missing: list[RegisterRow]
    rows: Sequence[MeetingRow]

    @property
    def to_write(self) -> list[Proposal]:
        return [each for each in self.proposals if each.outcome in WRITES]

    @property
    def undecided(self) -> list[Proposal]:
        return [each for each in self.proposals if each.outcome in UNDECIDED]

    @property
    def to_ask(self) -> list[MeetingRow]:
        return [row for row in self.rows if is_undecided(row)]

    @property
    def unmarked(self) -> list[RegisterRow]:
        """Not in the report, and without any mark."""
        return [row for row in self.missing if row.value.status is None]


def meeting_import_by_id(meeting_id: int) -> MeetingImport | None:
    session = joinedload(MeetingImport.session, innerjoin=True).joinedload(ClassSession.cohort, innerjoin=True)
    query = select(MeetingImport).options(session.joinedload(Cohort.curriculum), joinedload(MeetingImport.actor))
    return db.session.scalars(query.where(MeetingImport.id == meeting_id)).one_or_none()


def meeting_imports_of(session: ClassSession) -> Sequence[MeetingImport]:
    """Newest first, with who uploaded them."""
    query = select(MeetingImport).options(joinedload(MeetingImport.actor))
    return db.session.scalars(
        query.where(MeetingImport.session_id == session.id).order_by(MeetingImport.id.desc())
    ).all()


def preview_of(meeting_import: MeetingImport) -> Preview:
    session = meeting_import.session
    rows = db.session.scalars(rows_of(meeting_import)).all()
    together = [*rows, *earlier_rows(session, meeting_import)]
    return preview_from(session, rows, together, meeting_import.decisions, meeting_import.minimum_minutes)


def preview_from(
    session: ClassSession,
    rows: Sequence[MeetingRow],
    together: Sequence[MeetingRow],
    decisions: dict[str, str],
    minimum_minutes: int,
    register: Sequence[RegisterRow] | None = None,
) -> Preview:
    """`together`: `rows`, and those of earlier reports that were confirmed, since a meeting may have had two parts."""
    register = register_of(session) if register is None else register
    found = proposals(session, register, together, decisions, minimum_minutes)
    return Preview(found, not_in_report(register, found), rows)


def rows_of(meeting_import: MeetingImport, *verdicts: MeetingVerdict) -> Select[MeetingRow]:
    """In the order of the report."""
    query = select(MeetingRow).where(MeetingRow.import_id == meeting_import.id).order_by(MeetingRow.number)
    return query.where(MeetingRow.verdict.in_(verdicts)) if verdicts else query


def earlier_rows(session: ClassSession, before: MeetingImport | None) -> Sequence[MeetingRow]:
    """Of the session's reports that were confirmed and count, other than `before`."""
    query = select(MeetingRow).join(MeetingImport, MeetingImport.id == MeetingRow.import_id)
    query = query.where(MeetingImport.session_id == session.id, MeetingImport.confirmed_at.is_not(None))
    query = query.where(MeetingImport.withdrawn_at.is_(None))
    if before is not None:
        query = query.where(MeetingImport.id != before.id)
    return db.session.scalars(query.order_by(MeetingRow.id)).all()


def rows_with_ids(meeting_import: MeetingImport, ids: Iterable[int]) -> Sequence[MeetingRow]:
    """Those of this import only."""
    return db.session.scalars(rows_of(meeting_import).where(MeetingRow.id.in_(list(ids)))).all()


def counts_of(meeting_import: MeetingImport) -> dict[MeetingVerdict, int]:
    """By verdict, all of them, in the order of the enum."""
    query = select(MeetingRow.verdict, func.count()).where(MeetingRow.import_id == meeting_import.id)
    found = {row[0]: row[1] for row in db.session.execute(query.group_by(MeetingRow.verdict))}
    return {verdict: found.get(verdict, 0) for verdict in MeetingVerdict}
