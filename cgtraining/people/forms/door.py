"""Shape and wording of what people type at the door."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, StringField, SubmitField
from wtforms.validators import DataRequired, Length, Optional, StopValidation, ValidationError

from cgtraining.people.addresses import Identifier, read_identifier
from cgtraining.people.passwords import LONGEST, SHORTEST

REQUIRED = DataRequired(_l("Please fill this in."))
LONG_ENOUGH = Length(SHORTEST, LONGEST, _l("A password has at least %(least)s characters.", least=SHORTEST))


class DoorForm(FlaskForm):
    """Whoever stands at the door says by which address the office knows them."""

    identifier = StringField(_l("E-mail or phone"), [REQUIRED, Length(max=254)])

    def validate_identifier(self, field: StringField) -> None:
        if self.identity == Identifier():
            raise ValidationError(_l("Write an e-mail address or a phone number, a foreign one with + in front."))

    @property
    def identity(self) -> Identifier:
        return read_identifier(self.identifier.data or "")


class PasswordUnlessCode:
    """Needed for the button beside it; the other button asks for a code."""

    field_flags = {"required": True}

    def __call__(self, form: Any, field: PasswordField) -> None:
        if not field.data and not form.by_code.data:
            raise StopValidation(_l("Type your password, or let a one-time code be sent to you."))


class SignInForm(DoorForm):
    password = PasswordField(_l("Password"), [PasswordUnlessCode(), Length(max=LONGEST)])
    remember = BooleanField(_l("Stay signed in on this device for 30 days"))
    by_password = SubmitField(_l("Sign in"))
    by_code = SubmitField(_l("Send me a one-time code"))


class CodeForm(FlaskForm):
    code = StringField(_l("Six-digit code"), [REQUIRED, Length(max=40)])
    remember = BooleanField(_l("Stay signed in on this device for 30 days"))


class InvitationForm(FlaskForm):
    password = PasswordField(_l("Choose a password"), [Optional(), LONG_ENOUGH])


class NewPasswordForm(FlaskForm):
    """For someone who just proved by a code who they are, or never had a password."""

    new_password = PasswordField(_l("New password"), [REQUIRED, LONG_ENOUGH])


class ChangePasswordForm(NewPasswordForm):
    present_password = PasswordField(_l("Present password"), [REQUIRED, Length(max=LONGEST)])
