"""What is known of an organization."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import Length

from cgtraining.people.forms.door import REQUIRED
from cgtraining.people.models import Organization, OrganizationKind

NAME = [Length(max=200)]


class OrganizationForm(FlaskForm):
    version = HiddenField()
    name_zh = StringField(_l("Name of the organization"), NAME)
    name_en = StringField(_l("Name of the organization"), NAME)
    kind = SelectField(_l("Kind"), [REQUIRED])
    logo = FileField(_l("Logo"))
    remove_logo = BooleanField(_l("Remove the logo"))
    seal = FileField(_l("Seal"))
    remove_seal = BooleanField(_l("Remove the seal"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind.value, kind.label) for kind in OrganizationKind]

    def show(self, organization: Organization) -> None:
        self.process(
            data={
                "version": organization.version,
                "name_zh": organization.name_zh,
                "name_en": organization.name_en,
                "kind": organization.kind.value,
            }
        )
