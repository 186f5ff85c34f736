"""Who may do what with quizzes: those who enter scores in the cohort set them up and mark them; a trainee takes them.

Mentors and partners see none: what is right stands in them. A trainee knows of a quiz once it is published, and of no
attempt but the own.
"""

from typing import Protocol

from cgtraining.assessments.access import may_enter_scores
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import STAYING, enrolment_in
from cgtraining.people.models import Person
from cgtraining.quizzes.models import Quiz, QuizAllowance, QuizSection, QuizSlot


class Owned(Protocol):
    @property
    def person_id(self) -> int: ...


def may_work_on_quizzes(person: Person, cohort: Cohort) -> bool:
    return may_enter_scores(person, cohort)


def may_work_on_quiz(person: Person, quiz: Quiz) -> bool:
    return may_work_on_quizzes(person, quiz.cohort)


def may_work_on_section(person: Person, section: QuizSection) -> bool:
    return may_work_on_quiz(person, section.quiz)


def may_work_on_slot(person: Person, slot: QuizSlot) -> bool:
    return may_work_on_section(person, slot.section)


def may_change_allowance(person: Person, allowance: QuizAllowance) -> bool:
    return may_work_on_quiz(person, allowance.quiz)


def may_take_quiz(person: Person, quiz: Quiz) -> bool:
    """Whoever is in the class, or completed it; once it is published."""
    if quiz.published_at is None:
        return False
    enrolment = enrolment_in(quiz.cohort, person)
    return enrolment is not None and enrolment.state in STAYING


def is_own_attempt(person: Person, attempt: Owned) -> bool:
    return attempt.person_id == person.id
