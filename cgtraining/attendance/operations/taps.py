"""Taking up what a device collected on the tap list, however late and however often it comes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest

from flask_babel import gettext as _
from sqlalchemy import insert

from cgtraining import clock
from cgtraining.attendance.marking import Cell, is_listed, tidied
from cgtraining.attendance.models import ClassSession, MarkSource, Tap, TapVerdict
from cgtraining.attendance.operations.disputes import close_agreeing
from cgtraining.attendance.operations.marks import mark
from cgtraining.attendance.queries import lock_enrolments
from cgtraining.attendance.queries.taps import left_days, newest_change_ids, open_taps, standings_of, verdicts_of
from cgtraining.attendance.tapping import Said, Standing, after, judge
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


@dataclass(frozen=True)
class SentTap:
    """One tap as a device sends it; `tapped_at` is by the server's clock already."""

    key: str
    enrolment_id: int
    said: Said
    tapped_at: datetime


@dataclass(frozen=True)
class Receipt:
    """Either the verdict on a tap that is kept now, or the sentence that refuses it."""

    verdict: TapVerdict | None = None
    refusal: str | None = None


def receive_taps(*, session: ClassSession, taps: Sequence[SentTap], actor: Person) -> dict[str, Receipt]:
    """By key. Each tap is taken up or refused by itself; one that came before changes nothing, and is told the same."""
    ids = {tap.enrolment_id for tap in taps}
    in_cohort = lock_enrolments(session.cohort_id, ids)
    known = verdicts_of(tap.key for tap in taps)
    receipts = {key: Receipt(verdict) for key, verdict in known.items()}
    standings = standings_of(session, sorted(in_cohort))
    refusals = _refused_trainees(session, ids, in_cohort, standings)
    fresh = {tap.key: _tidied(tap, session.minutes) for tap in taps if tap.key not in known}
    for turn in _turns(list(fresh.values())):
        expected = [tap for tap in turn if tap.enrolment_id not in refusals]
        receipts |= {tap.key: Receipt(refusal=refusals[tap.enrolment_id]) for tap in turn if tap not in expected}
        receipts |= _take_up(session, expected, standings, actor)
    return receipts


def _turns(taps: Sequence[SentTap]) -> Iterator[list[SentTap]]:
    """First the first tap of each trainee, then the second: those of one turn do not wait for each other."""
    by_trainee: dict[int, list[SentTap]] = {}
    for tap in sorted(taps, key=lambda one: one.said.number):
        by_trainee.setdefault(tap.enrolment_id, []).append(tap)
    for turn in zip_longest(*by_trainee.values()):
        yield [tap for tap in turn if tap is not None]


def _refused_trainees(
    session: ClassSession, ids: set[int], in_cohort: set[int], standings: Mapping[int, Standing]
) -> dict[int, str]:
    refusals = {i: _("This trainee is not in the cohort of the session any more.") for i in ids - in_cohort}
    for i, left in left_days(in_cohort).items():
        if not is_listed(day=session.day, left_on=left, has_mark=standings[i].current.status is not None):
            refusals[i] = _("This trainee had left the cohort by the day of the session.")
    return refusals


def _take_up(
    session: ClassSession, turn: Sequence[SentTap], standings: dict[int, Standing], actor: Person
) -> dict[str, Receipt]:
    """Taps of different trainees."""
    verdicts = {tap.key: judge(standings[tap.enrolment_id], tap.said) for tap in turn}
    counted = [tap for tap in turn if verdicts[tap.key] is TapVerdict.COUNTED]
    refusals = _mark(session, counted, standings, actor)
    kept = [tap for tap in turn if tap.key not in refusals]
    changes = newest_change_ids(session, [tap.enrolment_id for tap in counted]) if counted else {}
    for tap in kept:
        standings[tap.enrolment_id] = after(standings[tap.enrolment_id], tap.said)
    _close_own(session, [tap for tap in kept if verdicts[tap.key] is not TapVerdict.OUTRUN], actor)
    close_agreeing(session, {tap.enrolment_id: tap.said.new for tap in counted if tap in kept}, actor)
    db.session.flush()
    _keep(session, kept, verdicts, {i: change for i, change in changes.items() if standings[i].holder}, actor)
    told = {tap.key: Receipt(verdicts[tap.key]) for tap in kept}
    return told | {key: Receipt(refusal=sentence) for key, sentence in refusals.items()}


