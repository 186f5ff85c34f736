"""What a report would mark, trainee by trainee, beside what is marked now. Pure: rows come in as they are stored."""

import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from cgtraining.attendance.marking import Cell, MarkValue
from cgtraining.attendance.meetings.choices import enrolment_of
from cgtraining.attendance.meetings.judging import stays_of
from cgtraining.attendance.meetings.presence import Presence, presence_of, value_of
from cgtraining.attendance.models import AttendanceStatus, ClassSession, MarkSource, MeetingRow
from cgtraining.attendance.queries.marks import RegisterRow

TAKE, KEEP, ABSENT = "take", "keep", "absent"
DECISIONS = (TAKE, KEEP, ABSENT)


class Outcome(enum.Enum):
    """`DIFFERS`: a mark from elsewhere stands, and nobody decided yet; `SHORT`: there for less than the minimum."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DIFFERS = "differs"
    SHORT = "short"
    KEPT = "kept"

    @property
    def label(self) -> object:
        return {
            Outcome.NEW: _l("Will be marked"),
            Outcome.CHANGED: _l("Will be changed"),
            Outcome.SAME: _l("Marked so already"),
            Outcome.DIFFERS: _l("Marked differently: please choose"),
            Outcome.SHORT: _l("Hardly there: please choose"),
            Outcome.KEPT: _l("Stays as it is"),
        }[self]


WRITES = (Outcome.NEW, Outcome.CHANGED)
UNDECIDED = (Outcome.DIFFERS, Outcome.SHORT)


@dataclass(frozen=True)
class Proposal:
    """One trainee who is in the report. `value` is what would be marked, `proposed` what the minutes say."""

    trainee: RegisterRow
    presence: Presence
    proposed: MarkValue
    value: MarkValue
    outcome: Outcome
    rows: Sequence[MeetingRow] = field(default_factory=list)
    decision: str | None = None
    is_short: bool = False

    @property
    def cell(self) -> Cell:
        return Cell(self.trainee.enrolment_id, self.trainee.value, self.value)

    @property
    def asks(self) -> bool:
        """Whether a person may decide about it, now or again."""
        return self.outcome in UNDECIDED or self.decision is not None


def proposals(
    session: ClassSession,
    register: Sequence[RegisterRow],
    rows: Iterable[MeetingRow],
    decisions: Mapping[str, str],
    minimum_minutes: int,
) -> list[Proposal]:
    """In the order of the register; all rows of one trainee are merged."""
    own: dict[int, list[MeetingRow]] = defaultdict(list)
    for row in rows:
        if (enrolment_id := enrolment_of(row)) is not None:
            own[enrolment_id].append(row)
    return [
        proposal(session, trainee, own[trainee.enrolment_id], decisions, minimum_minutes)
        for trainee in register
        if trainee.enrolment_id in own
    ]


def proposal(
    session: ClassSession,
    trainee: RegisterRow,
    rows: Sequence[MeetingRow],
    decisions: Mapping[str, str],
    minimum_minutes: int,
) -> Proposal:
    stays = [stay for row in rows for stay in stays_of(row.found)]
    presence = presence_of(stays, session.starts_at, session.ends_at)
    said = value_of(presence, session.starts_at, session.ends_at, session.cohort.curriculum.attendance_rule)
    decision = decisions.get(str(trainee.enrolment_id))
    is_short = presence.minutes < min(minimum_minutes, session.minutes)
    value = MarkValue(AttendanceStatus.ABSENT) if decision == ABSENT else said
    outcome = outcome_of(trainee, value, decision, is_short=is_short)
    return Proposal(trainee, presence, said, value, outcome, rows, decision, is_short)


def outcome_of(trainee: RegisterRow, value: MarkValue, decision: str | None, *, is_short: bool) -> Outcome:
    if decision == KEEP:
        return Outcome.KEPT
    if trainee.value == value:
        return Outcome.SAME
    if is_short and decision is None:
        return Outcome.SHORT
    if trainee.value.status is None:
        return Outcome.NEW
    is_ours = trainee.source is MarkSource.MEETING
    return Outcome.CHANGED if is_ours or decision is not None else Outcome.DIFFERS


def not_in_report(register: Sequence[RegisterRow], found: Sequence[Proposal]) -> list[RegisterRow]:
    """Those who were expected on that day; whoever has a mark already too."""
    there = {each.trainee.enrolment_id for each in found}
    return [row for row in register if row.enrolment_id not in there and not row.outside]
