"""Why something is done to a certificate."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from cgtraining.web.fields import tidy


class ReasonForm(FlaskForm):
    reason = TextAreaField(
        _l("Reason"),
        filters=[tidy],
        validators=[InputRequired(_l("Give the reason.")), Length(max=500)],
        description=_l("It stays inside the office; strangers see only the date."),
    )


class ExpiryForm(ReasonForm):
    valid_until = DateField(
        _l("Last day of validity"), validators=[Optional()], description=_l("Leave it empty if it does not expire.")
    )


class IssueForm(FlaskForm):
    """The button that begins a run, with its token."""
