"""Who may do what with programs. A course administrator of a cohort alone is known only to the cohorts room."""

from cgtraining.people.access import is_platform_administrator
from cgtraining.people.models import Person
from cgtraining.programs.models import Curriculum, CurriculumStatus, Program, ProgramIssuer, ProgramRole, Signatory
from cgtraining.programs.queries import (
    holds_program_role,
    is_program_staff,
    is_sponsor_contact,
    issues_beyond,
    sponsorships_of,
)


def may_create_programs(person: Person) -> bool:
    return is_platform_administrator(person)


def may_list_programs(person: Person) -> bool:
    return is_program_staff(person) or bool(sponsorships_of(person))


def may_manage_program(person: Person, program: Program) -> bool:
    return is_platform_administrator(person) or holds_program_role(person, program)


def may_staff_program(person: Person, program: Program) -> bool:
    """Naming heads and administrators is the head's and the platform administrator's right."""
    return is_platform_administrator(person) or holds_program_role(person, program, ProgramRole.HEAD)


def may_see_program(person: Person, program: Program) -> bool:
    return may_manage_program(person, program) or is_sponsor_contact(person, program)


def may_manage_issuer(person: Person, issuer: ProgramIssuer) -> bool:
    return may_manage_program(person, issuer.program)


def may_change_issuing_organization(person: Person, issuer: ProgramIssuer) -> bool:
    """Names, logo and seal stand on the certificates of every program for which the organization issues."""
    return may_manage_issuer(person, issuer) and not issues_beyond(issuer, person)


def may_manage_signatory(person: Person, signatory: Signatory) -> bool:
    return may_manage_program(person, signatory.program)


def may_manage_curriculum(person: Person, curriculum: Curriculum) -> bool:
    return may_manage_program(person, curriculum.program)


def may_see_curriculum(person: Person, curriculum: Curriculum) -> bool:
    """A draft is the program's own business until it is published."""
    if curriculum.status is CurriculumStatus.DRAFT:
        return may_manage_curriculum(person, curriculum)
    return may_see_program(person, curriculum.program)
