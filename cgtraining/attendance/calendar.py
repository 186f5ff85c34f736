"""What a calendar shows of a session: whether it is on for its reader, since which change, and in which words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cgtraining.attendance.models import ClassSession, RemovedSession
from cgtraining.calendars.events import Event
from cgtraining.cohorts.models import CohortStatus
from cgtraining.language.choosing import language
from cgtraining.language.formatting import format_number
from cgtraining.language.names import display_name

TOLD_FOR = timedelta(days=180)  # whoever looks into a calendar but twice a year is still told what was called off


@dataclass(frozen=True)
class Belonging:
    """From when on, and until when, someone is in a cohort; `changes` counts how often that was decided anew."""

    since: date
    until: date | None = None
    changes: int = 0


@dataclass(frozen=True)
class Entry:
    """One session for one reader; `off` if it is not, or no longer, for them."""

    session: ClassSession | RemovedSession
    off: bool = False
    changes: int = 0


def entry_of(session: ClassSession | RemovedSession, belonging: Belonging, today: date) -> Entry | None:
    """None for what was over before the reader came, and for what was called off for them long ago."""
    day = session.starts_at.astimezone(ZoneInfo(session.cohort.timezone)).date()
    if day < belonging.since:
        return None
    off = belonging.until is not None and day >= belonging.until
    if off and belonging.until and today - belonging.until > TOLD_FOR:
        return None
    return Entry(session, off, belonging.changes)


def event_of(entry: Entry) -> Event:
    """In the language that is spoken now."""
    session, cohort = entry.session, entry.session.cohort
    cancelled = entry.off or is_called_off(session)
    title = session.title.in_language(language())
    described = session if isinstance(session, ClassSession) else None
    return Event(
        uid=session.uid,
        sequence=_sequence(entry),
        title=_("Cancelled: %(session)s", session=title) if cancelled else title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        timezone=cohort.timezone,
        modified=_modified(session),
        cancelled=cancelled,
        place=_place(described) if described else None,
        description=_description(described, cohort.title.in_language(language())) if described else None,
        link=described.link if described else None,
        category=cohort.title.in_language(language()),
    )


def is_called_off(session: ClassSession | RemovedSession) -> bool:
    if isinstance(session, RemovedSession):
        return True
    return session.is_cancelled or session.cohort.status is CohortStatus.CANCELLED


def _sequence(entry: Entry) -> int:
    """It grows with every change of the session, of its cohort, and of the reader's place in that."""
    session = entry.session
    own = session.sequence if isinstance(session, RemovedSession) else session.version - 1
    return own + session.cohort.version - 1 + entry.changes


def _modified(session: ClassSession | RemovedSession) -> datetime:
    return session.created_at if isinstance(session, RemovedSession) else session.changed_at


def _place(session: ClassSession) -> str | None:
    """Where one goes; of a meeting without a room, its address."""
    return session.venue.in_language(language()) or session.link


def _description(session: ClassSession, cohort: str) -> str:
    lines = [cohort]
    if session.trainer:
        lines.append(_("Trainer: %(name)s", name=display_name(session.trainer, language())))
    lines.append(_("%(hours)s class hours", hours=format_number(session.class_hours)))
    if session.link:
        lines.append(_("Meeting: %(link)s", link=session.link))
    return "\n".join(lines)
