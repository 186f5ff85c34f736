"""Stating the attendance rules of a curriculum version, until it is published."""

from flask_babel import gettext as _

from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.attendance_rule import AttendanceRule
from cgtraining.programs.models import Curriculum
from cgtraining.programs.operations.curricula import check_is_draft

MOST_MINUTES = 600
MOST_DAYS = 365


def change_attendance_rule(
    *, curriculum: Curriculum, rule: AttendanceRule, version: int | str | None, actor: Person | None
) -> Curriculum:
    curriculum.expect_version(version)
    check_is_draft(curriculum)
    _check(rule)
    curriculum.attendance_rule = rule
    db.session.flush()
    record("curriculum.attendance_rule_changed", curriculum, actor=actor)
    return curriculum


def _check(rule: AttendanceRule) -> None:
    pairs = ((rule.late_tolerance, rule.late_absent_after), (rule.early_tolerance, rule.early_absent_after))
    if not all(0 <= minutes <= MOST_MINUTES for pair in pairs for minutes in pair if minutes is not None):
        raise RuleBroken(_("Minutes are whole numbers from 0 to %(most)s.", most=MOST_MINUTES))
    if any(absent is not None and absent < tolerance for tolerance, absent in pairs):
        raise RuleBroken(_("Whoever is within the tolerance cannot count as absent: give more minutes, or none."))
    days = (rule.teacher_leave_days, rule.leave_after_days, rule.lock_after_days)
    if not all(0 <= number <= MOST_DAYS for number in days if number is not None):
        raise RuleBroken(_("Days are whole numbers from 0 to %(most)s.", most=MOST_DAYS))
