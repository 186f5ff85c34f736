"""Who may do what with a cohort and the people in it.

Managing: program staff, the cohort's own administrator, the platform administrator. Teaching: whoever holds any role
in the cohort. Telephone numbers and e-mail addresses are for those who manage and for the class teacher only.
"""

from cgtraining.cohorts.models import (
    Cohort,
    CohortRole,
    CohortStaff,
    CommitteeMember,
    Enrolment,
    EnrolmentState,
    Group,
    RosterImport,
)
from cgtraining.cohorts.queries import (
    STAYING,
    enrolment_in,
    has_roles_beyond,
    holds_cohort_role,
)
from cgtraining.cohorts.sponsoring import sponsors_enrolment, sponsors_in
from cgtraining.people.access import is_platform_administrator
from cgtraining.people.models import Person
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.queries import is_program_staff


def may_create_cohorts(person: Person) -> bool:
    return is_program_staff(person)


def may_manage_cohort(person: Person, cohort: Cohort) -> bool:
    return may_manage_program(person, cohort.program) or holds_cohort_role(person, cohort, CohortRole.ADMINISTRATOR)


def may_teach_cohort(person: Person, cohort: Cohort) -> bool:
    """Staff of any kind: trainer, mentor, class teacher, or someone who manages the cohort."""
    return may_manage_program(person, cohort.program) or holds_cohort_role(person, cohort)


def may_examine_cohort(person: Person, cohort: Cohort) -> bool:
    """Whoever manages it, its class teachers and its trainers: those who write questions."""
    return may_manage_cohort(person, cohort) or holds_cohort_role(
        person, cohort, CohortRole.CLASS_TEACHER, CohortRole.TRAINER
    )


def may_see_contacts(person: Person, cohort: Cohort) -> bool:
    return may_manage_cohort(person, cohort) or holds_cohort_role(person, cohort, CohortRole.CLASS_TEACHER)


def is_trainee_of(person: Person, cohort: Cohort) -> bool:
    """Someone who is, or was, enrolled in the cohort: the own record stays open after leaving it."""
    return enrolment_in(cohort, person) is not None


def may_see_classmates(person: Person, cohort: Cohort) -> bool:
    enrolment = enrolment_in(cohort, person)
    return enrolment is not None and enrolment.state in (*STAYING, EnrolmentState.DEFERRED)


def may_see_cohort(person: Person, cohort: Cohort) -> bool:
    return may_teach_cohort(person, cohort) or is_trainee_of(person, cohort) or sponsors_in(person, cohort)


def may_list_trainees(person: Person, cohort: Cohort) -> bool:
    """Staff, and a partner, whose list holds only those that it sponsors."""
    return may_teach_cohort(person, cohort) or sponsors_in(person, cohort)


def may_manage_enrolment(person: Person, enrolment: Enrolment) -> bool:
    return may_manage_cohort(person, enrolment.cohort)


def may_correct_person(person: Person, enrolment: Enrolment) -> bool:
    """Facts, phone and e-mail of a trainee. Who signs in by them could act as this person, in other rooms too."""
    return may_manage_enrolment(person, enrolment) and may_answer_for(person, enrolment.person)


def may_answer_for(person: Person, other: Person) -> bool:
    """Whether everything that `other` may do, besides learning, lies within what `person` manages."""
    if is_platform_administrator(person):
        return True
    return not is_platform_administrator(other) and not has_roles_beyond(other, person)


def may_manage_staff(person: Person, staff: CohortStaff) -> bool:
    return may_manage_cohort(person, staff.cohort)


def may_manage_group(person: Person, group: Group) -> bool:
    return may_manage_cohort(person, group.cohort)


def may_appoint_committee(person: Person, cohort: Cohort) -> bool:
    """Whoever manages the cohort, and its class teacher, who runs the class."""
    return may_manage_cohort(person, cohort) or holds_cohort_role(person, cohort, CohortRole.CLASS_TEACHER)


def may_end_office(person: Person, member: CommitteeMember) -> bool:
    return may_appoint_committee(person, member.enrolment.cohort)


def may_manage_import(person: Person, roster_import: RosterImport) -> bool:
    return may_manage_cohort(person, roster_import.cohort)


def may_see_enrolment(person: Person, enrolment: Enrolment) -> bool:
    """Staff of the cohort, the trainee, and the partner that sponsors this trainee."""
    if enrolment.person_id == person.id or may_teach_cohort(person, enrolment.cohort):
        return True
    return sponsors_enrolment(person, enrolment)
