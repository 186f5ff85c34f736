"""Who and what is wanted in two places at once: a trainer, a venue, the cohort itself."""

import enum
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cgtraining.language.text import BilingualText

# What people write where a venue is still to be found, or where there is none.
NOWHERE = frozenset(
    {"待定", "另行通知", "线上", "腾讯会议", "tbd", "tba", "tobeannounced", "tobeconfirmed", "online", "zoom"}
)


class ClashKind(enum.Enum):
    TRAINER = "trainer"
    VENUE = "venue"
    COHORT = "cohort"


@dataclass(frozen=True)
class Booking:
    """A session as far as it takes people and rooms. `place` is its id, or where it stands in a list of new ones."""

    place: int
    cohort_id: int
    starts_at: datetime
    ends_at: datetime
    trainer_id: int | None
    venue: frozenset[str]
    title: BilingualText
    cohort_title: BilingualText = field(default_factory=BilingualText)
    is_known: bool = True


@dataclass(frozen=True)
class Clash:
    """With one other session: by trainer, venue or both, or by the cohort alone."""

    kinds: frozenset[ClashKind]
    other: Booking


def venue_keys(*names: str | None) -> frozenset[str]:
    """A venue by each of its names, so that case, width, blanks and signs make no other venue of it."""
    written = (unicodedata.normalize("NFKC", name or "").casefold() for name in names)
    plain = ("".join(sign for sign in name if sign.isalnum()) for name in written)
    return frozenset(name for name in plain if name and name not in NOWHERE)


def clashes_among(mine: Sequence[Booking], others: Sequence[Booking]) -> list[list[Clash]]:
    """For each of mine, what it meets among the others and among mine; a session that only touches another is none."""
    everything = sorted((*mine, *others), key=lambda one: one.starts_at)
    starts = [one.starts_at for one in everything]
    longest = max((one.ends_at - one.starts_at for one in everything), default=timedelta(0))
    found = []
    for one in mine:
        near = everything[bisect_left(starts, one.starts_at - longest) : bisect_right(starts, one.ends_at)]
        found.append([Clash(kinds, other) for other in near if other is not one and (kinds := _shared(one, other))])
    return found


def _shared(one: Booking, other: Booking) -> frozenset[ClashKind]:
    if not (one.starts_at < other.ends_at and other.starts_at < one.ends_at):
        return frozenset()
    kinds = {ClashKind.TRAINER} if one.trainer_id is not None and one.trainer_id == other.trainer_id else set()
    kinds |= {ClashKind.VENUE} if one.venue & other.venue else set()
    if not kinds and one.cohort_id == other.cohort_id:
        kinds = {ClashKind.COHORT}
    return frozenset(kinds)
