"""Planning class sessions: add, change, cancel, delete."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cgtraining.attendance.leave.following import let_leave_follow
from cgtraining.attendance.models import CheckInScope, ClassSession, RemovedSession, SessionStatus
from cgtraining.attendance.operations.locking import refuse_locked
from cgtraining.attendance.queries import enrolment_ids_of, has_marks, is_of_curriculum, planned_starts
from cgtraining.attendance.queries.sheets import photos_of
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.operations import touch
from cgtraining.database import db
from cgtraining.errors import ManyRulesBroken, RuleBroken
from cgtraining.language.formatting import format_date
from cgtraining.people.models import Person
from cgtraining.programs.models import SessionKind

MOST_HOURS = Decimal(24)


@dataclass(frozen=True)
class SessionValues:
    """What a form says of a session; the times are of the cohort's timezone."""

    title_zh: str
    day: date
    starts: time
    ends: time
    class_hours: Decimal
    title_en: str | None = None
    kind: SessionKind = SessionKind.CLASSROOM
    unit_id: int | None = None
    venue_zh: str | None = None
    venue_en: str | None = None
    link: str | None = None
    trainer_id: int | None = None
    check_in_scope: CheckInScope | None = None
    asks_check_out: bool | None = None


def add_session(*, cohort: Cohort, values: SessionValues, actor: Person | None) -> ClassSession:
    return add_sessions(cohort=cohort, many=[values], actor=actor)[0]


def add_sessions(*, cohort: Cohort, many: Sequence[SessionValues], actor: Person | None) -> list[ClassSession]:
    """All of them or none; each refusal names its session. A form that is sent twice plans nothing twice."""
    if sentences := refusals(cohort, many):
        raise ManyRulesBroken(sentences)
    sessions = [ClassSession(cohort=cohort) for _values in many]
    for session, values in zip(sessions, many, strict=True):
        _write(session, values)
    db.session.add_all(sessions)
    db.session.flush()
    for session in sessions:
        record("class_session.planned", session, actor=actor, cohort_id=cohort.id)
    let_leave_follow(sessions, actor)
    touch(*enrolment_ids_of(cohort))
    return sessions


def change_session(
    *, session: ClassSession, values: SessionValues, version: int | str | None, actor: Person | None
) -> ClassSession:
    session.expect_version(version)
    refuse_locked(session)
    if sentences := refusals(session.cohort, [values], instead_of=session):
        raise ManyRulesBroken(sentences)
    _write(session, values)
    db.session.flush()
    record("class_session.changed", session, actor=actor)
    let_leave_follow([session], actor)
    touch(*enrolment_ids_of(session.cohort))
    return session


def cancel_session(*, session: ClassSession, reason: str, actor: Person | None) -> ClassSession:
    """Its marks stay and count for nothing until the session is held after all."""
    if not reason.strip():
        raise RuleBroken(_("Say why this session is cancelled; the reason is kept."))
    refuse_locked(session)
    session.status = SessionStatus.CANCELLED
    session.check_in_until = None
    db.session.flush()
    record("class_session.cancelled", session, actor=actor, reason=reason.strip())
    touch(*enrolment_ids_of(session.cohort))
    return session


def reinstate_session(*, session: ClassSession, actor: Person | None) -> ClassSession:
    refuse_locked(session)
    session.status = SessionStatus.PLANNED
    db.session.flush()
    record("class_session.reinstated", session, actor=actor)
    let_leave_follow([session], actor)
    touch(*enrolment_ids_of(session.cohort))
    return session


def delete_session(*, session: ClassSession, actor: Person | None) -> bool:
    """Only what never took place: a session that was ever marked is cancelled instead, so that its history stays."""
    if has_marks(session):
        raise RuleBroken(_("This session has attendance marks and cannot be deleted. Cancel it instead."))
    if photos_of(session):
        raise RuleBroken(_("A signed sheet is kept with this session, so it cannot be deleted. Cancel it instead."))
    refuse_locked(session)
    record("class_session.deleted", session, actor=actor, cohort_id=session.cohort_id)
    touch(*enrolment_ids_of(session.cohort))
    db.session.add(_what_is_left_of(session))
    db.session.delete(session)
    db.session.flush()
    return True


def _what_is_left_of(session: ClassSession) -> RemovedSession:
    """For calendars that show it: the next word on it is that it will not be held."""
    names = ("cohort_id", "uid", "title_zh", "title_en", "starts_at", "ends_at", "trainer_id")
    return RemovedSession(sequence=session.version, **{name: getattr(session, name) for name in names})


def refusals(cohort: Cohort, many: Sequence[SessionValues], *, instead_of: ClassSession | None = None) -> list[str]:
    """Why these sessions cannot be planned, or `instead_of` not changed so; nothing where they can."""
    found = [sentence for values in many for sentence in _refusals(cohort, values)]
    return found or _repeated(cohort, many, instead_of)


def _repeated(cohort: Cohort, many: Sequence[SessionValues], instead_of: ClassSession | None) -> list[str]:
    planned = planned_starts(cohort)
    if instead_of is not None:
        planned.discard((instead_of.starts_at, instead_of.title_zh))
    found = []
    for values in many:
        key = (moment(cohort, values.day, values.starts), values.title_zh)
        if key in planned:
            found.append(
                _("“%(title)s” on %(day)s is planned already.", title=values.title_zh, day=format_date(values.day))
            )
        planned.add(key)
    return found


def moment(cohort: Cohort, day: date, at: time) -> datetime:
    """The moment at which a clock in the cohort's timezone shows `day` and `at`."""
    return datetime.combine(day, at, ZoneInfo(cohort.timezone))


def _write(session: ClassSession, values: SessionValues) -> None:
    session.title_zh, session.title_en = values.title_zh, values.title_en
    session.venue_zh, session.venue_en = values.venue_zh, values.venue_en
    session.starts_at = moment(session.cohort, values.day, values.starts)
    session.ends_at = moment(session.cohort, values.day, values.ends)
    for name in ("kind", "unit_id", "class_hours", "link", "trainer_id", "check_in_scope", "asks_check_out"):
        setattr(session, name, getattr(values, name))


def _refusals(cohort: Cohort, values: SessionValues) -> list[str]:
    """Whole sentences, each naming the session by its day, since many may be planned at once."""
    day, title = format_date(values.day), values.title_zh
    found: list[str] = []
    if not cohort.starts_on <= values.day <= cohort.ends_on:
        found.append(
            _(
                "“%(title)s” on %(day)s is outside the cohort, which runs from %(first)s to %(last)s.",
                title=title,
                day=day,
                first=format_date(cohort.starts_on),
                last=format_date(cohort.ends_on),
            )
        )
    if values.ends <= values.starts:
        found.append(_("“%(title)s” on %(day)s must end after it starts.", title=title, day=day))
    if not 0 < values.class_hours <= MOST_HOURS:
        found.append(
            _("“%(title)s” on %(day)s needs class hours above 0 and at most %(most)s.", title=title, day=day, most=24)
        )
    if values.unit_id is not None and not is_of_curriculum(values.unit_id, cohort.curriculum_id):
        found.append(_("“%(title)s” names a unit that is not in this cohort's curriculum.", title=title))
    return found
