"""Shape and wording of what is entered about cohorts."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from cgtraining.cohorts.models import ClassOffice, CohortRole, EnrolmentState
from cgtraining.cohorts.operations import CohortValues
from cgtraining.cohorts.operations.states import BY_HAND
from cgtraining.people.forms.persons import BriefPersonForm, NewPersonForm
from cgtraining.web.fields import choices, tidy
from cgtraining.web.numbers import row_number_or_none

TIMEZONES = (
    ("Asia/Shanghai", _l("Beijing time (Asia/Shanghai)")),
    ("Asia/Hong_Kong", _l("Hong Kong (Asia/Hong_Kong)")),
    ("Asia/Macau", _l("Macao (Asia/Macau)")),
    ("Asia/Taipei", _l("Taipei (Asia/Taipei)")),
    ("Asia/Urumqi", _l("Urumqi (Asia/Urumqi)")),
    ("Asia/Singapore", _l("Singapore (Asia/Singapore)")),
    ("Europe/London", _l("London (Europe/London)")),
    ("America/New_York", _l("New York (America/New_York)")),
)
CODE = Regexp(r"^[A-Za-z0-9][A-Za-z0-9.-]*$", message=_l("Use letters, digits, hyphens and full stops only."))

LATE = _l("Someone who joins late is answerable for the sessions from this day on.")


class CohortForm(FlaskForm):
    version = HiddenField()
    code = StringField(
        _l("Code"),
        filters=[tidy],
        validators=[DataRequired(_l("Give the cohort a code.")), Length(max=30), CODE],
        description=_l("Short and lasting, such as CEDAR-2026: scripts and file names use it."),
    )
    title_zh = StringField(
        _l("Title"), filters=[tidy], validators=[DataRequired(_l("Write the title in Chinese.")), Length(max=200)]
    )
    title_en = StringField(_l("Title in English"), filters=[tidy], validators=[Length(max=200)])
    starts_on = DateField(_l("First day"), validators=[DataRequired(_l("Give the first day."))])
    ends_on = DateField(_l("Last day"), validators=[DataRequired(_l("Give the last day."))])
    capacity = IntegerField(
        _l("Places"), validators=[Optional()], description=_l("Leave it empty if there is no limit.")
    )
    timezone = SelectField(
        _l("Timezone of the sessions"),
        choices=choices(TIMEZONES),
        default="Asia/Shanghai",
        validators=[DataRequired(_l("Choose a timezone."))],
    )

    def values(self) -> CohortValues:
        return CohortValues(
            code=self.code.data,
            title_zh=self.title_zh.data,
            title_en=self.title_en.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            timezone=self.timezone.data,
            capacity=self.capacity.data,
        )


class NewCohortForm(CohortForm):
    curriculum_id = SelectField(
        _l("Program and version of the curriculum"),
        validators=[DataRequired(_l("Choose a curriculum."))],
        description=_l("Only published versions are listed. The cohort keeps this version for good."),
    )


class StateForm(FlaskForm):
    version = HiddenField()
    state = SelectField(
        _l("New state"),
        choices=choices((state.value, state.label) for state in BY_HAND),
        validators=[DataRequired(_l("Choose a state."))],
    )
    on = DateField(_l("From which day"), validators=[DataRequired(_l("Give the day."))])
    reason = TextAreaField(_l("Reason"), filters=[tidy], validators=[Length(max=500)])

    def wanted(self) -> EnrolmentState:
        return EnrolmentState(self.state.data)


class TransferForm(FlaskForm):
    version = HiddenField()
    cohort_id = SelectField(_l("To which cohort"), validators=[DataRequired(_l("Choose a cohort."))])
    on = DateField(_l("From which day"), validators=[DataRequired(_l("Give the day."))])
    reason = TextAreaField(_l("Reason"), filters=[tidy], validators=[Length(max=500)])


class NoteForm(FlaskForm):
    version = HiddenField()
    note = TextAreaField(_l("Note for the staff"), filters=[tidy], validators=[Length(max=2000)])


class GroupForm(FlaskForm):
    version = HiddenField()
    title_zh = StringField(
        _l("Name of the group"),
        filters=[tidy],
        validators=[DataRequired(_l("Give the group a name.")), Length(max=100)],
    )
    title_en = StringField(_l("Name in English"), filters=[tidy], validators=[Length(max=100)])


class CommitteeForm(FlaskForm):
    """An office of the class committee for one of the trainees."""

    enrolment_id = SelectField(_l("Trainee"), coerce=row_number_or_none)
    office = SelectField(_l("Class office"), choices=choices((one.value, one.label) for one in ClassOffice))


class RoleFields:
    role = SelectField(
        _l("Role"),
        choices=choices((role.value, role.label) for role in CohortRole),
        validators=[DataRequired(_l("Choose a role."))],
    )
    since = DateField(_l("From which day"), validators=[DataRequired(_l("Give the day."))])
    until = DateField(
        _l("Until (no longer holds from this day)"),
        validators=[Optional()],
        description=_l("Leave it empty if it is open."),
    )


class StaffForm(RoleFields, FlaskForm):
    """A role for someone who is known."""

    person_id = HiddenField(validators=[DataRequired(_l("Search for the person first and choose one."))])


class NewStaffForm(RoleFields, BriefPersonForm):
    """A role for someone whom the office does not know yet."""


class EnrolForm(FlaskForm):
    """Someone who is known already joins the cohort."""

    person_id = HiddenField(validators=[DataRequired(_l("Search for the person first and choose one."))])
    group_id = SelectField(_l("Group"), validators=[Optional()])
    joined_on = DateField(
        _l("Joins on"),
        validators=[DataRequired(_l("Give the day."))],
        description=LATE,
    )


class PlaceForm(FlaskForm):
    """What is kept with an enrolment besides its state."""

    version = HiddenField()
    group_id = SelectField(_l("Group"), validators=[Optional()])
    sponsor_id = SelectField(_l("Sponsor"), validators=[Optional()])
    joined_on = DateField(_l("Joined on"), validators=[DataRequired(_l("Give the day."))], description=LATE)


class NewTraineeForm(NewPersonForm):
    """Someone whom the office does not know yet, and the place in the cohort."""

    group_id = SelectField(_l("Group"), validators=[Optional()])
    joined_on = DateField(_l("Joins on"), validators=[DataRequired(_l("Give the day."))], description=LATE)
