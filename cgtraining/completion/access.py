"""Who may see progress, waive rules, change them, and approve lists of graduates.

Reasons for waivers may be about someone's health: only those who manage the cohort, and the trainee, read them.
"""

from cgtraining.cohorts.access import may_manage_cohort
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.completion.models import GraduateEntry, GraduateList, Waiver
from cgtraining.people.models import Person
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.models import Curriculum


def may_see_completion(person: Person, cohort: Cohort) -> bool:
    return may_manage_cohort(person, cohort)


def may_manage_completion(person: Person, cohort: Cohort) -> bool:
    return may_manage_cohort(person, cohort)


def may_see_progress_of(person: Person, enrolment: Enrolment) -> bool:
    return enrolment.person_id == person.id or may_manage_cohort(person, enrolment.cohort)


def may_waive_for(person: Person, enrolment: Enrolment) -> bool:
    return may_manage_cohort(person, enrolment.cohort)


def may_revoke_waiver(person: Person, waiver: Waiver) -> bool:
    return may_manage_cohort(person, waiver.enrolment.cohort)


def may_see_rules(person: Person, curriculum: Curriculum) -> bool:
    return may_manage_program(person, curriculum.program)


def may_change_rules(person: Person, curriculum: Curriculum) -> bool:
    return may_manage_program(person, curriculum.program)


def may_see_list(person: Person, graduate_list: GraduateList) -> bool:
    return may_manage_cohort(person, graduate_list.cohort)


def may_write_list(person: Person, graduate_list: GraduateList) -> bool:
    return may_manage_cohort(person, graduate_list.cohort)


def may_see_decision(person: Person, entry: GraduateEntry) -> bool:
    """The trainee reads it once it is decided; a draft is the office's."""
    decided = entry.graduate_list.approved_at is not None
    own = entry.enrolment.person_id == person.id
    return (own and decided) or may_manage_cohort(person, entry.enrolment.cohort)


def may_approve_list(person: Person, graduate_list: GraduateList) -> bool:
    """The head or an administrator of the program; a cohort's own administrator prepares the list only."""
    return may_manage_program(person, graduate_list.cohort.program)
