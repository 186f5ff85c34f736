"""The upload of a list."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, StringField
from wtforms.validators import Length, Optional

from cgtraining.spreadsheets.reading import LONGEST_NAME


class RosterForm(FlaskForm):
    """The content decides what a file is; its name only helps the file dialog."""

    sheet = StringField(_l("Only this sheet"), validators=[Optional(), Length(max=LONGEST_NAME)])
    file = FileField(
        _l("List of people"),
        validators=[FileRequired(_l("Choose a file first."))],
        render_kw={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt"},
    )
    joined_on = DateField(
        _l("Those who are new in the cohort join on"),
        validators=[Optional()],
        description=_l("Late joiners are answerable for the sessions from this day on; others keep their own day."),
    )
