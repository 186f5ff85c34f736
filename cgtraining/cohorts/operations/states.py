"""The states of an enrolment: every change keeps its date, its reason and who made it, and can be taken back."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort, Enrolment, EnrolmentChange, EnrolmentState
from cgtraining.cohorts.operations.enrolling import check_free_place, enrol
from cgtraining.cohorts.queries import STAYING, enrolment_in
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.formatting import format_date
from cgtraining.people.models import Person

# What staff record by hand. Completion has its own way (the approved list), and transferring needs the other cohort.
BY_HAND = (EnrolmentState.ENROLLED, EnrolmentState.DEFERRED, EnrolmentState.WITHDRAWN)


def change_state(
    *, enrolment: Enrolment, state: EnrolmentState, on: date, reason: str | None, actor: Person | None
) -> Enrolment:
    """Set the state from the day `on`. Leaving the class needs a reason; coming back needs a free place."""
    _check(enrolment, state, on, reason)
    old, enrolment.state = enrolment.state, state
    enrolment.state_since, enrolment.touched_at = on, clock.now()
    change = EnrolmentChange(enrolment_id=enrolment.id, old_state=old, new_state=state, on=on, reason=reason or None)
    change.actor_id = actor.id if actor else None
    db.session.add(change)
    db.session.flush()
    record("enrolment.state_set", enrolment, actor=actor, old=old.value, new=state.value, on=on.isoformat())
    return enrolment


def record_state(
    *,
    enrolment: Enrolment,
    state: EnrolmentState,
    on: date,
    reason: str | None,
    version: int | str | None,
    actor: Person | None,
) -> Enrolment:
    """What staff may do by hand; a transfer that is taken back also ends the enrolment which it made."""
    enrolment.expect_version(version)
    if state not in BY_HAND:
        raise RuleBroken(_("This state is not set by hand."))
    if enrolment.state is EnrolmentState.COMPLETED:
        raise RuleBroken(_("This trainee is on an approved list of graduates: the state cannot be changed by hand."))
    if enrolment.state is EnrolmentState.TRANSFERRED:
        _take_back_transfer(enrolment, on, actor)
    return change_state(enrolment=enrolment, state=state, on=on, reason=reason, actor=actor)


def transfer(
    *, enrolment: Enrolment, to: Cohort, on: date, reason: str | None, version: int | str | None, actor: Person | None
) -> Enrolment:
    """End this enrolment as transferred and go on in the cohort `to`; gives the enrolment there."""
    enrolment.expect_version(version)
    if enrolment.state is not EnrolmentState.ENROLLED:
        raise RuleBroken(_("Only a trainee who is enrolled can be transferred."))
    if to.id == enrolment.cohort_id:
        raise RuleBroken(_("The trainee is in this cohort already. Choose another one."))
    change_state(enrolment=enrolment, state=EnrolmentState.TRANSFERRED, on=on, reason=reason, actor=actor)
    arrived = _arrive(enrolment, to, on, reason, actor)
    arrived.came_from_id = enrolment.id
    db.session.flush()
    return arrived


def _arrive(enrolment: Enrolment, to: Cohort, on: date, reason: str | None, actor: Person | None) -> Enrolment:
    """A new enrolment, or the one that was left earlier."""
    earlier = enrolment_in(to, enrolment.person)
    if earlier is None:
        joined_on = max(on, to.starts_on)
        return enrol(cohort=to, person=enrolment.person, actor=actor, sponsor=enrolment.sponsor, joined_on=joined_on)
    if earlier.state in STAYING:
        raise RuleBroken(_("This person is in the other cohort already."))
    day = max(on, earlier.joined_on)
    return change_state(enrolment=earlier, state=EnrolmentState.ENROLLED, on=day, reason=reason, actor=actor)


def _take_back_transfer(enrolment: Enrolment, on: date, actor: Person | None) -> None:
    made = db.session.scalars(select(Enrolment).where(Enrolment.came_from_id == enrolment.id)).all()
    for other in made:
        if other.state is EnrolmentState.COMPLETED:
            raise RuleBroken(_("The trainee has completed the other cohort: the transfer cannot be taken back."))
        if other.state is EnrolmentState.ENROLLED:
            reason, day = _("The transfer was taken back."), max(on, other.joined_on)
            change_state(enrolment=other, state=EnrolmentState.WITHDRAWN, on=day, reason=reason, actor=actor)


def _check(enrolment: Enrolment, state: EnrolmentState, on: date, reason: str | None) -> None:
    if state is enrolment.state:
        raise RuleBroken(_("The state is '%(state)s' already.", state=state.label))
    if on < enrolment.joined_on:
        day = format_date(enrolment.joined_on)
        raise RuleBroken(
            _("The date is before the trainee joined on %(day)s. For someone who never came, give that day.", day=day)
        )
    if state in STAYING:
        if enrolment.state not in STAYING:
            check_free_place(enrolment.cohort)
        return
    _check_leaving(enrolment, on, reason)


def _check_leaving(enrolment: Enrolment, on: date, reason: str | None) -> None:
    if not (reason or "").strip():
        raise RuleBroken(_("Write a reason: it is kept with the trainee's record."))
    latest = max(enrolment.cohort.ends_on, clock.today(enrolment.cohort.timezone))
    if on > latest:
        raise RuleBroken(_("The date is too far ahead: %(day)s at the latest.", day=format_date(latest)))
