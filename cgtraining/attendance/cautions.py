"""What speaks against a session without forbidding it: it clashes with another, or falls on a day off."""

from collections.abc import Collection, Sequence
from hashlib import sha256

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cgtraining.attendance.clashes import Booking, Clash, ClashKind, venue_keys
from cgtraining.attendance.days_off import SpecialDay
from cgtraining.attendance.models import ClassSession, DayKind
from cgtraining.attendance.operations.planning import SessionValues, moment
from cgtraining.attendance.queries.clashes import booking_of, clashes_of
from cgtraining.attendance.queries.days_off import day_calendar
from cgtraining.cohorts.models import Cohort
from cgtraining.language.choosing import language
from cgtraining.language.formatting import format_date, format_time
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import SessionKind

Cautions = list[list[str]]


def cautions_about(
    cohort: Cohort, many: Sequence[SessionValues], reader: Person, *, without: Collection[int] = ()
) -> Cautions:
    """Sentences for each of the sessions that are to be; `without` are ids of stored ones that they replace."""
    calendar = day_calendar()
    timed = [_booking(cohort, values, place) for place, values in enumerate(many)]
    found = iter(clashes_of([one for one in timed if one], reader, without=without))
    by_row = [next(found) if one else [] for one in timed]
    return [
        [*why_off(calendar.off(values.day)), *sentences(cohort, clashing)]
        for values, clashing in zip(many, by_row, strict=True)
    ]


def cautions_in(cohort: Cohort, stored: Sequence[ClassSession], reader: Person) -> dict[int, list[str]]:
    """The clashes of stored sessions, by session id; those that have none are left out."""
    mine = [booking_of(one) for one in stored if not one.is_cancelled and one.kind is not SessionKind.RECORDED]
    clashes = clashes_of(mine, reader, without={one.place for one in mine})
    return {one.place: sentences(cohort, found) for one, found in zip(mine, clashes, strict=True) if found}


def fingerprint(cautions: Cautions) -> str:
    """Whoever was shown these may save; whoever meets others is shown those first."""
    return sha256("\n".join(sorted(one for row in cautions for one in row)).encode()).hexdigest()[:16]


def sentences(cohort: Cohort, clashes: Sequence[Clash]) -> list[str]:
    return [_sentence(cohort, clash.kinds, clash.other) for clash in clashes]


def _booking(cohort: Cohort, values: SessionValues, place: int) -> Booking | None:
    """A recorded session has no hour of its own; one that ends before it starts is refused elsewhere."""
    if values.kind is SessionKind.RECORDED or values.ends <= values.starts:
        return None
    title, venue = BilingualText(values.title_zh, values.title_en), venue_keys(values.venue_zh, values.venue_en)
    starts, ends = moment(cohort, values.day, values.starts), moment(cohort, values.day, values.ends)
    return Booking(-1 - place, cohort.id, starts, ends, values.trainer_id, venue, title, cohort.title)


def why_off(special: SpecialDay | None) -> list[str]:
    if special is None:
        return []
    facts = {"day": format_date(special.day, weekday=True), "name": special.name.in_language(language())}
    if special.kind is DayKind.WORKDAY:
        return [str(_("%(day)s is a swapped workday (%(name)s): trainees must be at their own work.", **facts))]
    return [str(_("%(day)s is a public holiday (%(name)s).", **facts))]


def _sentence(cohort: Cohort, kinds: frozenset[ClashKind], other: Booking) -> str:
    """Of a cohort that the reader may not know of, only that trainer or venue are taken."""
    facts = {"times": f"{format_time(other.starts_at, cohort.timezone)}–{format_time(other.ends_at, cohort.timezone)}"}
    if not other.is_known:
        return str(_BUSY[kinds] % facts)
    facts |= {"title": other.title.in_language(language()), "cohort": other.cohort_title.in_language(language())}
    return str(_TAKEN[kinds] % facts)


_TRAINER, _VENUE = frozenset({ClashKind.TRAINER}), frozenset({ClashKind.VENUE})
_TAKEN = {
    _TRAINER: _l("The trainer teaches “%(title)s” then (%(cohort)s, %(times)s)."),
    _VENUE: _l("The venue is taken by “%(title)s” (%(cohort)s, %(times)s)."),
    _TRAINER | _VENUE: _l("Trainer and venue are taken by “%(title)s” (%(cohort)s, %(times)s)."),
    frozenset({ClashKind.COHORT}): _l("The cohort has “%(title)s” then (%(times)s)."),
}
_BUSY = {
    _TRAINER: _l("The trainer is busy elsewhere (%(times)s)."),
    _VENUE: _l("The venue is taken by others (%(times)s)."),
    _TRAINER | _VENUE: _l("Trainer and venue are taken elsewhere (%(times)s)."),
}
