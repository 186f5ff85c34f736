"""What a program is asked about how it issues its certificates."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from cgtraining.certificates.models import CertificateKind
from cgtraining.web.fields import choices, tidy


class ApprovalForm(FlaskForm):
    version = HiddenField()
    approvals_needed = RadioField(
        _l("A list is approved by"),
        choices=choices([(1, _l("one person")), (2, _l("two people, one after the other"))]),
    )


class NameRuleForm(FlaskForm):
    version = HiddenField()
    names_must_be_confirmed = BooleanField(
        _l("Issue nothing to someone who has not confirmed how the name is printed"),
        description=_l("Otherwise the office is warned before it issues."),
    )


class NameConfirmationForm(FlaskForm):
    version = HiddenField()
    note = TextAreaField(
        _l("Signed paper"),
        filters=[tidy],
        validators=[DataRequired(_l("Note the signed paper by which the name is confirmed.")), Length(max=500)],
        description=_l("Which paper was signed, when, and where it is kept."),
    )


class PatternForm(FlaskForm):
    """The general pattern, and one for each kind that is to have a series of its own."""

    version = HiddenField()
    general = StringField(_l("Pattern"), filters=[tidy], validators=[Length(max=120)])
    completion = StringField(CertificateKind.COMPLETION.label, filters=[tidy], validators=[Length(max=120)])
    attendance = StringField(CertificateKind.ATTENDANCE.label, filters=[tidy], validators=[Length(max=120)])
    honour = StringField(CertificateKind.HONOUR.label, filters=[tidy], validators=[Length(max=120)])
    appointment = StringField(CertificateKind.APPOINTMENT.label, filters=[tidy], validators=[Length(max=120)])
    hours = StringField(CertificateKind.HOURS.label, filters=[tidy], validators=[Length(max=120)])

    def patterns(self) -> dict[str, str]:
        """By the key of the series."""
        return {"": self.general.data or ""} | {kind.value: self[kind.value].data or "" for kind in CertificateKind}
