"""What holds for one trainee at a quiz: from when until when, how long, how often; and the last moment for an answer.

1. What a trainee was given by name (`QuizAllowance`) takes the place of the quiz's own opening and closing.
2. An attempt begins between opening and closing. It ends when its time is over, or at the closing, whichever is first.
3. Extra minutes lengthen both, so that somebody who has a quarter of an hour more and begins with all the others has
   it; only a closing that was given by name already says all.
4. An answer that was under way at the last moment is taken for a few seconds more (`GRACE`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

GRACE = timedelta(seconds=5)


class Given(Protocol):
    """What a quiz says."""

    opens_at: datetime | None
    closes_at: datetime | None
    minutes: int | None
    attempts: int | None


class Beyond(Protocol):
    """What an allowance says."""

    opens_at: datetime | None
    closes_at: datetime | None
    extra_minutes: int
    extra_attempts: int


@dataclass(frozen=True)
class Terms:
    """`ends_at` is the closing with the extra minutes: the last moment of any attempt."""

    opens_at: datetime | None
    closes_at: datetime | None
    ends_at: datetime | None
    minutes: int | None
    attempts: int | None

    def is_early(self, now: datetime) -> bool:
        return self.opens_at is not None and now < self.opens_at

    def is_over(self, now: datetime) -> bool:
        return self.closes_at is not None and now >= self.closes_at

    def due_at(self, started_at: datetime) -> datetime | None:
        own = started_at + timedelta(minutes=self.minutes) if self.minutes is not None else None
        return min((moment for moment in (own, self.ends_at) if moment is not None), default=None)

    def attempts_left(self, begun: int) -> int | None:
        """None: as many as one likes."""
        return None if self.attempts is None else max(0, self.attempts - begun)


def terms_of(quiz: Given, beyond: Beyond | None = None) -> Terms:
    if beyond is None:
        return Terms(quiz.opens_at, quiz.closes_at, quiz.closes_at, quiz.minutes, quiz.attempts)
    extra = timedelta(minutes=beyond.extra_minutes)
    closes_at = beyond.closes_at or quiz.closes_at
    return Terms(
        opens_at=beyond.opens_at or quiz.opens_at,
        closes_at=closes_at,
        ends_at=beyond.closes_at or (closes_at + extra if closes_at else None),
        minutes=None if quiz.minutes is None else quiz.minutes + beyond.extra_minutes,
        attempts=None if quiz.attempts is None else quiz.attempts + beyond.extra_attempts,
    )


def is_too_late(due_at: datetime | None, now: datetime) -> bool:
    return due_at is not None and now > due_at + GRACE
