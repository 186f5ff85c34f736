"""Who may do what with leave. The reason and the attachment are for the trainee and for those who decide, nobody else.

The class teacher decides, and the program head too where the leave is long. Where there is no class teacher (or it is
their own leave) the course administrator stands in, and where there is no head, whoever manages the program.
"""

from collections.abc import Sequence

from sqlalchemy import select

from cgtraining.attendance.access import may_plan_sessions
from cgtraining.attendance.models import AttachedFile, Leave, LeaveState
from cgtraining.cohorts.access import may_manage_cohort
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff, Enrolment, EnrolmentState
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.models import ProgramRole, ProgramStaff
from cgtraining.programs.queries import in_force


def may_list_leave(person: Person, cohort: Cohort) -> bool:
    """Whoever manages the cohort, and its class teacher."""
    return may_plan_sessions(person, cohort)


def may_ask_for_leave(person: Person, enrolment: Enrolment) -> bool:
    """For oneself, or for a trainee who telephoned."""
    if enrolment.state is not EnrolmentState.ENROLLED:
        return False
    return enrolment.person_id == person.id or may_list_leave(person, enrolment.cohort)


def may_see_leave(person: Person, leave: Leave) -> bool:
    return is_own(person, leave) or may_list_leave(person, leave.enrolment.cohort)


def may_read_reason(person: Person, leave: Leave) -> bool:
    if is_own(person, leave) or leave.entered_by_id == person.id:
        return True
    return decides_first(person, leave) or decides_at_length(person, leave)


def may_read_file(person: Person, found: tuple[AttachedFile, Leave]) -> bool:
    return may_read_reason(person, found[1])


def may_change_leave(person: Person, leave: Leave) -> bool:
    """The trainee, and whoever wrote it down for them."""
    return is_own(person, leave) or leave.entered_by_id == person.id


def may_decide_leave(person: Person, leave: Leave) -> bool:
    """Now, in the state in which it is."""
    if leave.state is LeaveState.ASKED:
        return decides_first(person, leave)
    return leave.state is LeaveState.PASSED_ON and decides_at_length(person, leave)


def may_end_leave(person: Person, leave: Leave) -> bool:
    """Withdraw or shorten what was approved."""
    return decides_first(person, leave) or decides_at_length(person, leave)


def may_confirm_return(person: Person, leave: Leave) -> bool:
    return may_see_leave(person, leave)


def is_own(person: Person, leave: Leave) -> bool:
    return leave.enrolment.person_id == person.id


def decides_first(person: Person, leave: Leave) -> bool:
    if is_own(person, leave):
        return False
    teachers = class_teachers(leave)
    return person.id in teachers if teachers else may_manage_cohort(person, leave.enrolment.cohort)


def decides_at_length(person: Person, leave: Leave) -> bool:
    """Instead of the head too, where the leave is longer than the class teacher may approve."""
    if is_own(person, leave):
        return False
    heads = program_heads(leave)
    return person.id in heads if heads else may_manage_program(person, leave.enrolment.cohort.program)


def class_teachers(leave: Leave) -> Sequence[int]:
    """Ids of those of today, without the trainee."""
    enrolment = leave.enrolment
    query = select(CohortStaff.person_id).where(CohortStaff.cohort_id == enrolment.cohort_id, in_force(CohortStaff))
    query = query.where(CohortStaff.role == CohortRole.CLASS_TEACHER, CohortStaff.person_id != enrolment.person_id)
    return db.session.scalars(query).all()


def program_heads(leave: Leave) -> Sequence[int]:
    enrolment = leave.enrolment
    query = select(ProgramStaff.person_id).where(ProgramStaff.program_id == enrolment.cohort.program_id)
    query = query.where(ProgramStaff.role == ProgramRole.HEAD, in_force(ProgramStaff))
    return db.session.scalars(query.where(ProgramStaff.person_id != enrolment.person_id)).all()
