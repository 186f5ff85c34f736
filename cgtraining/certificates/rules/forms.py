"""What a program is asked about how it issues its certificates."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import Length

from cgtraining.certificates.models import CertificateKind
from cgtraining.web.fields import choices, tidy


class ApprovalForm(FlaskForm):
    version = HiddenField()
    approvals_needed = RadioField(
        _l("A list is approved by"),
        choices=choices([(1, _l("one person")), (2, _l("two people, one after the other"))]),
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
