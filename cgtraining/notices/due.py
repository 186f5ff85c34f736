"""When a reminder is sent: pure arithmetic on moments and the clocks of a cohort."""

import enum
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

EARLIER = timedelta(hours=1)  # before quiet hours that last until it would be too late


class Verdict(enum.Enum):
    WAIT = "wait"
    SEND = "send"
    TOO_LATE = "too_late"


@dataclass(frozen=True)
class Quiet:
    """From one time of the day to another, over midnight where the end is the earlier one; equal ends are none."""

    starts: time
    ends: time
    zone: ZoneInfo

    def span(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """The quiet hours in which `moment` lies: its end is outside."""
        local = moment.astimezone(self.zone)
        begins = datetime.combine(local.date(), self.starts, self.zone)
        if self.starts > self.ends and local.time() < self.ends:
            begins -= timedelta(days=1)
        ends = datetime.combine(begins.date(), self.ends, self.zone)
        if self.starts > self.ends:
            ends += timedelta(days=1)
        return (begins, ends) if begins.timestamp() <= moment.timestamp() < ends.timestamp() else None


def send_from(moment: datetime, until: datetime, quiet: Quiet) -> datetime:
    """In quiet hours it waits for their end; where that is too late, it goes out shortly before they begin."""
    span = quiet.span(moment)
    if span is None:
        return moment
    begins, ends = span
    return ends if ends.timestamp() < until.timestamp() else begins - EARLIER


def verdict(now: datetime, moment: datetime, until: datetime, quiet: Quiet) -> Verdict:
    """Of what is due at `moment` and of no use from `until` on."""
    if now >= until:
        return Verdict.TOO_LATE
    if now.timestamp() < send_from(moment, until, quiet).timestamp() or quiet.span(now):
        return Verdict.WAIT
    return Verdict.SEND
