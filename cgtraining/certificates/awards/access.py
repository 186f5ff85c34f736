"""Who may prepare lists of awards, and who approves them."""

from cgtraining.certificates.models import AwardList
from cgtraining.cohorts.access import may_manage_cohort
from cgtraining.people.access import is_platform_administrator
from cgtraining.people.models import Person
from cgtraining.programs.models import ProgramRole
from cgtraining.programs.queries import holds_program_role


def may_prepare_awards(person: Person, award_list: AwardList) -> bool:
    """Whoever manages the cohort: choosing, wording, and issuing what was approved."""
    return may_manage_cohort(person, award_list.cohort)


def may_approve_awards(person: Person, award_list: AwardList) -> bool:
    """The head of the program, and the platform administrator; whoever prepares it does not."""
    program = award_list.cohort.program
    return is_platform_administrator(person) or holds_program_role(person, program, ProgramRole.HEAD)
