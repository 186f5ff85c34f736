"""What marking the same answers again would change; nothing is written here."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cgtraining.questions.content import Content
from cgtraining.questions.marking import carries_points, mark, points_for
from cgtraining.questions.responses import tidy_response


@dataclass(frozen=True)
class Given:
    """An answer as it stands. What a person marked is a person's to change."""

    answer_id: int
    attempt_id: int
    response: dict[str, Any] | None
    maximum: Decimal
    points: Decimal | None
    by_hand: bool


@dataclass(frozen=True)
class Change:
    answer_id: int
    attempt_id: int
    old: Decimal | None
    new: Decimal

    @property
    def difference(self) -> Decimal:
        return self.new - (self.old or Decimal(0))


@dataclass(frozen=True)
class RegradePlan:
    """`kept` counts the answers that a person had marked and that would earn something else by the rule."""

    answers: int
    kept: int
    changes: Sequence[Change]

    @property
    def promise(self) -> str:
        """Differs as soon as anything else would be changed than was shown."""
        told = ";".join(f"{change.answer_id}:{change.old}:{change.new}" for change in self.changes)
        return hashlib.sha256(told.encode()).hexdigest()


def plan_regrade(given: Iterable[Given], content: Content, *, gives_all: bool) -> RegradePlan:
    """`gives_all`: the question was no good, so that everybody gets all its points, whatever was answered."""
    answers, kept, changes = 0, 0, []
    for one in given:
        answers += 1
        new = points_by(content, one.response, one.maximum, gives_all=gives_all)
        if new is None or new == one.points:
            continue
        if one.by_hand:
            kept += 1
        else:
            changes.append(Change(one.answer_id, one.attempt_id, one.points, new))
    return RegradePlan(answers, kept, tuple(changes))


def points_by(
    content: Content, response: dict[str, Any] | None, maximum: Decimal, *, gives_all: bool
) -> Decimal | None:
    """None: it waits for a person, who has the say."""
    if gives_all and carries_points(content):
        return maximum
    share = mark(content, tidy_response(content, response)).share
    return None if share is None else points_for(share, maximum)
