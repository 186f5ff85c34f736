"""What a calendar holds, as far as we write it and read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cgtraining.language.text import Language


@dataclass(frozen=True)
class Event:
    """`uid` stays for ever; `sequence` only grows, by one at least whenever what is said here changes.

    The times are shown by the clocks of `timezone` (an IANA name). `modified` is when it was last changed.
    """

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    modified: datetime
    cancelled: bool = False
    place: str | None = None
    description: str | None = None
    link: str | None = None
    category: str | None = None


@dataclass(frozen=True)
class Calendar:
    """`source` is the address at which it is found again, if there is one."""

    name: str
    language: Language
    events: Sequence[Event]
    source: str | None = None
