"""Presence marked by the class committee: for its own people, on the day, and never over what staff entered."""

from collections.abc import Collection

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.arrivals import OPENS_BEFORE
from cgtraining.attendance.marking import Cell, MarkValue
from cgtraining.attendance.models import AttendanceStatus, ClassSession, MarkSource
from cgtraining.attendance.operations.marks import Marking, mark
from cgtraining.attendance.queries.helping import HelpedRow, helped_rows
from cgtraining.cohorts.committee import Charge
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person

PRESENT = MarkValue(AttendanceStatus.PRESENT)


def mark_presence(
    *, session: ClassSession, charge: Charge, shown: Collection[int], present: Collection[int], actor: Person
) -> Marking:
    """`shown` had a box on the page: who is ticked is present, and a tick that is gone takes the mark back."""
    _refuse_other_days(session)
    rows = [row for row in helped_rows(session, charge) if row.enrolment_id in shown and row.is_open]
    cells = [cell for cell in (_cell(row, row.enrolment_id in present) for row in rows) if cell.old != cell.new]
    return mark(session=session, cells=cells, actor=actor, source=MarkSource.GROUP_LEADER) if cells else Marking()


def _cell(row: HelpedRow, is_present: bool) -> Cell:
    return Cell(row.enrolment_id, MarkValue(row.status), PRESENT if is_present else MarkValue())


def _refuse_other_days(session: ClassSession) -> None:
    now = clock.now()
    if now < session.starts_at - OPENS_BEFORE:
        raise RuleBroken(_("Presence can be marked from two hours before the session starts."))
    if session.day != clock.today(session.cohort.timezone) and now >= session.ends_at:
        raise RuleBroken(_("The day of this session is over. Tell the class teacher who was there."))
