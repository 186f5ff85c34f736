"""Whose data somebody may change by an import, and whose they may see: an uploaded number is no key to a stranger."""

from collections.abc import Collection, Iterable

from sqlalchemy import or_, select

from cgtraining.cohorts.access import may_answer_for
from cgtraining.cohorts.models import Cohort, CohortStaff, Enrolment
from cgtraining.cohorts.queries import is_managed_by
from cgtraining.database import db
from cgtraining.people.access import is_platform_administrator
from cgtraining.people.models import Account, Person
from cgtraining.programs.models import ProgramStaff, Sponsorship


def out_of_reach(people: Collection[Person], actor: Person | None) -> set[int]:
    """Those whose facts and addresses `actor` may not change: whoever has a say where the actor has none.

    Without an actor (at the command line) there is nobody.
    """
    if actor is None or is_platform_administrator(actor):
        return set()
    with_roles = holding_roles([person.id for person in people])
    return {person.id for person in people if person.id in with_roles and not may_answer_for(actor, person)}


def holding_roles(ids: Iterable[int]) -> set[int]:
    """Of these persons, the platform's administrators and everyone with a role in a program or a cohort."""
    tables = (ProgramStaff, Sponsorship, CohortStaff)
    roles = [select(table.id).where(table.person_id == Person.id).exists() for table in tables]
    administers = select(Account.id).where(Account.person_id == Person.id, Account.is_administrator).exists()
    return set(db.session.scalars(select(Person.id).where(Person.id.in_(list(ids)), or_(administers, *roles))))


def seen_by(viewer: Person, ids: Iterable[int]) -> set[int]:
    """Of these persons, the trainees of cohorts that the viewer manages; for a platform administrator everyone."""
    if is_platform_administrator(viewer):
        return set(ids)
    query = select(Enrolment.person_id).join(Cohort, Cohort.id == Enrolment.cohort_id)
    return set(db.session.scalars(query.where(Enrolment.person_id.in_(list(ids)), is_managed_by(viewer))))
