"""Reminders go out in the background: the log's row and the message are one transaction, under the rules' lock.

A kill leaves neither or both, and a second worker waits and then finds the log.
"""

from collections.abc import Sequence

from sqlalchemy import select

from cgtraining.database import db
from cgtraining.mail.models import Message
from cgtraining.notices.due import Verdict
from cgtraining.notices.letters import letter_to, link_of
from cgtraining.notices.models import Reminder, ReminderRules, ReminderState
from cgtraining.notices.occasions import Occasion, occasions, rules_on
from cgtraining.notices.queries import text_of
from cgtraining.people.messages import tell
from cgtraining.tasks import Work

AT_ONCE = 100  # a transaction that others do not wait for long


def rules_with_work() -> Sequence[int]:
    rules = rules_on()
    busy = {one.enrolment.cohort_id for one in occasions(rules)}
    return [one.id for one in rules if one.cohort_id in busy]


def send_due(rules_id: int) -> None:
    """Commits as it goes."""
    while _send_some(rules_id):
        pass


def _send_some(rules_id: int) -> bool:
    """Whether there may be more."""
    db.session.scalars(select(ReminderRules.id).where(ReminderRules.id == rules_id).with_for_update()).first()
    found = occasions([one for one in rules_on() if one.id == rules_id])[:AT_ONCE]
    for occasion in found:
        note(occasion)
    db.session.commit()
    return len(found) == AT_ONCE


def note(occasion: Occasion) -> Reminder:
    reminder = Reminder(
        cohort_id=occasion.enrolment.cohort_id,
        enrolment=occasion.enrolment,
        kind=occasion.kind,
        session=occasion.session,
        make_up=occasion.make_up,
        item=occasion.item,
        about_at=occasion.about_at,
        state=ReminderState.TOO_LATE,
        times=0,
    )
    db.session.add(reminder)
    db.session.flush()
    if occasion.verdict is Verdict.SEND:
        say(reminder)
    return reminder


def say(reminder: Reminder) -> Message:
    """One message more; the text to copy is made even for whom neither mail nor phone reaches."""
    person, reminder.times = reminder.enrolment.person, reminder.times + 1
    reminder.state = ReminderState.SENT if person.email or person.phone else ReminderState.UNREACHABLE
    own = text_of(reminder.cohort_id, reminder.kind)
    reminder.message = tell(
        person=person,
        purpose=f"reminder:{reminder.id}:{reminder.times}",
        write=lambda: letter_to(reminder, own),
        link=link_of(reminder),
    )
    db.session.flush()
    return reminder.message


WORK = Work("reminders", send_due, rules_with_work)
