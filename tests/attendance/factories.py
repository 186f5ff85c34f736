"""Makers of rows that only attendance's tests need."""

from datetime import UTC, datetime

from cgtraining.attendance.marking import Cell, MarkValue
from cgtraining.attendance.models import AttendanceStatus, ClassSession, Mark, MarkSource
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db

# The session of tests.factories.class_session: Monday 9 March 2026, 09:00 to 12:00 in Shanghai.
START = datetime(2026, 3, 9, 1, tzinfo=UTC)
DURING = datetime(2026, 3, 9, 2, tzinfo=UTC)
NEXT_WEEK = datetime(2026, 3, 16, 4, tzinfo=UTC)
WEEK_BEFORE = datetime(2026, 3, 2, 4, tzinfo=UTC)

PRESENT = MarkValue(AttendanceStatus.PRESENT)
ABSENT = MarkValue(AttendanceStatus.ABSENT)
SICK = MarkValue(AttendanceStatus.SICK_LEAVE)
NOTHING = MarkValue()


def late(minutes: int) -> MarkValue:
    return MarkValue(AttendanceStatus.LATE, minutes)


def cell(enrolment: Enrolment, new: MarkValue, old: MarkValue = NOTHING) -> Cell:
    return Cell(enrolment.id, old, new)


def stored(session: ClassSession, enrolment: Enrolment, value: MarkValue = PRESENT) -> Mark:
    mark = Mark(session=session, enrolment=enrolment, status=value.status, minutes_missed=value.minutes_missed)
    mark.source = MarkSource.PAPER
    db.session.add(mark)
    db.session.flush()
    return mark
