"""Rows, remarks and changes in the words of the present reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from cgtraining.cohorts.roster.headings import Field
from cgtraining.cohorts.roster.remarks import Remark
from cgtraining.language.choosing import LANGUAGE_NAMES, language
from cgtraining.language.phones import display_phone
from cgtraining.language.places import place_label
from cgtraining.people.models import Gender
from cgtraining.people.values import LABELS

COLUMNS = {
    Field.NAME: _l("Name"),
    Field.NAME_LATIN: _l("Name in Latin script"),
    Field.FAMILY_NAME: _l("Family name"),
    Field.GIVEN_NAME: _l("Given name"),
    Field.GENDER: _l("Gender"),
    Field.ORGANIZATION: _l("Organization"),
    Field.ORGANIZATION_AND_POSITION: _l("Organization and position"),
    Field.POSITION: _l("Position"),
    Field.PHONE: _l("Phone"),
    Field.EMAIL: _l("E-mail"),
    Field.CONTACT: _l("Phone or e-mail"),
    Field.PROVINCE: _l("Province"),
    Field.CITY: _l("City"),
    Field.REGION: _l("Province and city"),
    Field.GROUP: _l("Group"),
    Field.LANGUAGE: _l("Preferred language"),
    Field.REMARK: _l("Remark"),
    Field.NUMBER: _l("Number in the list"),
}
PUBLIC = ("name_zh", "name_latin", "organization")
NOT_SHOWN = _l("(not shown)")


@dataclass(frozen=True)
class ChangeText:
    label: str
    old: str
    new: str
    kept: bool


def column_label(field: str) -> str:
    return str(COLUMNS[Field(field)])


def field_label(field: str) -> str:
    return str(LABELS[field] if field in LABELS else COLUMNS[Field(field)])


def value_text(field: str, value: str | None) -> str:
    """As people read it: a place for its code, a gender in a word, a phone number with blanks."""
    if not value:
        return ""
    if field == "gender":
        return str(Gender(value).label)
    if field in ("province_code", "city_code"):
        return place_name(value)
    if field == "preferred_language":
        return LANGUAGE_NAMES["zh" if value == "zh" else "en"]
    return display_phone(value) if field == "phone" else value


def place_name(code: str) -> str:
    """Of a province, or of a city without its province."""
    if code.endswith("0000"):
        return place_label(code).in_language(language())
    province, whole = place_label(f"{code[:2]}0000"), place_label(f"{code[:2]}0000", code)
    if language() == "zh":
        return whole.in_language("zh").removeprefix(province.in_language("zh"))
    return whole.in_language("en").partition(",")[0]


def place_text(found: dict[str, Any]) -> str:
    return place_label(found.get("province_code"), found.get("city_code")).in_language(language())


def sentences(remarks: Iterable[dict[str, Any]]) -> list[str]:
    return [Remark.model_validate(remark).sentence for remark in remarks]


def change_texts(changes: Iterable[dict[str, Any]], *, of_stranger: bool = False) -> list[ChangeText]:
    """Of a stranger no more is shown than where people are chosen by name."""
    return [change_text(change, hides_old=of_stranger and change["field"] not in PUBLIC) for change in changes]


def change_text(change: dict[str, Any], *, hides_old: bool) -> ChangeText:
    field, old = change["field"], change["old"]
    shown = str(NOT_SHOWN) if old and hides_old else value_text(field, old)
    return ChangeText(field_label(field), shown, value_text(field, change["new"]), change["kept"])


def name_found(found: dict[str, Any]) -> str:
    """Whatever stood for a name, in rows that cannot be used too."""
    shown: dict[str, str] = found.get("shown", {})
    given = (found.get("name_zh"), found.get("name_latin"), shown.get("name"), shown.get("name_latin"))
    return next((name for name in given if name), "")
