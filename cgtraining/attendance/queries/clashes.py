"""What is booked at a time, in every cohort of the office."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from cgtraining.attendance.clashes import Booking, Clash, clashes_among, venue_keys
from cgtraining.attendance.models import ClassSession, SessionStatus
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohorts_seen_by
from cgtraining.database import db
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import SessionKind

LONGEST = timedelta(days=1)  # a session ends on the day on which it starts


def booking_of(session: ClassSession) -> Booking:
    return Booking(
        place=session.id,
        cohort_id=session.cohort_id,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        trainer_id=session.trainer_id,
        venue=venue_keys(session.venue_zh, session.venue_en),
        title=session.title,
        cohort_title=session.cohort.title,
    )


def clashes_of(mine: Sequence[Booking], reader: Person, *, without: Collection[int] = ()) -> Sequence[Sequence[Clash]]:
    """For each of mine; `without` are the ids of sessions that mine replace, or are."""
    if not mine:
        return []
    stored = [one for one in _booked_around(mine, reader) if one.place not in without]
    return clashes_among(mine, stored)


def _booked_around(mine: Sequence[Booking], reader: Person) -> list[Booking]:
    """In two reads: whatever shares a trainer, a cohort or a venue with one of mine, in the time that they span."""
    known = cohorts_seen_by(reader).with_only_columns(Cohort.id).order_by(None)
    columns: tuple[Any, ...] = (
        ClassSession.id, ClassSession.cohort_id, ClassSession.starts_at, ClassSession.ends_at, ClassSession.trainer_id,
        ClassSession.venue_zh, ClassSession.venue_en, ClassSession.title_zh, ClassSession.title_en, Cohort.title_zh,
        Cohort.title_en, Cohort.id.in_(known),
    )  # fmt: skip
    meanwhile = _meanwhile(mine)
    zh, en = _same_venues(frozenset().union(*(one.venue for one in mine)), meanwhile)
    shared = or_(
        ClassSession.cohort_id.in_({one.cohort_id for one in mine}),
        ClassSession.trainer_id.in_({one.trainer_id for one in mine} - {None}),
        ClassSession.venue_zh.in_(zh),
        ClassSession.venue_en.in_(en),
    )
    query = select(*columns).join(Cohort, Cohort.id == ClassSession.cohort_id).where(meanwhile, shared)
    return [_booking(row) for row in db.session.execute(query)]


def _meanwhile(mine: Sequence[Booking]) -> ColumnElement[bool]:
    return and_(
        ClassSession.status == SessionStatus.PLANNED,
        ClassSession.kind != SessionKind.RECORDED,
        ClassSession.starts_at > min(one.starts_at for one in mine) - LONGEST,
        ClassSession.starts_at < max(one.ends_at for one in mine),
    )


def _same_venues(wanted: frozenset[str], meanwhile: ColumnElement[bool]) -> tuple[set[str], set[str]]:
    """The names, as they are written in sessions, of the venues that are wanted: in Chinese and in English."""
    query = select(ClassSession.venue_zh, ClassSession.venue_en).where(meanwhile).distinct()
    rows = db.session.execute(query).all() if wanted else []
    zh = {row[0] for row in rows if row[0] and venue_keys(row[0]) & wanted}
    return zh, {row[1] for row in rows if row[1] and venue_keys(row[1]) & wanted}


def _booking(row: Any) -> Booking:
    place, cohort_id, starts_at, ends_at, trainer_id, *names, known = row
    venue_zh, venue_en, title_zh, title_en, cohort_zh, cohort_en = names
    title, cohort = BilingualText(title_zh, title_en), BilingualText(cohort_zh, cohort_en)
    venue = venue_keys(venue_zh, venue_en)
    return Booking(place, cohort_id, starts_at, ends_at, trainer_id, venue, title, cohort, bool(known))
