"""What an office sets up beside the teaching: reminders, letters and reply slips, and what classmates may see."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cgtraining import clock
from cgtraining.attendance.leave.spans import moment_at
from cgtraining.class_papers.models import Diet, RoomWish
from cgtraining.class_papers.operations.answering import SlipValues, answer_slip, let_classmates_see
from cgtraining.class_papers.operations.writing import TextValues, write_texts
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.demo.setting import Setting
from cgtraining.notices.models import ReminderKind
from cgtraining.notices.operations import RuleValues, set_rules
from cgtraining.notices.writing import TextValues as LetterValues
from cgtraining.notices.writing import write_letter

RULES = RuleValues(True, 24, True, 24, True, 3, time(21, 30), time(8))
REPLY_BEFORE = timedelta(days=10)


def set_reminders(setting: Setting, cohort: Cohort) -> None:
    set_rules(cohort=cohort, values=RULES, version=None, actor=setting.class_teacher)
    own = LetterValues(subject_zh="明天见：{session}", subject_en="See you soon: {session}")
    kind = ReminderKind.BEFORE_SESSION
    write_letter(cohort=cohort, kind=kind, values=own, version=0, actor=setting.class_teacher)


def let_some_be_reached(enrolments: Sequence[Enrolment]) -> None:
    """Of the first twelve, each lets classmates see the phone and every other one the address too."""
    for number, enrolment in enumerate(enrolments[:12]):
        let_classmates_see(enrolment=enrolment, phone=True, email=number % 2 == 0, actor=enrolment.person)


def invite(setting: Setting, cohort: Cohort) -> None:
    values = TextValues(
        place_zh="雪松社区治理研修院（深圳福田）报到处",
        place_en="Reception of the Cedar Institute, Futian, Shenzhen",
        reports_at=_at(cohort, cohort.starts_on - timedelta(days=1), 14),
        letter_on=clock.today(cohort.timezone),
        reply_by=cohort.starts_on - REPLY_BEFORE,
    )
    write_texts(cohort=cohort, values=values, version=0, actor=setting.office)


def reply(enrolments: Sequence[Enrolment]) -> None:
    for number, enrolment in enumerate(enrolments):
        answer_slip(enrolment=enrolment, values=_slip(enrolment, number), version=0, actor=enrolment.person)


def _slip(enrolment: Enrolment, number: int) -> SlipValues:
    cohort = enrolment.cohort
    return SlipValues(
        arrives_at=_at(cohort, cohort.starts_on - timedelta(days=1), 13),
        arrival=f"G{1001 + number}",
        diet=tuple(Diet)[number % 3],
        room=RoomWish.SHARED,
        emergency_name="家属",
        emergency_relation="配偶",
        emergency_phone="13900000000",
    )


def _at(cohort: Cohort, day: date, hour: int) -> datetime:
    return moment_at(day, time(hour), ZoneInfo(cohort.timezone))
