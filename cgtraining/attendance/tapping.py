"""What becomes of taps that devices collected without a network, in whatever order and however often they come.

Nobody's word is lost, and none overwrites what its writer had not seen. What was marked first stands; another device
that had not seen it and says something else is in dispute with it, which is shown until a person settles it. Later is
not better here: who taps last, by whatever clock, has not therefore looked better.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus, TapVerdict

# What one tap after the other says of a trainee; from any other mark, such as a leave, the first tap says present.
CYCLE = (None, AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.ABSENT)
OLDEST = timedelta(days=60)


@dataclass(frozen=True)
class Said:
    """One tap. `base` is the mark that its device had last been told, `number` counts up on the device."""

    device: str
    number: int
    base: MarkValue
    new: MarkValue


@dataclass(frozen=True)
class KeptTap:
    """A tap that was delivered before, with the change of the mark that its device alone made."""

    said: Said
    verdict: TapVerdict
    change_id: int | None
    is_open: bool


@dataclass(frozen=True)
class Standing:
    """How it stands with one trainee at one session.

    `holder` is the device whose taps alone made the mark what it is; `disputed` says by device what it says instead.
    """

    current: MarkValue = field(default_factory=MarkValue)
    holder: str | None = None
    newest: Mapping[str, int] = field(default_factory=dict)
    disputed: Mapping[str, MarkValue] = field(default_factory=dict)


def judge(standing: Standing, said: Said) -> TapVerdict:
    if said.number <= standing.newest.get(said.device, 0):
        return TapVerdict.OUTRUN
    if agree(said.new, standing.current):
        return TapVerdict.AGREED
    if said.device == standing.holder or said.base == standing.current:
        return TapVerdict.COUNTED
    if agree(said.new, said.base):
        return TapVerdict.WITHDRAWN
    return TapVerdict.DISPUTED


def after(standing: Standing, said: Said) -> Standing:
    """How it stands once the tap was taken up."""
    verdict = judge(standing, said)
    if verdict is TapVerdict.OUTRUN:
        return standing
    disputed = {device: value for device, value in standing.disputed.items() if device != said.device}
    newest = {**standing.newest, said.device: said.number}
    if verdict is TapVerdict.DISPUTED:
        return replace(standing, newest=newest, disputed={**disputed, said.device: said.new})
    if verdict is TapVerdict.COUNTED:
        left = {device: value for device, value in disputed.items() if not agree(value, said.new)}
        holder = said.device if left == disputed else None
        return Standing(said.new, holder, newest, left)
    holder = standing.holder
    if verdict is TapVerdict.AGREED and holder != said.device:
        holder = None  # two say it now, and neither alone may change it unseen
    return replace(standing, holder=holder, newest=newest, disputed=disputed)


def standing_of(current: MarkValue, newest_change: int | None, kept: Sequence[KeptTap]) -> Standing:
    """As the database keeps it: the mark, its newest change, and the taps in the order of their coming."""
    holder, newest, disputed = None, dict[str, int](), dict[str, MarkValue]()
    for tap in kept:
        device = tap.said.device
        newest[device] = max(newest.get(device, 0), tap.said.number)
        if tap.change_id is not None and tap.change_id == newest_change:
            holder = device
        elif tap.verdict is TapVerdict.AGREED and holder != device:
            holder = None
        if tap.is_open:
            disputed[device] = tap.said.new
    return Standing(current, holder, newest, disputed)


def agree(one: MarkValue, other: MarkValue) -> bool:
    """Minutes come from the moment of the tap, so two who say 'late' within minutes of each other say the same."""
    return one.status is other.status


def moment_of_tap(at_device: datetime, offset: timedelta, received_at: datetime) -> datetime:
    """By the server's clock. A clock that is wrong beyond belief makes no tap of the future, nor of another year."""
    return min(max(at_device + offset, received_at - OLDEST), received_at)


def next_value(value: MarkValue, starts_at: datetime, ends_at: datetime, now: datetime) -> MarkValue:
    """What one more tap says: no mark, present, late by the minutes since the start, absent, and around."""
    place = CYCLE.index(value.status) if value.status in CYCLE else 0
    status = CYCLE[(place + 1) % len(CYCLE)]
    if status is not AttendanceStatus.LATE:
        return MarkValue(status)
    return MarkValue(status, minutes_since(starts_at, ends_at, now))


def minutes_since(starts_at: datetime, ends_at: datetime, now: datetime) -> int:
    """Whole minutes since the start while the session runs, else none: they are not known."""
    return int((now - starts_at).total_seconds() // 60) if starts_at < now < ends_at else 0
