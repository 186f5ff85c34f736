"""Reading calendar files as Outlook, Google, Apple and others make them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from flask_babel import lazy_gettext as _l

from cgtraining.calendars.events import Event
from cgtraining.errors import UnusableFile

NO_CALENDAR = _l("This is not a calendar file (.ics), or it was cut off.")
ALL_DAY = timedelta(days=1)


def read_events(content: bytes, timezone: str) -> list[Event]:
    """The events of a file in order of time, each with a beginning and an end; `timezone` is that of bare times.

    What repeats is read as its first occasion. UnusableFile for what is no calendar, or one that is cut off.
    """
    found = [_event(one, ZoneInfo(timezone)) for calendar in _calendars(content) for one in calendar.walk("VEVENT")]
    return sorted((event for event in found if event), key=lambda event: (event.starts_at, event.uid))


def _calendars(content: bytes) -> list[icalendar.Calendar]:
    try:
        text = content.decode("utf-8-sig")
        return list(icalendar.Calendar.from_ical(_whole(text), multiple=True))
    except (ValueError, IndexError, KeyError):
        raise UnusableFile(NO_CALENDAR) from None


def _whole(text: str) -> str:
    """From its first line to its last: of a file that breaks off, nothing is taken."""
    plain = text.strip().upper()
    if not plain.startswith("BEGIN:VCALENDAR") or not plain.endswith("END:VCALENDAR"):
        raise UnusableFile(NO_CALENDAR)
    return text


def _event(read: icalendar.Component, zone: ZoneInfo) -> Event | None:
    """None for what has no beginning."""
    if "DTSTART" not in read:
        return None
    starts, ends = _moment(read.decoded("DTSTART"), zone), _end(read, zone)
    stamp = read.get("LAST-MODIFIED") or read.get("DTSTAMP")
    return Event(
        uid=str(read.get("UID", "")),
        sequence=int(read.get("SEQUENCE", 0)),
        title=str(read.get("SUMMARY", "")),
        starts_at=starts,
        ends_at=max(ends, starts),
        timezone=_zone_name(read, zone),
        modified=_moment(stamp.dt, zone) if stamp else starts,
        cancelled=str(read.get("STATUS", "")).upper() == "CANCELLED",
        place=_text(read, "LOCATION"),
        description=_text(read, "DESCRIPTION"),
        link=_text(read, "URL"),
        category=_first_category(read),
    )


def _end(read: icalendar.Component, zone: ZoneInfo) -> datetime:
    """As given, by its duration, or for a whole day."""
    starts = read.decoded("DTSTART")
    if "DTEND" in read:
        return _moment(read.decoded("DTEND"), zone)
    if "DURATION" in read:
        length: timedelta = read.decoded("DURATION")
        return _moment(starts, zone) + length
    return _moment(starts, zone) + (timedelta() if isinstance(starts, datetime) else ALL_DAY)


def _moment(value: date | datetime, zone: ZoneInfo) -> datetime:
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001  (given its zone in the next line)
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def _zone_name(read: icalendar.Component, zone: ZoneInfo) -> str:
    """The IANA name, by which Windows' own ('China Standard Time') was read; of UTC and bare times, the reader's."""
    starts = read.decoded("DTSTART")
    name = getattr(starts.tzinfo, "key", None) if isinstance(starts, datetime) else None
    return zone.key if name in (None, "UTC") else str(name)


def _text(read: icalendar.Component, name: str) -> str | None:
    value = read.get(name)
    return str(value[0] if isinstance(value, list) else value).strip() or None if value else None


def _first_category(read: icalendar.Component) -> str | None:
    found: Any = read.get("CATEGORIES")
    several = found if isinstance(found, list) else [found] if found else []
    return next((str(text) for one in several for text in one.cats if str(text)), None)
