"""What is typed in to be checked in, and buttons."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from cgtraining.attendance.forms.sessions import TEXT_NEEDED
from cgtraining.attendance.models import CheckInScope


class OneClickForm(FlaskForm):
    """A button that changes something, with its token."""


class SpokenCodeForm(FlaskForm):
    code = StringField(_l("Six digits"), [TEXT_NEEDED, Length(max=20)])


class CheckInRuleForm(FlaskForm):
    version = HiddenField()
    scope = RadioField(
        _l("Check-in"),
        [InputRequired(_l("Please fill this in."))],
        choices=[SelectChoice(scope.value, scope.label) for scope in CheckInScope],
        default=CheckInScope.SESSION.value,
        description=_l(
            "Once for each half-day: whoever checks in is marked for every session of that morning, afternoon or "
            "evening that is not over yet."
        ),
    )
    asks_check_out = BooleanField(_l("Ask for a check-out"))

    def chosen_scope(self) -> CheckInScope:
        return CheckInScope(self.scope.data)
