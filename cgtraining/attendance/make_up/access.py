"""Who may do what with make-ups: the class teacher, and whoever manages the cohort; nobody approves their own."""

from cgtraining.attendance.access import may_plan_sessions
from cgtraining.attendance.models import AttachedFile, MakeUp
from cgtraining.attendance.queries.marks import TraineeAtSession
from cgtraining.cohorts.models import Cohort
from cgtraining.people.models import Person


def may_list_make_ups(person: Person, cohort: Cohort) -> bool:
    return may_plan_sessions(person, cohort)


def may_arrange_make_up(person: Person, at: TraineeAtSession) -> bool:
    return at.enrolment.person_id != person.id and may_list_make_ups(person, at.session.cohort)


def may_decide_make_up(person: Person, make_up: MakeUp) -> bool:
    return not is_own(person, make_up) and may_list_make_ups(person, make_up.session.cohort)


def may_see_make_up(person: Person, make_up: MakeUp) -> bool:
    """The trainee hands in; staff may note what was handed to them on paper."""
    return is_own(person, make_up) or may_list_make_ups(person, make_up.session.cohort)


def may_read_hand_in(person: Person, found: tuple[AttachedFile, MakeUp]) -> bool:
    return may_see_make_up(person, found[1])


def is_own(person: Person, make_up: MakeUp) -> bool:
    return make_up.enrolment.person_id == person.id
