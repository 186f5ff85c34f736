"""Enrolling people, and what is kept with an enrolment besides its state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm.util import identity_key

from cgtraining import clock
from cgtraining.audit.operations import record, record_all
from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment, EnrolmentChange, EnrolmentState, Group
from cgtraining.cohorts.queries import are_in, count_staying
from cgtraining.database import add_numbered, db
from cgtraining.errors import RuleBroken
from cgtraining.language.formatting import format_date
from cgtraining.people.models import Organization, Person
from cgtraining.people.operations import add_newcomer
from cgtraining.people.values import PersonValues


@dataclass(frozen=True)
class Newcomer:
    person: Person
    group: Group | None = None
    sponsor: Organization | None = None
    note: str | None = None


def enrol(
    *,
    cohort: Cohort,
    person: Person,
    actor: Person | None,
    group: Group | None = None,
    sponsor: Organization | None = None,
    joined_on: date | None = None,
) -> Enrolment:
    """Put the person into the cohort from `joined_on`, its first day unless given.

    A late joiner is answerable for what is taught from that day on.
    """
    return enrol_all(cohort=cohort, newcomers=[Newcomer(person, group, sponsor)], actor=actor, joined_on=joined_on)[0]


def enrol_all(
    *, cohort: Cohort, newcomers: Sequence[Newcomer], actor: Person | None, joined_on: date | None = None
) -> list[Enrolment]:
    """All of them or none, in this order, with few statements for many."""
    joined_on = joined_on or cohort.starts_on
    _check(cohort, newcomers, joined_on)
    enrolments = [_made(cohort, newcomer, joined_on) for newcomer in newcomers]
    add_numbered(enrolments)
    db.session.flush()
    _note_starts(enrolments, actor)
    return enrolments


def _made(cohort: Cohort, newcomer: Newcomer, joined_on: date) -> Enrolment:
    enrolment = Enrolment(cohort=cohort, person=newcomer.person, group=newcomer.group, sponsor=newcomer.sponsor)
    enrolment.joined_on = enrolment.state_since = joined_on
    enrolment.note = newcomer.note
    return enrolment


def enrol_new_person(
    *,
    cohort: Cohort,
    values: PersonValues,
    actor: Person | None,
    group: Group | None = None,
    joined_on: date | None = None,
    is_someone_else: bool = False,
) -> Enrolment:
    """Add a person and enrol them; refused if phone or e-mail are known and it is not `is_someone_else`."""
    person = add_newcomer(actor=actor, values=values, is_another=is_someone_else)
    return enrol(cohort=cohort, person=person, actor=actor, group=group, joined_on=joined_on)


def assign_sponsor(
    *, enrolments: Sequence[Enrolment], sponsor: Organization | None, actor: Person | None
) -> Sequence[Enrolment]:
    """Set who pays for these trainees; None: nobody does."""
    for enrolment in enrolments:
        enrolment.sponsor = sponsor
        record("enrolment.sponsor_set", enrolment, actor=actor, sponsor=sponsor.id if sponsor else None)
    db.session.flush()
    return enrolments


def change_place(
    *,
    enrolment: Enrolment,
    group: Group | None,
    sponsor: Organization | None,
    joined_on: date,
    version: int | str | None,
    actor: Person | None,
) -> Enrolment:
    """Group, sponsor, and the day from which the trainee is answerable for what is taught."""
    enrolment.expect_version(version)
    if group is not None and group.cohort_id != enrolment.cohort_id:
        raise RuleBroken(_("This group belongs to another cohort."))
    if joined_on != enrolment.joined_on:
        _move_first_day(enrolment, joined_on)
    enrolment.group, enrolment.sponsor = group, sponsor
    db.session.flush()
    record("enrolment.place_set", enrolment, actor=actor, joined_on=joined_on.isoformat())
    return enrolment


def _move_first_day(enrolment: Enrolment, day: date) -> None:
    check_joining_day(enrolment.cohort, day)
    if enrolment.state is EnrolmentState.COMPLETED:
        raise RuleBroken(_("This trainee is on an approved list of graduates: the first day cannot change any more."))
    if enrolment.state_since == enrolment.joined_on:
        enrolment.state_since = day
    elif day > enrolment.state_since:
        changed = format_date(enrolment.state_since)
        raise RuleBroken(_("The state changed on %(day)s already: the first day cannot be after that.", day=changed))
    enrolment.joined_on, enrolment.touched_at = day, clock.now()


def set_note(*, enrolment: Enrolment, note: str | None, version: int | str | None, actor: Person | None) -> Enrolment:
    enrolment.expect_version(version)
    enrolment.note = note or None
    db.session.flush()
    record("enrolment.note_set", enrolment, actor=actor)
    return enrolment


def touch(*enrolment_ids: int) -> None:
    """Say that something which completion depends on has changed for these enrolments."""
    if not enrolment_ids:
        return
    if len(enrolment_ids) == 1:
        db.session.connection().execute(_TOUCH_ONE, {"whose": enrolment_ids[0], "now": clock.now()})
    else:
        db.session.connection().execute(_TOUCH, {"ids": enrolment_ids, "now": clock.now()})
    for loaded in (db.session.identity_map.get(identity_key(Enrolment, i)) for i in enrolment_ids):
        if loaded is not None:
            db.session.expire(loaded, ["touched_at"])


# Without the mapping, as a hall that checks in touches thousands within a minute.
_ENROLMENTS = Enrolment.__table__
_SAY_NOW = update(_ENROLMENTS).values(touched_at=bindparam("now"))  # type: ignore[arg-type]
_TOUCH = _SAY_NOW.where(_ENROLMENTS.c.id.in_(bindparam("ids", expanding=True)))
_TOUCH_ONE = _SAY_NOW.where(_ENROLMENTS.c.id == bindparam("whose"))


def _check(cohort: Cohort, newcomers: Sequence[Newcomer], joined_on: date) -> None:
    if cohort.status is CohortStatus.CANCELLED:
        raise RuleBroken(_("This cohort was cancelled: nobody can be enrolled in it."))
    if are_in(cohort, [newcomer.person for newcomer in newcomers]):
        raise RuleBroken(_("This person is already in the cohort. Open the trainee's record to change the state."))
    if any(newcomer.group and newcomer.group.cohort_id != cohort.id for newcomer in newcomers):
        raise RuleBroken(_("This group belongs to another cohort."))
    check_joining_day(cohort, joined_on)
    check_free_place(cohort, len(newcomers))


def check_joining_day(cohort: Cohort, day: date) -> None:
    if day < cohort.starts_on:
        first = format_date(cohort.starts_on)
        raise RuleBroken(_("The date is before the cohort starts on %(first)s.", first=first))
    if day > cohort.ends_on:
        raise RuleBroken(_("The date is after the cohort ends on %(last)s.", last=format_date(cohort.ends_on)))


def check_free_place(cohort: Cohort, wanted: int = 1) -> None:
    if cohort.capacity is not None and count_staying(cohort) + wanted > cohort.capacity:
        raise RuleBroken(
            _(
                "All %(places)s places of this cohort are taken. Raise the number of places first.",
                places=cohort.capacity,
            )
        )


def _note_starts(enrolments: Sequence[Enrolment], actor: Person | None) -> None:
    starts = [
        {
            "enrolment_id": enrolment.id,
            "new_state": EnrolmentState.ENROLLED,
            "on": enrolment.joined_on,
            "actor_id": actor.id if actor else None,
        }
        for enrolment in enrolments
    ]
    db.session.execute(insert(EnrolmentChange), starts)
    details = [{"cohort": each.cohort_id, "person": each.person_id} for each in enrolments]
    record_all("enrolment.made", zip(enrolments, details, strict=True), actor=actor)
