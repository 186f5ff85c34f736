"""What may be said of a person, tidied and checked the same way wherever it comes from."""

from dataclasses import dataclass, fields, replace

from flask_babel import lazy_gettext as _l
from sqlalchemy import String

from cgtraining.errors import RuleBroken
from cgtraining.language.names import tidy_name
from cgtraining.language.phones import normalise_phone
from cgtraining.people.addresses import normalise_email
from cgtraining.people.models import Gender, Organization, Person


@dataclass(frozen=True)
class PersonValues:
    """All editable facts of a person. At least one script of the name is needed, everything else may be absent."""

    name_zh: str | None = None
    name_latin: str | None = None
    gender: Gender | None = None
    organization: Organization | None = None
    position_zh: str | None = None
    position_en: str | None = None
    phone: str | None = None
    email: str | None = None
    province_code: str | None = None
    city_code: str | None = None
    preferred_language: str = "zh"


FIELDS = tuple(field.name for field in fields(PersonValues))
LABELS = {
    "name_zh": _l("Name in Chinese"),
    "name_latin": _l("Name in Latin script"),
    "gender": _l("Gender"),
    "organization": _l("Organization"),
    "position_zh": _l("Position in Chinese"),
    "position_en": _l("Position in English"),
    "phone": _l("Phone"),
    "email": _l("E-mail address"),
    "province_code": _l("Province"),
    "city_code": _l("City"),
    "preferred_language": _l("Preferred language"),
}


def values_of_person(person: Person) -> PersonValues:
    return PersonValues(**{name: getattr(person, name) for name in FIELDS})


def tidied(values: PersonValues) -> PersonValues:
    """Blank becomes None, names and contacts their one spelling; what cannot be right is refused by a sentence."""
    plain = replace(
        values,
        name_zh=tidy_name(values.name_zh or "") or None,
        name_latin=tidy_name(values.name_latin or "") or None,
        position_zh=(values.position_zh or "").strip() or None,
        position_en=(values.position_en or "").strip() or None,
        phone=_phone(values.phone),
        email=_email(values.email),
        province_code=values.province_code or None,
        city_code=(values.city_code or None) if values.province_code else None,
    )
    if not plain.name_zh and not plain.name_latin:
        raise RuleBroken(_l("Write the name in Chinese, in Latin script, or in both."))
    _refuse_what_is_too_long(plain)
    return plain


def _phone(text: str | None) -> str | None:
    if not (text or "").strip():
        return None
    if found := normalise_phone(text or ""):
        return found
    raise RuleBroken(_l("This phone number cannot be right. Write a foreign number with + and the country code."))


def _email(text: str | None) -> str | None:
    if not (text or "").strip():
        return None
    if found := normalise_email(text or ""):
        return found
    raise RuleBroken(_l("This e-mail address cannot be right."))


def _refuse_what_is_too_long(values: PersonValues) -> None:
    for name in FIELDS:
        text, kind = getattr(values, name), getattr(Person.__table__.c.get(name), "type", None)
        if isinstance(text, str) and isinstance(kind, String) and kind.length and len(text) > kind.length:
            raise RuleBroken(_l("%(field)s: at most %(most)s characters.", field=LABELS[name], most=kind.length))
