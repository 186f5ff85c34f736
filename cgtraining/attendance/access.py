"""Who may do what with sessions and attendance."""

from cgtraining.attendance.models import ClassSession, MeetingImport, Reopening, SheetPhoto, Tap
from cgtraining.attendance.queries.marks import TraineeAtSession
from cgtraining.cohorts.access import may_manage_cohort, may_see_contacts, may_teach_cohort
from cgtraining.cohorts.committee import charge_in
from cgtraining.cohorts.models import Cohort, CohortRole, Enrolment
from cgtraining.cohorts.queries import holds_cohort_role, roles_in_cohorts
from cgtraining.people.models import Person
from cgtraining.programs.queries import is_program_staff


def may_plan_sessions(person: Person, cohort: Cohort) -> bool:
    """Whoever manages the cohort, and its class teacher."""
    return may_manage_cohort(person, cohort) or holds_cohort_role(person, cohort, CohortRole.CLASS_TEACHER)


def may_see_days_off(person: Person) -> bool:
    """Whoever works on any cohort, since sessions are planned around them."""
    return is_program_staff(person) or bool(roles_in_cohorts(person))


def may_change_days_off(person: Person) -> bool:
    """The calendar is one for the whole office, so those who run its programs keep it."""
    return is_program_staff(person)


def may_mark_cohort(person: Person, cohort: Cohort) -> bool:
    """Whoever manages the cohort, its class teacher and its trainers; a mentor reads only."""
    return may_manage_cohort(person, cohort) or holds_cohort_role(
        person, cohort, CohortRole.CLASS_TEACHER, CohortRole.TRAINER
    )


def may_plan_session(person: Person, session: ClassSession) -> bool:
    return may_plan_sessions(person, session.cohort)


def may_mark_attendance(person: Person, session: ClassSession) -> bool:
    return may_mark_cohort(person, session.cohort)


def may_settle(person: Person, tap: Tap) -> bool:
    return may_mark_attendance(person, tap.session)


def may_see_sheet_photo(person: Person, photo: SheetPhoto) -> bool:
    """A signed sheet shows everybody's signature: whoever types it in."""
    return may_mark_attendance(person, photo.session)


def may_see_register(person: Person, session: ClassSession) -> bool:
    return may_teach_cohort(person, session.cohort)


def may_reopen_register(person: Person, session: ClassSession) -> bool:
    """The head and whoever manages the cohort; a class teacher or trainer asks them."""
    return may_manage_cohort(person, session.cohort)


def may_close_register(person: Person, reopening: Reopening) -> bool:
    return may_reopen_register(person, reopening.session)


def may_import_meetings(person: Person, session: ClassSession) -> bool:
    """A report names e-mail addresses and telephones: whoever marks and may see those."""
    return may_mark_attendance(person, session) and may_see_contacts(person, session.cohort)


def may_see_meeting_import(person: Person, meeting_import: MeetingImport) -> bool:
    return may_import_meetings(person, meeting_import.session)


def may_see_history(person: Person, at: TraineeAtSession) -> bool:
    """Of the own mark, and for staff of the cohort."""
    return may_see_attendance(person, at.enrolment)


def may_see_attendance(person: Person, enrolment: Enrolment) -> bool:
    """Of one trainee with every session: the trainee, and staff of the cohort."""
    return enrolment.person_id == person.id or may_teach_cohort(person, enrolment.cohort)


def helps_at(person: Person, session: ClassSession) -> bool:
    """The monitor of the class and its group leaders: names and status of their people, and marking who is present."""
    return charge_in(person, session.cohort) is not None
