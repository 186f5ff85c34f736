"""Leave in the cohort in mid-course: one request is open, one waits for the head, one is approved; and a make-up."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from cgtraining.attendance.leave.asking import LeaveValues, ask_for_leave
from cgtraining.attendance.leave.deciding import approve_leave
from cgtraining.attendance.leave.spans import Span, morning, night
from cgtraining.attendance.make_up.operations import MakeUpValues, arrange_make_up, hand_in
from cgtraining.attendance.models import ClassSession, Leave, LeaveKind
from cgtraining.cohorts.models import Enrolment
from cgtraining.demo.setting import Setting


def ask_and_decide(setting: Setting, coming: Sequence[ClassSession], enrolments: Sequence[Enrolment]) -> None:
    """`coming`: sessions that are not held yet, the next first."""
    _ask(enrolments[3], coming[0], LeaveKind.PERSONAL, "孩子的家长会在同一天上午。")
    longer = _ask(enrolments[8], coming[1], LeaveKind.OFFICIAL, "随街道赴成都考察社区基金会。", days=4)
    approve_leave(leave=longer, text=None, version=longer.version, actor=setting.class_teacher)
    short = _ask(enrolments[5], coming[0], LeaveKind.SICK, "预约了复查。")
    approve_leave(leave=short, text="祝早日康复。", version=short.version, actor=setting.class_teacher)


def make_up(setting: Setting, missed: ClassSession, absent: Enrolment) -> None:
    """A task that was handed in and waits to be looked at."""
    values = MakeUpValues(task="观看课程录像，写一页笔记：本社区的议事规则缺哪一条？")
    made = arrange_make_up(session=missed, enrolment=absent, values=values, actor=setting.class_teacher)
    note = "缺的是“一事一议”：议题常常合并表决。"
    hand_in(make_up=made, note=note, with_file=False, actor=absent.person)


def _ask(enrolment: Enrolment, session: ClassSession, kind: LeaveKind, reason: str, days: int = 1) -> Leave:
    zone = ZoneInfo(session.cohort.timezone)
    span = Span(morning(session.day, zone), night(session.day + timedelta(days=days - 1), zone))
    values = LeaveValues(kind=kind, spans=(span,), reason=reason)
    return ask_for_leave(enrolment=enrolment, values=values, actor=enrolment.person)