def _mark(
    session: ClassSession, taps: Sequence[SentTap], standings: Mapping[int, Standing], actor: Person
) -> dict[str, str]:
    """The refusals by key: all at once where nothing is refused, else one by one."""
    on_the_day = [tap for tap in taps if session.day <= session.local(tap.tapped_at).date() <= session.last_day]
    later = [tap for tap in taps if tap not in on_the_day]
    reason = _("Tapped on the day itself, and delivered when the device had a network again.")
    refusals = _mark_together(
        session, on_the_day, standings, actor, reason if session.last_day < _today(session) else None
    )
    return refusals | _mark_together(session, later, standings, actor, None)


def _mark_together(
    session: ClassSession,
    taps: Sequence[SentTap],
    standings: Mapping[int, Standing],
    actor: Person,
    reason: str | None,
) -> dict[str, str]:
    if not taps:
        return {}
    cells = [Cell(tap.enrolment_id, standings[tap.enrolment_id].current, tap.said.new) for tap in taps]
    try:
        with db.session.begin_nested():
            marking = mark(session=session, cells=cells, actor=actor, reason=reason, source=MarkSource.TAP_LIST)
    except RuleBroken as refusal:
        if len(taps) == 1:
            return {taps[0].key: str(refusal)}
        alone = [_mark_together(session, [tap], standings, actor, reason) for tap in taps]
        return {key: sentence for refusals in alone for key, sentence in refusals.items()}
    sentence = _("Changing an earlier mark of a past day needs a reason: change it in the register.")
    return {tap.key: sentence for tap in taps if tap.enrolment_id not in marking.saved}


def _close_own(session: ClassSession, taps: Sequence[SentTap], actor: Person) -> None:
    """What a device said before about the same trainee is not its word any more."""
    devices = {(tap.enrolment_id, tap.said.device) for tap in taps}
    for tap in open_taps(session, [tap.enrolment_id for tap in taps]):
        if (tap.enrolment_id, tap.device) in devices:
            tap.closed_at, tap.closed_by_id = clock.now(), actor.id


def _keep(
    session: ClassSession,
    taps: Sequence[SentTap],
    verdicts: Mapping[str, TapVerdict],
    alone_made: Mapping[int, int],
    actor: Person,
) -> None:
    """In one statement; `alone_made` are the changes of marks that one device alone made, by trainee."""
    if not taps:
        return
    received = {"session_id": session.id, "actor_id": actor.id, "received_at": clock.now()}
    db.session.execute(insert(Tap), [received | _values(tap, verdicts[tap.key], alone_made) for tap in taps])


def _values(tap: SentTap, verdict: TapVerdict, alone_made: Mapping[int, int]) -> dict[str, object]:
    said = tap.said
    return {
        "key": tap.key,
        "enrolment_id": tap.enrolment_id,
        "device": said.device,
        "number": said.number,
        "tapped_at": tap.tapped_at,
        "base_status": said.base.status,
        "base_minutes": said.base.minutes_missed,
        "new_status": said.new.status,
        "new_minutes": said.new.minutes_missed,
        "verdict": verdict,
        "change_id": alone_made.get(tap.enrolment_id) if verdict is TapVerdict.COUNTED else None,
    }


def _tidied(tap: SentTap, minutes: int) -> SentTap:
    said = tap.said
    return replace(tap, said=replace(said, base=tidied(said.base, minutes), new=tidied(said.new, minutes)))


def _today(session: ClassSession) -> date:
    return clock.today(session.cohort.timezone)
