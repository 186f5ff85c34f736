"""Who may print what. Telephone numbers of everybody, and what reply slips say, are for those who manage and the class
teacher; numbers of identity documents are for those who manage."""

from cgtraining.class_papers.asking import Asked
from cgtraining.class_papers.queries import letters_are_out
from cgtraining.cohorts.access import may_manage_cohort, may_see_classmates, may_see_contacts, may_teach_cohort
from cgtraining.cohorts.models import Cohort, Enrolment, EnrolmentState
from cgtraining.people.models import Person

TAKING_PART = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED)


def may_print(person: Person, asked: Asked) -> bool:
    return may_teach_cohort(person, asked.cohort)


def may_read_handed_out(person: Person, asked: Asked) -> bool:
    """What is given to trainees anyway: staff, and the trainees themselves."""
    return may_teach_cohort(person, asked.cohort) or may_see_classmates(person, asked.cohort)


def may_print_contacts(person: Person, asked: Asked) -> bool:
    return may_see_contacts(person, asked.cohort)


def may_print_sealed(person: Person, asked: Asked) -> bool:
    return may_manage_cohort(person, asked.cohort)


def may_arrange(person: Person, cohort: Cohort) -> bool:
    """Texts, seats and reply slips of a cohort: whoever manages it, and its class teacher."""
    return may_see_contacts(person, cohort)


def may_take_letter(person: Person, enrolment: Enrolment) -> bool:
    """The trainee too, from the date of the letter on, which the office sets when its letters are ready."""
    own = enrolment.person_id == person.id and enrolment.state in TAKING_PART
    return may_manage_cohort(person, enrolment.cohort) or (own and letters_are_out(enrolment.cohort))


def may_answer_slip(person: Person, enrolment: Enrolment) -> bool:
    """The trainee, and whoever manages the cohort, for someone who answers by telephone; it is noted who did."""
    own = enrolment.person_id == person.id and enrolment.state in TAKING_PART
    return own or may_manage_cohort(person, enrolment.cohort)
