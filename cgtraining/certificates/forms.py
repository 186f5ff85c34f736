"""Why something is done to a certificate."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from cgtraining.certificates.models import IdentityCheck
from cgtraining.web.fields import tidy


class ReasonForm(FlaskForm):
    reason = TextAreaField(
        _l("Reason"),
        filters=[tidy],
        validators=[DataRequired(_l("Give the reason.")), Length(max=500)],
        description=_l("It stays inside the office; strangers see only the date."),
    )


class WithdrawDetailsForm(ReasonForm):
    is_sure = BooleanField(
        _l("The holder asked for it, and it shall not be undone"),
        validators=[DataRequired(_l("Confirm that the holder asked for it."))],
    )


class ExpiryForm(ReasonForm):
    valid_until = DateField(
        _l("Last day of validity"), validators=[Optional()], description=_l("Leave it empty if it does not expire.")
    )


class ReplaceForm(ReasonForm):
    paper_returned = BooleanField(
        _l("The old paper came back"), description=_l("If it comes back later, note it on the old certificate's page.")
    )


class RenewForm(ReasonForm):
    award_date = DateField(
        _l("Day of renewal"),
        validators=[InputRequired(_l("Give the day of renewal."))],
        description=_l("It is printed as the date of award."),
    )
    valid_until = DateField(
        _l("Last day of validity"), validators=[Optional()], description=_l("Leave it empty if it does not expire.")
    )


class ReturnForm(FlaskForm):
    remark = StringField(
        _l("Remark"),
        filters=[tidy],
        validators=[Length(max=200)],
        description=_l("Who brought it, say, and where it is kept or that it was destroyed."),
    )


class ReprintForm(ReasonForm):
    reason = TextAreaField(
        _l("What became of the paper"),
        filters=[tidy],
        validators=[DataRequired(_l("Say what became of the paper.")), Length(max=500)],
        description=_l("Lost in a move, say, or damaged by water. It stays inside the office."),
    )
    identity_check = RadioField(
        _l("How you made sure who asks"),
        choices=[SelectChoice(one.value, one.label) for one in IdentityCheck],
        validators=[InputRequired(_l("Say how you made sure who asks."))],
        description=_l("Do not write down the number of a document."),
    )


class IssueForm(FlaskForm):
    """The button that begins a run, with its token; without a date the planned one holds."""

    award_date = DateField(_l("Award date"), validators=[Optional()])
