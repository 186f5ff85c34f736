"""The class committee: which trainee helps with which part of a class today."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from cgtraining.cohorts.models import ClassOffice, Cohort, CommitteeMember, Enrolment, Group
from cgtraining.cohorts.queries import STAYING
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.queries import in_force


@dataclass(frozen=True)
class Charge:
    """What somebody of the committee helps with: the whole class, or the `group` that they are in."""

    cohort: Cohort
    group: Group | None


def charges_of(person: Person) -> list[Charge]:
    """One for each class in which the person holds an office today; a leader who is in no group has none."""
    found: dict[int, Charge] = {}
    for member in db.session.scalars(_in_office().where(Enrolment.person_id == person.id)):
        enrolment = member.enrolment
        if member.office is ClassOffice.MONITOR:
            found[enrolment.cohort_id] = Charge(enrolment.cohort, None)
        elif enrolment.group is not None:
            found.setdefault(enrolment.cohort_id, Charge(enrolment.cohort, enrolment.group))
    return list(found.values())


def charge_in(person: Person, cohort: Cohort) -> Charge | None:
    return next((charge for charge in charges_of(person) if charge.cohort.id == cohort.id), None)


def committee_of(cohort: Cohort) -> Sequence[CommitteeMember]:
    """Whoever holds an office today, with the persons and groups; monitors first."""
    query = _in_office().where(Enrolment.cohort_id == cohort.id).join(Enrolment.person)
    query = query.order_by(CommitteeMember.office.desc(), Person.sort_key, CommitteeMember.id)
    return db.session.scalars(query).all()


def committee_member_by_id(committee_member_id: int) -> CommitteeMember | None:
    return db.session.get(CommitteeMember, committee_member_id)


def _in_office() -> Select[CommitteeMember]:
    enrolment = contains_eager(CommitteeMember.enrolment)
    query = select(CommitteeMember).join(CommitteeMember.enrolment).where(in_force(CommitteeMember))
    query = query.options(
        enrolment.joinedload(Enrolment.person),
        enrolment.joinedload(Enrolment.group),
        enrolment.joinedload(Enrolment.cohort),
    )
    return query.where(Enrolment.state.in_(STAYING))
