"""The cohort in mid-course, on days around today, with work waiting for every role."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from cgtraining import clock
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus, ClassSession
from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment
from cgtraining.cohorts.operations import CohortValues, set_status
from cgtraining.database import db
from cgtraining.demo import leave, running, teaching
from cgtraining.demo.cast import CEDAR_2026
from cgtraining.demo.opening import confirm_names, open_cohort
from cgtraining.demo.people import give_account
from cgtraining.demo.setting import Setting

TAUGHT = 8
DAYS_BETWEEN = 14
WITHOUT_ACCOUNT = 5
LATEST_HOUR = 22


def tell(setting: Setting) -> Cohort:
    """Eight days are taught, the ninth is today."""
    today = clock.today()
    starts = today - timedelta(days=TAUGHT * DAYS_BETWEEN)
    cohort, enrolments = _open(setting, starts)
    sessions = _plan(setting, cohort, starts)
    _mark(setting, sessions[:TAUGHT], enrolments)
    _score(setting, cohort, enrolments, starts)
    leave.ask_and_decide(setting, sessions[TAUGHT + 1 :], enrolments)
    leave.make_up(setting, sessions[1], enrolments[10])
    running.set_reminders(setting, cohort)
    running.let_some_be_reached(enrolments)
    db.session.commit()
    return cohort


def _open(setting: Setting, starts: date) -> tuple[Cohort, list[Enrolment]]:
    """Most have said how their names are written, and most can sign in; the fourth has still to say it."""
    title_zh, title_en = "雪松计划第九期", "Cedar Program, Cohort 9"
    values = CohortValues(f"CEDAR-{starts.year}", title_zh, title_en, starts, starts + timedelta(days=365))
    with clock.frozen(clock.now() - timedelta(days=TAUGHT * DAYS_BETWEEN + 20)):
        cohort, enrolments = open_cohort(setting, values, CEDAR_2026, "trainee")
        set_status(cohort=cohort, status=CohortStatus.RUNNING, actor=setting.office)
        people = [one.person for one in enrolments]
        confirm_names([*people[:3], *people[4:15]])
        for person in people[:-WITHOUT_ACCOUNT]:
            give_account(person)
    db.session.commit()
    return cohort, enrolments


def _plan(setting: Setting, cohort: Cohort, starts: date) -> list[ClassSession]:
    count = sum(len(module.units) for module in cohort.curriculum.modules)
    days = [starts + timedelta(days=number * DAYS_BETWEEN) for number in range(count)]
    sessions = teaching.plan_sessions(cohort, days, (setting.trainer, setting.class_teacher), setting.office)
    _let_today_come(sessions[TAUGHT])
    db.session.commit()
    return sessions


def _let_today_come(session: ClassSession) -> None:
    """The session of today lies ahead at whatever hour the demo is started; late in the evening it has just begun."""
    this_hour = session.local(clock.now()).replace(minute=0, second=0, microsecond=0)
    starts = this_hour if this_hour.hour >= LATEST_HOUR else this_hour + timedelta(hours=1)
    session.starts_at, session.ends_at = starts, starts + timedelta(hours=3)


def _mark(setting: Setting, sessions: Sequence[ClassSession], enrolments: Sequence[Enrolment]) -> None:
    """One can no longer pass, one has little left to miss, and of the last session some are not marked yet."""
    chance = Random(2026)
    absent, leave = MarkValue(AttendanceStatus.ABSENT), MarkValue(AttendanceStatus.PERSONAL_LEAVE)
    for number, session in enumerate(sessions):
        exceptions = teaching.usual_exceptions(chance, enrolments[3:])
        if number in {1, 4, 6}:
            exceptions[enrolments[10].id] = absent
        if number in {2, 5}:
            exceptions[enrolments[17].id] = leave
        marked = enrolments[:-5] if number == len(sessions) - 1 else enrolments
        teaching.mark_session(session, marked, exceptions, setting.class_teacher)
    db.session.commit()


def _score(setting: Setting, cohort: Cohort, enrolments: Sequence[Enrolment], starts: date) -> None:
    due = (starts + timedelta(days=60), starts + timedelta(days=105), starts + timedelta(days=360))
    items = teaching.add_items(cohort, due, setting.office)
    chance = Random(26)
    teaching.score(items[0], {one.id: chance.randint(65, 96) for one in enrolments}, setting.trainer)
    items[0].released_at = clock.now()
    teaching.score(items[1], {one.id: chance.randint(65, 96) for one in enrolments[:15]}, setting.trainer)
    db.session.commit()
