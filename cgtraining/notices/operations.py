"""Setting the rules of a cohort, and sending one reminder again."""

from dataclasses import asdict, dataclass
from datetime import datetime, time

from flask_babel import lazy_gettext as _l

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.mail.models import SENT_BY_US, DeliveryState, Message
from cgtraining.notices.models import Reminder, ReminderKind, ReminderRules
from cgtraining.notices.queries import rules_of
from cgtraining.notices.sending import say
from cgtraining.people.messages import resend
from cgtraining.people.models import Person

TO_BE_DECIDED = (DeliveryState.FAILED, DeliveryState.UNCERTAIN)


@dataclass(frozen=True)
class RuleValues:
    session_on: bool
    session_hours: int
    absence_on: bool
    absence_hours: int
    deadline_on: bool
    deadline_days: int
    quiet_from: time
    quiet_to: time


def set_rules(*, cohort: Cohort, values: RuleValues, version: int | str | None, actor: Person | None) -> ReminderRules:
    """A kind that was on already keeps the moment since when; one that is switched on begins now."""
    rules = rules_of(cohort)
    if rules is None:
        rules = ReminderRules(cohort_id=cohort.id)
        db.session.add(rules)
    else:
        rules.expect_version(version)
    rules.session_since = _since(rules.session_since, values.session_on)
    rules.absence_since = _since(rules.absence_since, values.absence_on)
    rules.deadline_since = _since(rules.deadline_since, values.deadline_on)
    rules.session_hours, rules.absence_hours = values.session_hours, values.absence_hours
    rules.deadline_days = values.deadline_days
    rules.quiet_from, rules.quiet_to = values.quiet_from, values.quiet_to
    db.session.flush()
    told = {key: value if isinstance(value, int) else f"{value:%H:%M}" for key, value in asdict(values).items()}
    record("reminder_rules.set", rules, actor=actor, **told)
    return rules


def send_again(*, reminder: Reminder, version: int | str | None, actor: Person | None) -> Message:
    """What failed is tried once more; what arrived, or had no address, is written anew to the present address."""
    reminder.expect_version(version)
    if reminder.kind is not ReminderKind.AFTER_ABSENCE and reminder.about_at <= clock.now():
        raise RuleBroken(_l("Its moment has passed: nobody needs to be reminded of it any more."))
    ours = [one for one in reminder.message.deliveries if one.channel in SENT_BY_US] if reminder.message else []
    if any(one.state in (DeliveryState.WAITING, DeliveryState.SENDING) for one in ours):
        raise RuleBroken(_l("It is still on its way. Wait until it was sent, or could not be sent."))
    person = reminder.enrolment.person
    stuck = [one for one in ours if one.state in TO_BE_DECIDED and one.address in (person.email, person.phone)]
    if stuck and actor and reminder.message:
        for delivery in stuck:
            resend(delivery=delivery, actor=actor)
        message, reminder.times = reminder.message, reminder.times + 1
    else:
        message = say(reminder)
    db.session.flush()
    record("reminder.sent_again", reminder, actor=actor, message=message.id)
    return message


def _since(before: datetime | None, on: bool) -> datetime | None:
    return (before or clock.now()) if on else None
