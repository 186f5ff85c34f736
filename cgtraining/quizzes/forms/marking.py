"""Forms of those who mark."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from cgtraining.assessments.forms import is_plain_number
from cgtraining.web.fields import ExactNumberField, tidy


class MarkForm(FlaskForm):
    """`seen`: the points that stood there when the page was opened; empty for none."""

    points = ExactNumberField(_l("Points"), validators=[InputRequired(_l("Give points, or 0.")), is_plain_number])
    comment = TextAreaField(_l("Comment for the trainee"), filters=[tidy], validators=[Optional(), Length(max=5000)])
    seen = ExactNumberField(widget=HiddenInput(), validators=[Optional()])


class RegradeForm(FlaskForm):
    reason = StringField(
        _l("Reason"),
        filters=[tidy],
        validators=[InputRequired(_l("Say why the answers are marked again.")), Length(max=500)],
    )
    promise = HiddenField()
