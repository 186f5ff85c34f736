"""Correcting the calendar of public holidays and swapped workdays."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import gettext as _

from cgtraining.attendance.days_off import SATURDAY, published_days
from cgtraining.attendance.models import CorrectedDay, DayKind
from cgtraining.attendance.queries.days_off import corrected_day
from cgtraining.audit.operations import record
from cgtraining.database import db, wait_in_turn
from cgtraining.errors import RuleBroken
from cgtraining.language.formatting import format_date
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person

MOST_DAYS = 31


def correct_days(
    *, first: date, last: date, kind: DayKind, name: BilingualText, actor: Person | None
) -> Sequence[CorrectedDay]:
    """Say what the days from `first` to `last` are; what was entered about them before is replaced."""
    if not 0 <= (last - first).days < MOST_DAYS:
        raise RuleBroken(
            _("The last day must not lie before the first, and at most %(most)s days go together.", most=MOST_DAYS)
        )
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if kind is DayKind.WORKDAY and (wrong := [day for day in days if day.weekday() < SATURDAY]):
        raise RuleBroken(
            _("%(day)s is no Saturday or Sunday: only those are swapped for work.", day=format_date(wrong[0], True))
        )
    wait_in_turn("corrected days")
    return [_correct(day, kind, name, actor) for day in days]


def take_day_away(*, day: date, actor: Person | None) -> CorrectedDay:
    """A published holiday or workday that does not hold for this office becomes an ordinary day."""
    if day not in published_days():
        raise RuleBroken(_("%(day)s is no published holiday or workday.", day=format_date(day, True)))
    wait_in_turn("corrected days")
    return _correct(day, DayKind.ORDINARY, BilingualText(), actor)


def withdraw_correction(*, day: date, actor: Person | None) -> bool:
    """What is published holds again. A second click finds nothing left to do."""
    row = corrected_day(day)
    if row is not None:
        record("corrected_day.withdrawn", row, actor=actor, day=day.isoformat(), kind=row.kind.value)
        db.session.delete(row)
        db.session.flush()
    return True


def _correct(day: date, kind: DayKind, name: BilingualText, actor: Person | None) -> CorrectedDay:
    row = corrected_day(day) or CorrectedDay(day=day)
    row.kind, row.name_zh, row.name_en = kind, name.zh, name.en
    db.session.add(row)
    db.session.flush()
    record("corrected_day.set", row, actor=actor, day=day.isoformat(), kind=kind.value)
    return row
