"""The cohort that has just ended: its list of graduates waits for the head."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from cgtraining import clock
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus, ClassSession
from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment
from cgtraining.cohorts.operations import CohortValues, set_status
from cgtraining.completion.models import GraduateList
from cgtraining.completion.operations.listing import draft_list
from cgtraining.completion.operations.waiving import grant_waiver
from cgtraining.completion.presenting import results_in
from cgtraining.completion.queries import progress_of_trainee
from cgtraining.completion.rules import MinimumShare
from cgtraining.database import db
from cgtraining.demo import teaching
from cgtraining.demo.cast import CEDAR_ENDED
from cgtraining.demo.opening import confirm_names, open_cohort
from cgtraining.demo.setting import Setting

LASTED = timedelta(days=350)
ENDED = timedelta(days=6)
DAYS_BETWEEN = timedelta(days=23)


def tell(setting: Setting) -> GraduateList:
    """A year of teaching that ended last week; one was away too often for a reason, another without one."""
    ends = clock.today() - ENDED
    starts = ends - LASTED
    title_zh, title_en = "雪松计划第八期", "Cedar Program, Cohort 8"
    with clock.frozen(clock.now() - ENDED - LASTED - timedelta(days=30)):
        values = CohortValues(f"CEDAR-{starts.year}-8", title_zh, title_en, starts, ends)
        cohort, enrolments = open_cohort(setting, values, CEDAR_ENDED, "cedar8-")
        set_status(cohort=cohort, status=CohortStatus.RUNNING, actor=setting.office)
        confirm_names([one.person for one in enrolments])
        sessions = _plan(setting, cohort)
    _mark(setting, sessions, enrolments)
    _score(setting, cohort, enrolments)
    _waive(setting, enrolments[2])
    drafted = draft_list(cohort=cohort, award_date=clock.today(), actor=setting.office)
    db.session.commit()
    return drafted


def _plan(setting: Setting, cohort: Cohort) -> list[ClassSession]:
    count = sum(len(module.units) for module in cohort.curriculum.modules)
    days = [cohort.starts_on + number * DAYS_BETWEEN for number in range(count)]
    return teaching.plan_sessions(cohort, days, (setting.trainer, setting.class_teacher), setting.office)


def _mark(setting: Setting, sessions: Sequence[ClassSession], enrolments: Sequence[Enrolment]) -> None:
    chance = Random(2025)
    leave, absent = MarkValue(AttendanceStatus.PERSONAL_LEAVE), MarkValue(AttendanceStatus.ABSENT)
    for number, session in enumerate(sessions):
        exceptions = teaching.usual_exceptions(chance, [one for one in enrolments if one is not enrolments[2]])
        if number % 4 == 0:
            exceptions |= {enrolments[2].id: leave, enrolments[6].id: absent}
        teaching.mark_session(session, enrolments, exceptions, setting.class_teacher)


def _score(setting: Setting, cohort: Cohort, enrolments: Sequence[Enrolment]) -> None:
    chance = Random(8)
    due = [cohort.starts_on + timedelta(days=days) for days in (120, 240, 345)]
    for item in teaching.add_items(cohort, due, setting.office):
        teaching.score(item, {one.id: chance.randint(70, 96) for one in enrolments}, setting.trainer)
        item.released_at = clock.now() - ENDED


def _waive(setting: Setting, enrolment: Enrolment) -> None:
    """Sent abroad by the own office, so the share of class hours is not asked for."""
    results = [result for _depth, result in results_in(progress_of_trainee(enrolment).result)]
    for rule in [result.rule for result in results if isinstance(result.rule, MinimumShare)]:
        reason = "受单位委派出国交流三个月，有公函为证"
        grant_waiver(enrolment=enrolment, rule_key=rule.key, reason=reason, actor=setting.head)
