"""The times in which someone is away, and which sessions they cover. Moments are in UTC: differences are true."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

NOON = time(12)
MIDNIGHT = time(0)
NOTHING = timedelta(0)


@dataclass(frozen=True, order=True)
class Span:
    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def shared_with(self, other: "Span") -> timedelta:
        return max(min(self.end, other.end) - max(self.start, other.start), NOTHING)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order, without overlaps; what touches becomes one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        elif span.length > NOTHING:
            found.append(span)
    return tuple(found)


def covers(spans: Sequence[Span], session: Span) -> bool:
    """Whether at least half of the session falls into the spans: less is coming late or leaving early."""
    away = sum((span.shared_with(session) for span in spans), NOTHING)
    return away > NOTHING and 2 * away >= session.length


def collide(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(one.shared_with(other) > NOTHING for one in spans for other in others)


def until(spans: Sequence[Span], end: datetime) -> tuple[Span, ...]:
    """What is left of the spans before `end`."""
    return tuple(Span(span.start, min(span.end, end)) for span in spans if span.start < end)


def days_in(spans: Sequence[Span], timezone: str) -> Decimal:
    """The length in days, in steps of half a day: each morning and each afternoon that the spans touch."""
    return Decimal(len(set(_half_days(spans, ZoneInfo(timezone))))) / 2


def days_between(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def moment_at(day: date, clock_time: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock_time, zone).astimezone(UTC)


def morning(day: date, zone: ZoneInfo) -> datetime:
    return moment_at(day, MIDNIGHT, zone)


def noon(day: date, zone: ZoneInfo) -> datetime:
    return moment_at(day, NOON, zone)


def night(day: date, zone: ZoneInfo) -> datetime:
    return morning(day + timedelta(days=1), zone)


def _half_days(spans: Sequence[Span], zone: ZoneInfo) -> Iterator[Span]:
    for span in spans:
        for day in days_between(span.start.astimezone(zone).date(), span.end.astimezone(zone).date()):
            for half in (Span(morning(day, zone), noon(day, zone)), Span(noon(day, zone), night(day, zone))):
                if half.shared_with(span) > NOTHING:
                    yield half


def spans_to_json(spans: Sequence[Span]) -> list[str]:
    """Start and end in turn, in ISO 8601."""
    return [moment.isoformat() for span in spans for moment in (span.start, span.end)]


def spans_from_json(times: Sequence[str]) -> tuple[Span, ...]:
    moments = [datetime.fromisoformat(text) for text in times]
    return tuple(Span(start, end) for start, end in zip(moments[::2], moments[1::2], strict=True))
