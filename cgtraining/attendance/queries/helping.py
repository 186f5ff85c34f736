"""What the class committee sees of a session: names and status of those it helps with, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from cgtraining.attendance.models import AttendanceStatus, ClassSession, Mark, MarkSource
from cgtraining.cohorts.committee import Charge
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import STAYING
from cgtraining.database import db
from cgtraining.people.models import Person


@dataclass(frozen=True)
class HelpedRow:
    """`is_open`: not marked yet, or marked present by the committee, which may take that back."""

    enrolment_id: int
    name_zh: str | None
    name_latin: str | None
    status: AttendanceStatus | None
    source: MarkSource | None

    @property
    def is_open(self) -> bool:
        return self.status is None or self.source is MarkSource.GROUP_LEADER


def helped_rows(session: ClassSession, charge: Charge) -> Sequence[HelpedRow]:
    """In pinyin order: the group, or for the monitor everybody."""
    query = select(Enrolment.id, Person.name_zh, Person.name_latin, Mark.status, Mark.source)
    query = query.join(Person, Person.id == Enrolment.person_id)
    query = query.outerjoin(Mark, (Mark.enrolment_id == Enrolment.id) & (Mark.session_id == session.id))
    query = query.where(Enrolment.cohort_id == session.cohort_id, Enrolment.state.in_(STAYING))
    query = query.where(Enrolment.joined_on <= session.day)
    if charge.group is not None:
        query = query.where(Enrolment.group_id == charge.group.id)
    return [HelpedRow(*row) for row in db.session.execute(query.order_by(Person.sort_key, Enrolment.id))]
