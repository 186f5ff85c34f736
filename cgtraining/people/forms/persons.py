"""What is known of a person, as typed by an administrator or by the person."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from flask import request, url_for
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from cgtraining.language import places
from cgtraining.language.choosing import LANGUAGE_NAMES, language
from cgtraining.language.names import tidy_name
from cgtraining.language.phones import normalise_phone
from cgtraining.language.places import Region
from cgtraining.language.scripts import TAGS
from cgtraining.language.text import BilingualText
from cgtraining.people.accounts import move_contacts
from cgtraining.people.addresses import normalise_email
from cgtraining.people.forms.door import REQUIRED
from cgtraining.people.models import Gender, Person
from cgtraining.people.operations import PersonValues, add_newcomer, change_person, organization_named
from cgtraining.people.queries import people_unreachable, people_with_contact

NAME = [Length(max=100)]
ORGANIZATION = [Length(max=200)]


class PersonForm(FlaskForm):
    """Who someone is and where they work: what is asked of everyone."""

    version = HiddenField()
    name_zh = StringField(_l("Name in Chinese"), NAME)
    name_latin = StringField(_l("Name in Latin script"), NAME)
    organization_zh = StringField(_l("Organization"), ORGANIZATION)
    organization_en = StringField(_l("Organization"), ORGANIZATION)
    position_zh = StringField(_l("Position"), NAME)
    position_en = StringField(_l("Position"), NAME)
    preferred_language = SelectField(_l("Preferred language"), [REQUIRED])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.preferred_language.choices = [
            SelectChoice(code, name, render_kw={"lang": TAGS[code]}) for code, name in LANGUAGE_NAMES.items()
        ]

    def values(self, *, phone: str | None, email: str | None, actor: Person) -> PersonValues:
        """An organization that is not known yet is added, so call it within the operation that saves."""
        zh, en = self.organization_zh.data, self.organization_en.data
        return PersonValues(
            name_zh=self.name_zh.data,
            name_latin=self.name_latin.data,
            organization=organization_named(zh, en, actor=actor) if (zh or en or "").strip() else None,
            position_zh=self.position_zh.data,
            position_en=self.position_en.data,
            phone=phone,
            email=email,
            preferred_language=self.preferred_language.data,
        )


class FactsForm(PersonForm):
    """Everything but phone and e-mail. Two selects for the place: the second holds the cities of the first."""

    gender = SelectField(_l("Gender"))
    province_code = SelectField(_l("Province"), validate_choice=False)
    city_code = SelectField(_l("City"), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gender.choices = [("", _l("Not stated")), *((each.value, each.label) for each in Gender)]
        self.province_code.choices = _choices(places.provinces())
        self.city_code.choices = _choices(places.cities(self.province_code.data or ""))
        other_cities = {"hx-get": url_for("people.cities"), "hx-target": "#city_code", "hx-trigger": "change"}
        self.province_code.render_kw = other_cities

    def is_to_be_saved(self) -> bool:
        """Sent by the button that saves, and in shape; without script another button asks for a province's cities."""
        return self.is_submitted() and "other_province" not in request.form and self.validate()

    def show(self, person: Person) -> None:
        """Fill in what is known, before the form is first shown."""
        organization = person.organization
        self.process(
            data={
                "version": person.version,
                "name_zh": person.name_zh,
                "name_latin": person.name_latin,
                "gender": person.gender.value if person.gender else "",
                "organization_zh": organization.name_zh if organization else "",
                "organization_en": organization.name_en if organization else "",
                "position_zh": person.position_zh,
                "position_en": person.position_en,
                "province_code": person.province_code or "",
                "city_code": person.city_code or "",
                "preferred_language": person.preferred_language,
            }
        )
        self.city_code.choices = _choices(places.cities(person.province_code or ""))

    def values(self, *, phone: str | None, email: str | None, actor: Person) -> PersonValues:
        known_cities = {city.code for city in places.cities(self.province_code.data or "")}
        return replace(
            super().values(phone=phone, email=email, actor=actor),
            gender=Gender(self.gender.data) if self.gender.data else None,
            province_code=self._province(),
            city_code=self.city_code.data if self.city_code.data in known_cities else None,
        )

    def change(self, person: Person, actor: Person) -> Person:
        """What an administrator writes counts as unconfirmed until the person confirms it again."""
        values = self.values(phone=person.phone, email=person.email, actor=actor)
        return change_person(person=person, actor=actor, version=self.version.data, values=values, over_confirmed=True)

    def _province(self) -> str | None:
        known = {province.code for province in places.provinces()}
        return self.province_code.data if self.province_code.data in known else None


class Newcomer:
    """How someone is reached whom the office does not know yet."""

    phone = StringField(_l("Phone"), [Length(max=40)])
    email = StringField(_l("E-mail address"), [Length(max=254)])
    another_person = BooleanField(_l("This is another person"))

    def newcomer(self, actor: Person) -> Person:
        """The new person, unless somebody is known by that phone or e-mail. Call it within the operation that saves."""
        form = cast(PersonForm, self)
        values = form.values(phone=self.phone.data, email=self.email.data, actor=actor)
        return add_newcomer(actor=actor, values=values, is_another=self.another_person.data)

    def same_contact(self) -> Sequence[Person]:
        """Those who may be the same person, once saving was refused."""
        if not cast(PersonForm, self).form_errors or self.another_person.data:
            return []
        phone, email = normalise_phone(self.phone.data or ""), normalise_email(self.email.data or "")
        return people_with_contact(phone, email) if phone or email else self._unreachable()

    def _unreachable(self) -> Sequence[Person]:
        form = cast(PersonForm, self)
        fields = (form.name_zh, form.name_latin, form.organization_zh, form.organization_en)
        zh, latin, *organization = (tidy_name(field.data or "") or None for field in fields)
        return people_unreachable(PersonValues(name_zh=zh, name_latin=latin), BilingualText(*organization))


class NewPersonForm(Newcomer, FactsForm):
    pass


class BriefPersonForm(Newcomer, PersonForm):
    """For staff and contacts, whose gender and place nobody counts."""


class ProfileForm(FactsForm):
    consents = BooleanField(
        _l("I agree that the training office keeps these facts for the training and prints my name on my certificate.")
    )


class ContactsForm(FlaskForm):
    version = HiddenField()
    phone = StringField(_l("Phone"), [Length(max=40)])
    email = StringField(_l("E-mail address"), [Length(max=254)])

    def move(self, person: Person, actor: Person) -> Person:
        version, email, phone = self.version.data, self.email.data, self.phone.data
        return move_contacts(person=person, actor=actor, version=version, email=email, phone=phone)


def _choices(regions: tuple[Region, ...]) -> list[tuple[str, object]]:
    return [("", _l("Not stated")), *((region.code, region.name.in_language(language())) for region in regions)]
