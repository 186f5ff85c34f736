"""What is typed in to be checked in, and buttons."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Length

from cgtraining.attendance.forms.sessions import TEXT_NEEDED


class OneClickForm(FlaskForm):
    """A button that changes something, with its token."""


class SpokenCodeForm(FlaskForm):
    code = StringField(_l("Six digits"), [TEXT_NEEDED, Length(max=20)])
