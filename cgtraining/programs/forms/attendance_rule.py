"""The form in which a curriculum version states its attendance rules."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.validators import InputRequired, Optional

from cgtraining.programs.attendance_rule import NAMES, AttendanceRule

MINUTES = _l("Give a whole number of minutes.")
DAYS = _l("Give a whole number of days.")


class AttendanceRuleForm(FlaskForm):
    version = HiddenField()
    late_tolerance = IntegerField(_l("Late after (minutes)"), validators=[InputRequired(MINUTES)])
    late_absent_after = IntegerField(
        _l("Absent after (minutes)"),
        validators=[Optional()],
        description=_l("Whoever is later than this counts as absent; the minutes are kept. Empty means never."),
    )
    early_tolerance = IntegerField(_l("Early by more than (minutes)"), validators=[InputRequired(MINUTES)])
    early_absent_after = IntegerField(
        _l("Absent by more than (minutes)"),
        validators=[Optional()],
        description=_l("Whoever leaves earlier than this counts as absent; the minutes are kept. Empty means never."),
    )
    personal_leave_counts = BooleanField(_l("Personal leave"))
    sick_leave_counts = BooleanField(_l("Sick leave"))
    official_leave_counts = BooleanField(_l("Official leave"))
    teacher_leave_days = IntegerField(
        _l("Days that the class teacher may approve"),
        validators=[InputRequired(DAYS)],
        description=_l("Longer leave is approved by the program head."),
    )
    leave_after_days = IntegerField(
        _l("Days within which leave may be asked for afterwards"), validators=[InputRequired(DAYS)]
    )
    lock_after_days = IntegerField(
        _l("Days until a register is locked"),
        validators=[Optional()],
        description=_l("Counted from the day of its session. Empty means that it is never locked."),
    )

    def values(self) -> AttendanceRule:
        return AttendanceRule(**{name: self[name].data for name in NAMES})
