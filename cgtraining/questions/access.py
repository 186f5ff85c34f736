"""Who may work with a program's questions: whoever manages the program, and those who teach or run one of its cohorts.

Trainees, mentors and partners never see the bank, because what is right stands in it.
"""

from cgtraining.cohorts.models import CohortRole
from cgtraining.cohorts.queries import holds_role_in_cohort_of
from cgtraining.people.models import Person
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.models import Program
from cgtraining.questions.models import Question, QuestionFolder, QuestionPicture

WRITERS = (CohortRole.ADMINISTRATOR, CohortRole.CLASS_TEACHER, CohortRole.TRAINER)


def may_use_bank(person: Person, program: Program) -> bool:
    return may_manage_program(person, program) or holds_role_in_cohort_of(person, program, *WRITERS)


def may_use_question(person: Person, question: Question) -> bool:
    return may_use_bank(person, question.program)


def may_use_folder(person: Person, folder: QuestionFolder) -> bool:
    return may_use_bank(person, folder.program)


def may_see_picture(person: Person, picture: QuestionPicture) -> bool:
    return may_use_bank(person, picture.program)
