"""Why a locked register is opened again, and until when."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from cgtraining.web.fields import tidy


class ReopeningForm(FlaskForm):
    reason = TextAreaField(_l("Reason"), [DataRequired(_l("Please fill this in.")), Length(max=1000)], filters=[tidy])
    until = DateField(_l("Open until the end of"), [InputRequired(_l("Give the day."))])
