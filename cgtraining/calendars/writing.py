"""A calendar as a file that Outlook, Google and Apple subscribe to."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar

from cgtraining.calendars.events import Calendar, Event

MAKER = "-//cgtraining//Class sessions//EN"
ASK_AGAIN = timedelta(hours=1)
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}
MARGIN = timedelta(days=366)  # a calendar that looks at the day before the first event finds its clocks, too


def write_calendar(calendar: Calendar) -> bytes:
    """The same bytes for the same calendar: nothing in it depends on when it is written."""
    made = icalendar.Calendar()
    for name, value in _head(calendar):
        made.add(name, value)
    made.add("REFRESH-INTERVAL", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    made.add("X-PUBLISHED-TTL", icalendar.vDuration(ASK_AGAIN))
    for component in (*_timezones(calendar.events), *(_event(one, calendar) for one in calendar.events)):
        made.add_component(component)
    return bytes(made.to_ical())


def _head(calendar: Calendar) -> list[tuple[str, str]]:
    head = [
        ("VERSION", "2.0"),
        ("PRODID", MAKER),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("NAME", calendar.name),
        ("X-WR-CALNAME", calendar.name),
    ]
    if calendar.source:
        head.append(("SOURCE", calendar.source))
    zones = {event.timezone for event in calendar.events}
    return [*head, ("X-WR-TIMEZONE", zones.pop())] if len(zones) == 1 else head


def _timezones(events: Sequence[Event]) -> list[icalendar.Timezone]:
    """How the clocks of each zone are set, for the time that its events are in."""
    days: dict[str, list[date]] = {}
    for event in events:
        days.setdefault(event.timezone, []).extend((event.starts_at.date(), event.ends_at.date()))
    return [_timezone(zone, min(of_zone) - MARGIN, max(of_zone) + MARGIN) for zone, of_zone in sorted(days.items())]


@lru_cache(maxsize=200)
def _timezone(zone: str, first: date, last: date) -> icalendar.Timezone:
    return icalendar.Timezone.from_tzid(zone, first_date=first, last_date=last)


def _event(event: Event, calendar: Calendar) -> icalendar.Event:
    made, zone = icalendar.Event(), ZoneInfo(event.timezone)
    made.add("UID", event.uid)
    made.add("SEQUENCE", event.sequence)
    made.add("DTSTAMP", event.modified.replace(microsecond=0))
    made.add("LAST-MODIFIED", event.modified.replace(microsecond=0))
    made.add("DTSTART", event.starts_at.astimezone(zone))
    made.add("DTEND", event.ends_at.astimezone(zone))
    made.add("STATUS", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("TRANSP", "TRANSPARENT" if event.cancelled else "OPAQUE")
    spoken = {"LANGUAGE": LANGUAGE_TAGS[calendar.language]}
    for name, text in (("SUMMARY", event.title), ("LOCATION", event.place), ("DESCRIPTION", event.description)):
        if text:
            made.add(name, text, parameters=spoken)
    if event.category:
        made.add("CATEGORIES", [event.category])
    if event.link:
        made.add("URL", event.link)
    return made
