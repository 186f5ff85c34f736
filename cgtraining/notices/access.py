"""Who may do what with the reminders of a cohort."""

from cgtraining.attendance.access import may_plan_sessions
from cgtraining.notices.models import Reminder
from cgtraining.notices.queries import LetterOf
from cgtraining.people.models import Person


def may_send_again(person: Person, reminder: Reminder) -> bool:
    return may_plan_sessions(person, reminder.cohort)


def may_write_letter(person: Person, of: LetterOf) -> bool:
    return may_plan_sessions(person, of.cohort)
