"""The attendance rules of a curriculum version as whole sentences in the present reader's language.

They stand on the page of the version and in the handbook of a class.
"""

from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.programs.attendance_rule import AttendanceRule


def attendance_sentences(rule: AttendanceRule) -> list[str]:
    return [_late(rule), _early(rule), *_leave_that_counts(rule), _approval(rule), _afterwards(rule), _lock(rule)]


def limit_sentences(rule: AttendanceRule) -> list[str]:
    """What is told where minutes are entered: from when on they count as absence. Empty where they never do."""
    found = []
    if rule.late_absent_after is not None:
        found.append(_("More than %(num)s min late counts as absent.", num=rule.late_absent_after))
    if rule.early_absent_after is not None:
        found.append(_("More than %(num)s min early counts as absent.", num=rule.early_absent_after))
    return [str(sentence) for sentence in found]


def _late(rule: AttendanceRule) -> str:
    if rule.late_absent_after is None:
        return str(
            ngettext(
                "Late is whoever arrives more than %(num)s minute after the start.",
                "Late is whoever arrives more than %(num)s minutes after the start.",
                rule.late_tolerance,
            )
        )
    return str(
        _(
            "Late is whoever arrives more than %(tolerance)s min after the start; more than %(absent)s min late "
            "counts as absent.",
            tolerance=rule.late_tolerance,
            absent=rule.late_absent_after,
        )
    )


def _early(rule: AttendanceRule) -> str:
    if rule.early_absent_after is None:
        return str(
            ngettext(
                "Early is whoever leaves more than %(num)s minute before the end.",
                "Early is whoever leaves more than %(num)s minutes before the end.",
                rule.early_tolerance,
            )
        )
    return str(
        _(
            "Early is whoever leaves more than %(tolerance)s min before the end; more than %(absent)s min early "
            "counts as absent.",
            tolerance=rule.early_tolerance,
            absent=rule.early_absent_after,
        )
    )


def _leave_that_counts(rule: AttendanceRule) -> list[str]:
    return [
        str(_("Personal leave counts as class hours missed."))
        if rule.personal_leave_counts
        else str(_("Class hours on personal leave are not asked for.")),
        str(_("Sick leave counts as class hours missed."))
        if rule.sick_leave_counts
        else str(_("Class hours on sick leave are not asked for.")),
        str(_("Official leave counts as class hours missed."))
        if rule.official_leave_counts
        else str(_("Class hours on official leave are not asked for.")),
    ]


def _approval(rule: AttendanceRule) -> str:
    if not rule.teacher_leave_days:
        return str(_("The program head approves leave."))
    return str(
        ngettext(
            "The class teacher approves leave of up to %(num)s day, the program head a longer one.",
            "The class teacher approves leave of up to %(num)s days, the program head a longer one.",
            rule.teacher_leave_days,
        )
    )


def _afterwards(rule: AttendanceRule) -> str:
    if not rule.leave_after_days:
        return str(_("Leave is asked for in time; afterwards it cannot be."))
    return str(
        ngettext(
            "Afterwards, leave can be asked for within %(num)s day.",
            "Afterwards, leave can be asked for within %(num)s days.",
            rule.leave_after_days,
        )
    )


def _lock(rule: AttendanceRule) -> str:
    if rule.lock_after_days is None:
        return str(_("A register stays open for corrections."))
    if rule.lock_after_days == 0:
        return str(_("A register is locked when the day of its session is over."))
    return str(
        ngettext(
            "A register is locked %(num)s day after its session.",
            "A register is locked %(num)s days after its session.",
            rule.lock_after_days,
        )
    )
