"""Days off, and what the office corrected about them."""

from datetime import date

from sqlalchemy import select

from cgtraining.attendance.days_off import DayCalendar, SpecialDay
from cgtraining.attendance.models import CorrectedDay
from cgtraining.database import db


def day_calendar() -> DayCalendar:
    """All corrections at once: an office enters some twenty in a year."""
    rows = db.session.scalars(select(CorrectedDay))
    return DayCalendar({row.day: SpecialDay(row.day, row.kind, row.name, published=False) for row in rows})


def corrected_day(day: date) -> CorrectedDay | None:
    return db.session.scalars(select(CorrectedDay).where(CorrectedDay.day == day)).one_or_none()
