"""The roles in which a person meets the program, each with the cohorts in which it is held."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from flask_babel import gettext as _

from cgtraining.cohorts.models import Cohort, CohortRole, CohortStatus, Enrolment, EnrolmentState
from cgtraining.cohorts.queries import cohorts_managed_by, enrolments_of_person, roles_in_cohorts, sponsored_cohorts
from cgtraining.people.access import is_platform_administrator
from cgtraining.people.models import Person
from cgtraining.programs.models import ProgramRole
from cgtraining.programs.queries import roles_in_programs, sponsorships_of

OPEN = (CohortStatus.PLANNED, CohortStatus.RUNNING)


@dataclass(frozen=True)
class Roles:
    """Empty where a role is not held.

    `in_programs`: roles by program id. `in_cohorts`: roles by cohort, over or not. `managed`: cohorts not over.
    """

    platform_administrator: bool
    in_programs: Mapping[int, Set[ProgramRole]]
    in_cohorts: Mapping[Cohort, Set[CohortRole]]
    managed: Sequence[Cohort]
    enrolments: Sequence[Enrolment]
    sponsored: Sequence[Cohort]
    partner: bool

    @property
    def administrator(self) -> bool:
        return self.platform_administrator or bool(self.in_programs) or bool(self.managed)

    @property
    def works_on_cohorts(self) -> bool:
        return self.administrator or bool(self.in_cohorts) or self.partner

    @property
    def taught(self) -> list[Cohort]:
        """Cohorts that go on or are to come, in which the person works without managing them."""
        return [cohort for cohort in self.in_cohorts if cohort.status in OPEN and cohort not in self.managed]

    def taught_as(self, *wanted: CohortRole) -> list[int]:
        """Ids of the cohorts among `taught` in which one of these roles is held."""
        return [cohort.id for cohort in self.taught if self.in_cohorts[cohort] & set(wanted)]

    @property
    def studied(self) -> list[Enrolment]:
        """Enrolments of someone who is in class now."""
        return [one for one in self.enrolments if one.state is EnrolmentState.ENROLLED]

    def may_approve(self, cohort: Cohort) -> bool:
        return self.platform_administrator or cohort.program_id in self.in_programs


def roles_of(person: Person) -> Roles:
    managed = cohorts_managed_by(person, *OPEN)
    partner = bool(sponsorships_of(person))
    return Roles(
        platform_administrator=is_platform_administrator(person),
        in_programs=roles_in_programs(person),
        in_cohorts=roles_in_cohorts(person),
        managed=managed,
        enrolments=enrolments_of_person(person),
        sponsored=sponsored_cohorts(person) if partner else (),
        partner=partner,
    )


def role_names(roles: Roles) -> list[str]:
    """What the person is here, in the reader's language, each word once."""
    in_programs = {role for held in roles.in_programs.values() for role in held}
    in_cohorts = {role for cohort, held in roles.in_cohorts.items() if cohort.status in OPEN for role in held}
    names = [_("Platform administrator")] if roles.platform_administrator else []
    names += [str(role.label) for role in ProgramRole if role in in_programs]
    names += [str(role.label) for role in CohortRole if role in in_cohorts]
    names += [_("Partner")] if roles.partner else []
    states = {enrolment.state for enrolment in roles.enrolments}
    names += [_("Trainee")] if EnrolmentState.ENROLLED in states else []
    names += [_("Graduate")] if EnrolmentState.COMPLETED in states else []
    return list(dict.fromkeys(names))
