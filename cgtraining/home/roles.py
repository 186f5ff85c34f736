"""The roles in which a person meets the program, each with the cohorts in which it is held."""

from collections.abc import Sequence
from dataclasses import dataclass

from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment
from cgtraining.cohorts.queries import (
    cohorts_managed_by,
    cohorts_staffed_by,
    enrolments_of_person,
    sponsored_cohorts,
)
from cgtraining.people.access import is_platform_administrator
from cgtraining.people.models import Person
from cgtraining.programs.queries import is_program_staff, sponsorships_of

OPEN = (CohortStatus.PLANNED, CohortStatus.RUNNING)


@dataclass(frozen=True)
class Roles:
    """Empty sequences where a role is not held. `managed` and `taught` hold the cohorts that are not over."""

    platform_administrator: bool
    program_staff: bool
    managed: Sequence[Cohort]
    taught: Sequence[Cohort]
    enrolments: Sequence[Enrolment]
    sponsored: Sequence[Cohort]
    partner: bool

    @property
    def administrator(self) -> bool:
        return self.platform_administrator or self.program_staff or bool(self.managed)

    @property
    def works_on_cohorts(self) -> bool:
        return self.administrator or bool(self.taught) or self.partner


def roles_of(person: Person) -> Roles:
    managed = cohorts_managed_by(person, *OPEN)
    known = {cohort.id for cohort in managed}
    taught = [cohort for cohort in cohorts_staffed_by(person) if cohort.id not in known]
    partner = bool(sponsorships_of(person))
    return Roles(
        platform_administrator=is_platform_administrator(person),
        program_staff=is_program_staff(person),
        managed=managed,
        taught=taught,
        enrolments=enrolments_of_person(person),
        sponsored=sponsored_cohorts(person) if partner else (),
        partner=partner,
    )
