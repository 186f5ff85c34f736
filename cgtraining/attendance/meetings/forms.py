"""The upload of a report of a meeting."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange

from cgtraining.attendance.meetings.operations import Asked
from cgtraining.cohorts.forms import TIMEZONES
from cgtraining.web.fields import choices

UTC_ZONE = ("UTC", _l("UTC"))
LONGEST_MINIMUM = 1440


class MeetingForm(FlaskForm):
    """The content decides what a file is; its name only helps the file dialog."""

    file = FileField(
        _l("Report of participants"),
        validators=[FileRequired(_l("Choose a file first."))],
        render_kw={"accept": ".csv,.xlsx,.xls,.ods,.tsv,.txt"},
    )
    zone = SelectField(
        _l("Timezone of its times"),
        description=_l("Used where the report names none itself."),
    )
    minimum_minutes = IntegerField(
        _l("Ask about those who were there for less than (minutes)"),
        validators=[
            InputRequired(_l("Please fill this in.")),
            NumberRange(0, LONGEST_MINIMUM, _l("Give a number of minutes between 0 and 1440.")),
        ],
    )

    def offer(self, zone: str) -> "MeetingForm":
        """With the zone of the cohort among the choices."""
        known = [*TIMEZONES, UTC_ZONE]
        own = [] if zone in dict(known) else [(zone, zone)]
        self.zone.choices = choices([*own, *known])
        return self

    def asked(self) -> Asked:
        return Asked(self.zone.data, self.minimum_minutes.data)
