"""The rules of a cohort's reminders."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange

from cgtraining.notices.models import ReminderRules
from cgtraining.notices.operations import RuleValues
from cgtraining.notices.writing import TextValues
from cgtraining.web.fields import tidy

NEEDED = InputRequired(_l("Please fill this in."))
HOURS = NumberRange(1, 168, _l("Between 1 and 168 hours."))


class RulesForm(FlaskForm):
    version = HiddenField()
    session_on = BooleanField(_l("Remind everybody before a session"))
    session_hours = IntegerField(_l("Hours before it begins"), [NEEDED, HOURS])
    absence_on = BooleanField(_l("Write to whoever was absent without leave"))
    absence_hours = IntegerField(_l("Hours after the session"), [NEEDED, HOURS])
    deadline_on = BooleanField(_l("Remind of what is due: make-up tasks, graded work, the reply slip"))
    deadline_days = IntegerField(
        _l("Days before it is due"), [NEEDED, NumberRange(1, 30, _l("Between 1 and 30 days."))]
    )
    quiet_from = TimeField(_l("Quiet from"), [NEEDED])
    quiet_to = TimeField(_l("Quiet until"), [NEEDED])

    def values(self) -> RuleValues:
        return RuleValues(**{name: value for name, value in self.data.items() if name in RuleValues.__annotations__})


class LetterForm(FlaskForm):
    version = HiddenField()
    subject_zh = StringField(_l("Subject"), [Length(max=150)], filters=[tidy])
    subject_en = StringField(_l("Subject"), [Length(max=150)], filters=[tidy])
    body_zh = TextAreaField(_l("Text of the letter"), [Length(max=3000)], filters=[tidy])
    body_en = TextAreaField(_l("Text of the letter"), [Length(max=3000)], filters=[tidy])

    def values(self) -> TextValues:
        return TextValues(self.subject_zh.data, self.subject_en.data, self.body_zh.data, self.body_en.data)


def data_of(rules: ReminderRules | None) -> dict[str, object]:
    rules = rules or ReminderRules(**NEW)
    return {
        "version": rules.version,
        "session_on": rules.session_since is not None,
        "absence_on": rules.absence_since is not None,
        "deadline_on": rules.deadline_since is not None,
        **{name: getattr(rules, name) for name in NEW},
    }


_TABLE = ReminderRules.__table__.c
NEW = {
    name: _TABLE[name].default.arg
    for name in ("session_hours", "absence_hours", "deadline_days", "quiet_from", "quiet_to")
}
