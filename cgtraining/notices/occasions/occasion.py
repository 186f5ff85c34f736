"""One thing of which one person is to be reminded, and what all kinds have in common."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists

from cgtraining import clock
from cgtraining.assessments.models import GradedItem
from cgtraining.attendance.models import ClassSession, MakeUp, SessionStatus
from cgtraining.cohorts.models import Enrolment, EnrolmentState
from cgtraining.notices.due import Quiet, Verdict, verdict
from cgtraining.notices.models import Reminder, ReminderKind, ReminderRules
from cgtraining.programs.models import SessionKind

BACK = timedelta(days=1)  # how long what came too late is still noted
FARTHEST = timedelta(days=32)  # the longest lead of a deadline, and a day on either side
MORNING = time(9)  # a deadline is called to mind by day


@dataclass(frozen=True)
class Occasion:
    """Of which of the three it is says `kind`; a reply slip is of the cohort alone."""

    kind: ReminderKind
    enrolment: Enrolment
    about_at: datetime
    verdict: Verdict
    session: ClassSession | None = None
    make_up: MakeUp | None = None
    item: GradedItem | None = None


def quiet_of(rules: ReminderRules) -> Quiet:
    return Quiet(rules.quiet_from, rules.quiet_to, ZoneInfo(rules.cohort.timezone))


def with_deadlines(rules: dict[int, ReminderRules]) -> Collection[int]:
    return [cohort_id for cohort_id, one in rules.items() if one.deadline_since]


def days_in_reach() -> tuple[date, date]:
    now = clock.now()
    return (now - 2 * BACK).date(), (now + FARTHEST).date()


def deadline(due_on: date, rule: ReminderRules, set_at: datetime) -> tuple[datetime, Verdict] | None:
    """From that morning on until the day is over; None before, and for what was over before anybody could know."""
    zone = ZoneInfo(rule.cohort.timezone)
    until = datetime.combine(due_on + timedelta(days=1), time(), zone)
    moment = datetime.combine(due_on - timedelta(days=rule.deadline_days), MORNING, zone)
    answer = verdict(clock.now(), moment, until, quiet_of(rule))
    if answer is Verdict.WAIT or rule.deadline_since is None or until < max(rule.deadline_since, set_at):
        return None
    return until, answer


def is_held() -> tuple[ColumnElement[bool], ...]:
    """A recorded session has no hour of its own."""
    return ClassSession.status == SessionStatus.PLANNED, ClassSession.kind != SessionKind.RECORDED


def is_untold(kind: ReminderKind, *same: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    """Of whoever is enrolled: nothing in the log of this kind that is the same."""
    told = exists().where(Reminder.enrolment_id == Enrolment.id, Reminder.kind == kind, *same)
    return Enrolment.state == EnrolmentState.ENROLLED, ~told
