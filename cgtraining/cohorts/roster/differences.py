"""What a row says about a person, and where that differs from what the office knows."""

from dataclasses import asdict, dataclass
from typing import Any

from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.roster.rows import UsableRow
from cgtraining.cohorts.roster.spelling import same_latin, same_text
from cgtraining.language.names import is_han
from cgtraining.language.romanisation import suggest_latin
from cgtraining.people.models import Person

PLAIN = ("name_zh", "name_latin", "phone", "email")


@dataclass(frozen=True)
class Change:
    """Plain values for JSON: an organization and a group by their names, a gender by its value.

    `kept` says that the old one stays: its person confirmed it, or is out of reach.
    """

    field: str
    old: str | None
    new: str | None
    kept: bool = False

    def stored(self) -> dict[str, Any]:
        return asdict(self)


def said_by(row: UsableRow) -> dict[str, str | None]:
    """What the row says, by field of a person; what it leaves open is not in it."""
    said: dict[str, str | None] = {name: getattr(row, name) for name in PLAIN}
    said["gender"] = row.gender.value if row.gender else None
    said["organization"] = row.organization
    said[position_field(row.position)] = row.position
    said["province_code"], said["city_code"] = row.province_code, row.city_code
    said["preferred_language"] = row.language
    return {name: value for name, value in said.items() if value}


def position_field(position: str | None) -> str:
    return "position_zh" if any(map(is_han, position or "")) else "position_en"


def said_of_newcomer(row: UsableRow) -> dict[str, str | None]:
    """With a Latin name suggested where there is none, and the language of the name."""
    said = said_by(row)
    if row.name_zh and not row.name_latin:
        said["name_latin"] = suggest_latin(row.name_zh)
    return {"preferred_language": "zh" if row.name_zh else "en", **said}


def known_of(person: Person) -> dict[str, str | None]:
    organization = person.organization
    return {
        **{name: getattr(person, name) for name in (*PLAIN, "province_code", "city_code", "preferred_language")},
        "gender": person.gender.value if person.gender else None,
        "organization": (organization.name_zh or organization.name_en) if organization else None,
        "position_zh": person.position_zh,
        "position_en": person.position_en,
    }


def changes_against(
    row: UsableRow, person: Person, enrolment: Enrolment | None = None, *, out_of_reach: bool = False
) -> list[Change]:
    said, known = said_by(row), known_of(person)
    if "province_code" in said and said["province_code"] != known["province_code"]:
        said.setdefault("city_code", None)  # a city of the old province would stay behind
    changes = [
        Change(name, known[name], value, kept=out_of_reach or is_confirmed(name, person))
        for name, value in said.items()
        if value != known[name] and not is_other_spelling(name, value, person)
    ]
    return [*changes, *change_of_group(row, enrolment)]


def is_confirmed(name: str, person: Person) -> bool:
    confirmed = set(person.confirmed_fields)
    return name in confirmed or (name == "city_code" and "province_code" in confirmed)


def is_other_spelling(name: str, value: str | None, person: Person) -> bool:
    if name == "name_latin":
        return same_latin(value, person.name_latin)
    if name == "organization" and person.organization:
        return any(same_text(value, each) for each in (person.organization.name_zh, person.organization.name_en))
    return False


def change_of_group(row: UsableRow, enrolment: Enrolment | None) -> list[Change]:
    """Only for someone who is in the cohort already: a newcomer is put into the group on enrolling."""
    if enrolment is None or not row.group:
        return []
    group = enrolment.group
    if group and any(same_text(row.group, title) for title in (group.title_zh, group.title_en)):
        return []
    return [Change("group", group.title_zh if group else None, row.group)]
