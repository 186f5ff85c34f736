"""Who may do what with scores: staff of the cohort see, trainers and class teachers enter, managers decide."""

from cgtraining.assessments.models import GradedItem
from cgtraining.cohorts.access import may_manage_cohort, may_teach_cohort
from cgtraining.cohorts.models import Cohort, CohortRole, Enrolment
from cgtraining.cohorts.queries import holds_cohort_role
from cgtraining.people.models import Person


def may_see_scores(person: Person, cohort: Cohort) -> bool:
    return may_teach_cohort(person, cohort)


def may_enter_scores(person: Person, cohort: Cohort) -> bool:
    teaches = holds_cohort_role(person, cohort, CohortRole.TRAINER, CohortRole.CLASS_TEACHER)
    return teaches or may_manage_cohort(person, cohort)


def may_manage_items(person: Person, cohort: Cohort) -> bool:
    return may_manage_cohort(person, cohort)


def may_manage_item(person: Person, item: GradedItem) -> bool:
    return may_manage_cohort(person, item.cohort)


def may_see_scores_of(person: Person, enrolment: Enrolment) -> bool:
    return may_see_scores(person, enrolment.cohort)


def may_enter_scores_of(person: Person, enrolment: Enrolment) -> bool:
    return may_enter_scores(person, enrolment.cohort)
