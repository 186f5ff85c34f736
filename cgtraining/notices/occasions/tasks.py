"""Tasks of make-ups that were not handed in."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cgtraining.attendance.models import ClassSession, MakeUp, MakeUpState
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.notices.models import Reminder, ReminderKind, ReminderRules
from cgtraining.notices.occasions.occasion import Occasion, days_in_reach, deadline, is_untold, with_deadlines

KIND = ReminderKind.DEADLINE_NEAR


def tasks_due(rules: dict[int, ReminderRules]) -> list[Occasion]:
    query = select(Enrolment, ClassSession, MakeUp).join(MakeUp, MakeUp.enrolment_id == Enrolment.id)
    query = query.join(ClassSession, ClassSession.id == MakeUp.session_id)
    query = query.where(ClassSession.cohort_id.in_(with_deadlines(rules)), MakeUp.due_on.between(*days_in_reach()))
    query = query.where(MakeUp.task.is_not(None), MakeUp.state == MakeUpState.ARRANGED)
    # a task that was given more time is another occasion
    same = (Reminder.session_id == ClassSession.id, Reminder.about_at >= MakeUp.due_on)
    query = query.where(*is_untold(KIND, *same)).options(joinedload(Enrolment.person), joinedload(ClassSession.cohort))
    found = []
    for enrolment, session, task in db.session.execute(query.order_by(ClassSession.id, Enrolment.id)):
        if task.due_on and (due := deadline(task.due_on, rules[session.cohort_id], task.created_at)):
            found.append(Occasion(KIND, enrolment, *due, session, task))
    return found
