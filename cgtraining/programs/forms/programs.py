"""Shape and wording of what is entered about programs and curricula."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp, ValidationError

from cgtraining.people.forms.organizations import OrganizationForm as OrganizationFactsForm
from cgtraining.people.forms.persons import BriefPersonForm
from cgtraining.programs.models import IssuerRole, ProgramRole, SessionKind
from cgtraining.programs.operations.curricula import CurriculumValues
from cgtraining.programs.operations.keeping import CODE, ProgramValues
from cgtraining.web.fields import ExactNumberField, choices, tidy

MOST = 10_000


def is_plain_number(form: FlaskForm, field: ExactNumberField) -> None:
    value = field.data
    if value is not None and (not value.is_finite() or abs(value) > MOST or value != round(value, 2)):
        raise ValidationError(_l("Give a number with at most two decimal places."))


class ProgramForm(FlaskForm):
    version = HiddenField()
    code = StringField(
        _l("Code"),
        filters=[tidy, lambda text: text.upper() if text else text],
        validators=[
            DataRequired(_l("Give the program a code.")),
            Regexp(
                CODE,
                message=_l("A code has 2 to 20 capital letters and digits and begins with a letter, such as CEDAR."),
            ),
        ],
        description=_l("It stands in serial numbers, as in CEDAR-2026-0007, and cannot change after the first one."),
    )
    title_zh = StringField(
        _l("Title"), filters=[tidy], validators=[DataRequired(_l("Write the title in Chinese.")), Length(max=200)]
    )
    title_en = StringField(_l("Title in English"), filters=[tidy], validators=[Length(max=200)])
    summary_zh = TextAreaField(_l("Summary"), filters=[tidy], validators=[Length(max=2000)])
    summary_en = TextAreaField(_l("Summary in English"), filters=[tidy], validators=[Length(max=2000)])

    def values(self) -> ProgramValues:
        return ProgramValues(
            code=self.code.data,
            title_zh=self.title_zh.data,
            title_en=self.title_en.data,
            summary_zh=self.summary_zh.data,
            summary_en=self.summary_en.data,
        )


class OrganizationForm(FlaskForm):
    """An organization by its name: found if it is known, added if not."""

    name_zh = StringField(_l("Organization"), filters=[tidy], validators=[Length(max=200)])
    name_en = StringField(_l("Name in English"), filters=[tidy], validators=[Length(max=200)])


class IssuerForm(OrganizationForm):
    role = SelectField(_l("As"), choices=choices((role.value, role.label) for role in IssuerRole))


class IssuerRoleForm(FlaskForm):
    role = SelectField(_l("As"), choices=choices((role.value, role.label) for role in IssuerRole))


class IssuerFactsForm(OrganizationFactsForm):
    """The organization as its certificates show it, and as what it issues them."""

    role = SelectField(_l("As"), choices=choices((role.value, role.label) for role in IssuerRole))


class SignatoryForm(FlaskForm):
    version = HiddenField()
    name_zh = StringField(_l("Name in Chinese"), filters=[tidy], validators=[Length(max=100)])
    name_latin = StringField(_l("Name in Latin script"), filters=[tidy], validators=[Length(max=100)])
    title_zh = StringField(_l("Position"), filters=[tidy], validators=[Length(max=100)])
    title_en = StringField(_l("Position in English"), filters=[tidy], validators=[Length(max=100)])
    signature = FileField(
        _l("Picture of the signature"), description=_l("SVG, or PNG with a transparent ground; at most 1 MB.")
    )
    remove_signature = BooleanField(_l("Remove the picture"))


class CompetencyForm(FlaskForm):
    code = StringField(
        _l("Code"), filters=[tidy], validators=[DataRequired(_l("Give the competency a code.")), Length(max=20)]
    )
    title_zh = StringField(
        _l("Title"), filters=[tidy], validators=[DataRequired(_l("Write the name in Chinese.")), Length(max=200)]
    )
    title_en = StringField(_l("Name in English"), filters=[tidy], validators=[Length(max=200)])


class Dated:
    """`until` is the first day on which it no longer holds."""

    since = DateField(_l("From which day"), validators=[InputRequired(_l("Give the day."))])
    until = DateField(
        _l("Until (no longer holds from this day)"),
        validators=[Optional()],
        description=_l("Leave it empty if it is open."),
    )


class ProgramRoleFields(Dated):
    role = SelectField(_l("Role"), choices=choices((role.value, role.label) for role in ProgramRole))


class ProgramStaffForm(ProgramRoleFields, FlaskForm):
    """A role for someone who is known."""


class NewProgramStaffForm(ProgramRoleFields, BriefPersonForm):
    """A role for someone whom the office does not know yet."""


class SponsorForm(Dated, OrganizationForm):
    """An organization whose contact person is known."""


class NewSponsorForm(Dated, BriefPersonForm):
    """A contact person whom the office does not know yet; the organization of that person is the sponsor."""


class EndForm(FlaskForm):
    """The first day on which it no longer holds: today unless another one is given."""

    on = DateField(_l("No longer from this day"), validators=[Optional()])


class CurriculumForm(FlaskForm):
    version = HiddenField()
    title_zh = StringField(
        _l("Title"), filters=[tidy], validators=[DataRequired(_l("Write the title in Chinese.")), Length(max=200)]
    )
    title_en = StringField(_l("Title in English"), filters=[tidy], validators=[Length(max=200)])
    minutes_per_hour = IntegerField(
        _l("Minutes in a class hour"), validators=[InputRequired(_l("Give a whole number of minutes."))]
    )
    smallest_step = ExactNumberField(
        _l("Smallest step"),
        validators=[InputRequired(_l("Give a number.")), is_plain_number],
        description=_l("Class hours are rounded down to multiples of it."),
    )
    most_per_day = ExactNumberField(
        _l("Most class hours in a day"), validators=[InputRequired(_l("Give a number.")), is_plain_number]
    )
    rate_online = ExactNumberField(
        _l("Live online counts"), validators=[InputRequired(_l("Give a number.")), is_plain_number]
    )
    rate_recorded = ExactNumberField(
        _l("Recorded counts"), validators=[InputRequired(_l("Give a number.")), is_plain_number]
    )
    rate_visit = ExactNumberField(
        _l("A site visit counts"), validators=[InputRequired(_l("Give a number.")), is_plain_number]
    )
    rate_practice = ExactNumberField(
        _l("Practice counts"), validators=[InputRequired(_l("Give a number.")), is_plain_number]
    )

    def values(self) -> CurriculumValues:
        return CurriculumValues(
            title_zh=self.title_zh.data,
            title_en=self.title_en.data,
            minutes_per_hour=self.minutes_per_hour.data,
            smallest_step=self.smallest_step.data,
            most_per_day=self.most_per_day.data,
            rate_online=self.rate_online.data,
            rate_recorded=self.rate_recorded.data,
            rate_visit=self.rate_visit.data,
            rate_practice=self.rate_practice.data,
        )


class ModuleForm(FlaskForm):
    version = HiddenField()
    title_zh = StringField(
        _l("Title"), filters=[tidy], validators=[DataRequired(_l("Write the title in Chinese.")), Length(max=200)]
    )
    title_en = StringField(_l("Title in English"), filters=[tidy], validators=[Length(max=200)])


class UnitForm(ModuleForm):
    kind = SelectField(_l("Taught as"), choices=choices((kind.value, kind.label) for kind in SessionKind))
    class_hours = ExactNumberField(
        _l("Class hours"), validators=[InputRequired(_l("Give the class hours.")), is_plain_number]
    )
    competencies = SelectMultipleField(_l("Competencies that it serves"), coerce=int, validators=[Optional()])
