"""The people of a class as its papers name them: plain data, in the order of pinyin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.queries import STAYING, enrolments_of
from cgtraining.language.names import display_name
from cgtraining.language.phones import display_phone
from cgtraining.language.places import place_label
from cgtraining.language.text import BilingualText, Language
from cgtraining.people.models import Gender, Person

NO_TEXT = BilingualText()


@dataclass(frozen=True)
class Classmate:
    """One trainee; `group_place` orders the groups, 0 where there is none."""

    enrolment_id: int
    name_zh: str | None
    name_latin: str | None
    gender: Gender | None
    organization: BilingualText
    position: BilingualText
    place: BilingualText
    group: BilingualText
    group_place: int
    joined_on: date
    phone: str | None
    email: str | None

    def name_in(self, language: Language) -> str:
        return name_on_paper(self.name_zh, self.name_latin, language)


def classmates_of(cohort: Cohort) -> list[Classmate]:
    """Those who belong to the class."""
    return [_classmate(one) for one in enrolments_of(cohort, STAYING)]


def one_classmate(enrolment: Enrolment) -> Classmate:
    return _classmate(enrolment)


def grouped(people: Sequence[Classmate]) -> list[tuple[BilingualText, list[Classmate]]]:
    """By group, in the order of the groups; those without one last, under an empty text."""
    found: dict[tuple[bool, int, str], list[Classmate]] = {}
    for one in people:
        key = (not one.group, one.group_place, one.group.zh or "")
        found.setdefault(key, []).append(one)
    return [(found[key][0].group, found[key]) for key in sorted(found)]


def name_on_paper(name_zh: str | None, name_latin: str | None, language: Language) -> str:
    """Chinese papers give the Chinese name; English ones the Latin one, with the Chinese beside it to be recognised."""
    if language == "zh":
        return name_zh or name_latin or ""
    return f"{name_latin or ''} {name_zh or ''}".strip()


def person_on_paper(person: Person | None, language: Language) -> str:
    return display_name(person, language) if person else ""


def phone_on_paper(phone: str | None) -> str:
    return display_phone(phone) if phone else ""


def _classmate(enrolment: Enrolment) -> Classmate:
    person, group = enrolment.person, enrolment.group
    return Classmate(
        enrolment_id=enrolment.id,
        name_zh=person.name_zh,
        name_latin=person.name_latin,
        gender=person.gender,
        organization=person.organization.name if person.organization else NO_TEXT,
        position=person.position,
        place=place_label(person.province_code, person.city_code),
        group=group.title if group else NO_TEXT,
        group_place=group.place if group else 0,
        joined_on=enrolment.joined_on,
        phone=person.phone,
        email=person.email,
    )
