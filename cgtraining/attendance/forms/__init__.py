"""Shape and wording of what is entered, by task."""

from cgtraining.attendance.forms.check_in import CheckInRuleForm, OneClickForm, SpokenCodeForm
from cgtraining.attendance.forms.sessions import ReasonForm, SessionForm
from cgtraining.attendance.forms.timetable import MOST_SESSIONS, PlanForm, TimetableForm

__all__ = [
    "MOST_SESSIONS",
    "CheckInRuleForm",
    "OneClickForm",
    "PlanForm",
    "ReasonForm",
    "SessionForm",
    "SpokenCodeForm",
    "TimetableForm",
]
