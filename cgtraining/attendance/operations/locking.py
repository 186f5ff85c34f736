"""A locked register takes no mark, in whatever way it comes; it is reopened for some days, with a reason."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.locking import LONGEST_REOPENING, end_of
from cgtraining.attendance.models import ClassSession, Reopening
from cgtraining.attendance.queries.locking import lock_of
from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.formatting import format_date
from cgtraining.people.models import Person


def refuse_locked(session: ClassSession) -> None:
    lock = lock_of(session)
    if lock.at is not None and lock.is_closed(clock.now()):
        day = format_date(session.local(lock.at - timedelta(seconds=1)).date())
        raise RuleBroken(
            _(
                "The register of this session was locked at the end of %(day)s. The program head or the course "
                "administrator can reopen it.",
                day=day,
            )
        )


def reopen_register(*, session: ClassSession, until: date, reason: str | None, actor: Person | None) -> Reopening:
    """Open to the end of the day `until`, by the clocks of the cohort."""
    today = clock.today(session.cohort.timezone)
    if not lock_of(session).is_closed(clock.now()):
        raise RuleBroken(_("This register is open: there is nothing to reopen."))
    if not (reason or "").strip():
        raise RuleBroken(_("Say why this register is reopened; the reason is kept."))
    if not today <= until <= today + LONGEST_REOPENING:
        raise RuleBroken(_("A register is reopened until a day from today on, for 31 days at most."))
    end = end_of(until, ZoneInfo(session.cohort.timezone))
    reopening = Reopening(session=session, reason=(reason or "").strip(), until=end, by=actor)
    db.session.add(reopening)
    db.session.flush()
    record("register.reopened", reopening, actor=actor, session_id=session.id, until=until.isoformat())
    return reopening


def close_register(*, reopening: Reopening, actor: Person | None) -> Reopening:
    """Before its time. Closing it twice changes nothing."""
    if reopening.is_open(clock.now()):
        reopening.closed_at, reopening.closed_by = clock.now(), actor
        db.session.flush()
        record("register.closed_again", reopening, actor=actor, session_id=reopening.session_id)
    return reopening
