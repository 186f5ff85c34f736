"""What a cohort's overview needs: figures for the profile, and what still has to be prepared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from cgtraining import clock
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff, CohortStatus, Enrolment
from cgtraining.cohorts.profile import Profile, profile_of
from cgtraining.cohorts.queries import STAYING, enrolments_seen_by
from cgtraining.database import db
from cgtraining.people.models import Account, Organization, Person
from cgtraining.programs.queries import in_force


@dataclass(frozen=True)
class Preparation:
    """What the administrator looks at first. Counts are of trainees who take a place."""

    trainees: int
    without_account: int
    without_confirmed_name: int
    has_trainer: bool
    should_start: bool
    should_finish: bool


def profile_seen_by(person: Person, cohort: Cohort) -> Profile:
    """The profile of the trainees whom the person may see: a partner's holds only those that it sponsors."""
    seen = enrolments_seen_by(person, cohort).where(Enrolment.state.in_(STAYING)).order_by(None)
    ids = seen.with_only_columns(Enrolment.person_id)
    return profile_of(_profiled(ids))


def preparation_of(cohort: Cohort) -> Preparation:
    today = clock.today(cohort.timezone)
    trainees, with_account, with_name = _readiness(cohort)
    running, planned = cohort.status is CohortStatus.RUNNING, cohort.status is CohortStatus.PLANNED
    return Preparation(
        trainees=trainees,
        without_account=trainees - with_account,
        without_confirmed_name=trainees - with_name,
        has_trainer=_has_trainer(cohort),
        should_start=planned and cohort.starts_on <= today,
        should_finish=running and cohort.ends_on < today,
    )


def _profiled(person_ids: Any) -> Sequence[Any]:
    columns = (Person.gender, Person.organization_id, Person.province_code, Person.city_code)
    query = select(*columns, Organization.kind.label("organization_kind"))
    query = query.outerjoin(Organization, Organization.id == Person.organization_id)
    return db.session.execute(query.where(Person.id.in_(person_ids))).all()


def _readiness(cohort: Cohort) -> tuple[int, int, int]:
    counts = (func.count(Enrolment.id), func.count(Account.id), func.count(Person.name_confirmed_at))
    query = select(*counts).join(Person, Person.id == Enrolment.person_id)
    query = query.outerjoin(Account, Account.person_id == Person.id)
    found = db.session.execute(query.where(Enrolment.cohort_id == cohort.id, Enrolment.state.in_(STAYING))).one()
    return found[0], found[1], found[2]


def _has_trainer(cohort: Cohort) -> bool:
    query = select(CohortStaff.id).where(CohortStaff.cohort_id == cohort.id, in_force(CohortStaff))
    return db.session.scalar(query.where(CohortStaff.role == CohortRole.TRAINER).limit(1)) is not None
