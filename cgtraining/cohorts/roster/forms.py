"""The upload of a list."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired


class RosterForm(FlaskForm):
    """The content decides what a file is; its name only helps the file dialog."""

    file = FileField(
        _l("List of people"),
        validators=[FileRequired(_l("Choose a file first."))],
        render_kw={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt"},
    )
