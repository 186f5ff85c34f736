"""Taps of the tap list: which were delivered, how it stands with each trainee, and what is in dispute."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, joinedload

from cgtraining import clock
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import ClassSession, MarkChange, SessionStatus, Tap, TapVerdict
from cgtraining.attendance.queries.hours import left_on
from cgtraining.attendance.queries.marks import last_changes, people_by_id, stored_marks
from cgtraining.attendance.tapping import KeptTap, Said, Standing, agree, standing_of
from cgtraining.cohorts.models import Cohort, CohortRole, Enrolment
from cgtraining.cohorts.queries import is_managed_by, roles_in_cohorts
from cgtraining.database import db
from cgtraining.people.models import Person

IS_OPEN = (Tap.verdict == TapVerdict.DISPUTED) & Tap.closed_at.is_(None)
MARKING_ROLES = {CohortRole.CLASS_TEACHER, CohortRole.TRAINER}


@dataclass(frozen=True)
class Dispute:
    """`tap` says something else than the mark that stands. Persons are None where they are gone."""

    tap: Tap
    trainee: Person
    says: MarkValue
    said_by: Person | None
    stands: MarkValue
    stands_by: Person | None


@dataclass(frozen=True)
class ToldTap:
    """An entry of a mark's history that did not change the mark."""

    tapped_at: datetime
    received_at: datetime
    actor_zh: str | None
    actor_latin: str | None
    value: MarkValue
    verdict: TapVerdict
    is_open: bool


def tap_by_id(tap_id: int) -> Tap | None:
    """With its session and cohort."""
    cohort = joinedload(Tap.session, innerjoin=True).joinedload(ClassSession.cohort, innerjoin=True)
    return db.session.scalars(select(Tap).options(cohort).where(Tap.id == tap_id)).one_or_none()


def verdicts_of(keys: Iterable[str]) -> dict[str, TapVerdict]:
    """Of the taps that were delivered before, by key."""
    query = select(Tap.key, Tap.verdict).where(Tap.key.in_(list(keys)))
    return {row[0]: row[1] for row in db.session.execute(query)}


def newest_change_ids(session: ClassSession, enrolment_ids: Sequence[int]) -> dict[int, int]:
    query = select(MarkChange.enrolment_id, func.max(MarkChange.id)).where(MarkChange.session_id == session.id)
    query = query.where(MarkChange.enrolment_id.in_(enrolment_ids)).group_by(MarkChange.enrolment_id)
    return {row[0]: row[1] for row in db.session.execute(query)}


def standings_of(session: ClassSession, enrolment_ids: Sequence[int]) -> dict[int, Standing]:
    marks, changes = stored_marks(session, enrolment_ids), newest_change_ids(session, enrolment_ids)
    query = select(Tap).where(Tap.session_id == session.id, Tap.enrolment_id.in_(enrolment_ids)).order_by(Tap.id)
    kept: dict[int, list[KeptTap]] = defaultdict(list)
    for tap in db.session.scalars(query):
        kept[tap.enrolment_id].append(_kept(tap))
    return {
        i: standing_of(marks[i].value if i in marks else MarkValue(), changes.get(i), kept[i]) for i in enrolment_ids
    }


def left_days(enrolment_ids: Iterable[int]) -> dict[int, date | None]:
    """On which day each had left the cohort, if so."""
    query = select(Enrolment.id, Enrolment.state, Enrolment.state_since).where(Enrolment.id.in_(list(enrolment_ids)))
    return {row[0]: left_on(row[1], row[2]) for row in db.session.execute(query)}


def open_taps(session: ClassSession, enrolment_ids: Sequence[int]) -> Sequence[Tap]:
    query = select(Tap).where(Tap.session_id == session.id, Tap.enrolment_id.in_(enrolment_ids), IS_OPEN)
    return db.session.scalars(query).all()


def disputes_in(session: ClassSession) -> list[Dispute]:
    """What staff of two devices said differently and nobody settled; not what the mark has come to say meanwhile."""
    query = select(Tap).where(Tap.session_id == session.id, IS_OPEN).order_by(Tap.id)
    taps = db.session.scalars(query.options(joinedload(Tap.enrolment).joinedload(Enrolment.person))).all()
    if not taps:
        return []
    ids = [tap.enrolment_id for tap in taps]
    marks, last = stored_marks(session, ids), last_changes(session, ids)
    people = people_by_id([tap.actor_id or 0 for tap in taps] + [change.actor_id or 0 for change in last.values()])
    found = []
    for tap in taps:
        stands = marks[tap.enrolment_id].value if tap.enrolment_id in marks else MarkValue()
        if not agree(says := MarkValue(tap.new_status, tap.new_minutes), stands):
            stands_by = people.get(last[tap.enrolment_id].actor_id or 0) if tap.enrolment_id in last else None
            found.append(Dispute(tap, tap.enrolment.person, says, people.get(tap.actor_id or 0), stands, stands_by))
    return found


def count_disputes(session: ClassSession) -> int:
    return len(disputes_in(session))


def told_taps(session_id: int, enrolment_id: int) -> list[ToldTap]:
    """Taps that changed nothing, newest first: what they said is part of the history too."""
    actor = aliased(Person)
    query = select(Tap, actor.name_zh, actor.name_latin).outerjoin(actor, actor.id == Tap.actor_id)
    query = query.where(Tap.session_id == session_id, Tap.enrolment_id == enrolment_id)
    query = query.where(Tap.verdict != TapVerdict.COUNTED).order_by(Tap.id.desc())
    return [
        ToldTap(
            tap.tapped_at,
            tap.received_at,
            name_zh,
            name_latin,
            MarkValue(tap.new_status, tap.new_minutes),
            tap.verdict,
            tap.verdict is TapVerdict.DISPUTED and tap.closed_at is None,
        )
        for tap, name_zh, name_latin in db.session.execute(query)
    ]


def sessions_to_tap(person: Person) -> Sequence[ClassSession]:
    """Of the cohorts in which the person may mark, from a day ago to a week ahead, by time."""
    own = [cohort.id for cohort, roles in roles_in_cohorts(person).items() if roles & MARKING_ROLES]
    since, until = clock.now() - timedelta(days=1), clock.now() + timedelta(days=7)
    query = select(ClassSession).join(Cohort).where(ClassSession.ends_at > since, ClassSession.starts_at < until)
    query = query.where(or_(is_managed_by(person), Cohort.id.in_(own)), ClassSession.status == SessionStatus.PLANNED)
    query = query.options(joinedload(ClassSession.cohort)).order_by(ClassSession.starts_at, ClassSession.id)
    return db.session.scalars(query.limit(50)).all()


def _kept(tap: Tap) -> KeptTap:
    base, new = MarkValue(tap.base_status, tap.base_minutes), MarkValue(tap.new_status, tap.new_minutes)
    is_open = tap.verdict is TapVerdict.DISPUTED and tap.closed_at is None
    return KeptTap(Said(tap.device, tap.number, base, new), tap.verdict, tap.change_id, is_open)
