"""Putting the cast into the database."""

from collections.abc import Sequence
from functools import cache

from cgtraining.demo.cast import Character
from cgtraining.language.places import match_place
from cgtraining.people.accounts import make_administrator, open_account
from cgtraining.people.models import Gender, Person
from cgtraining.people.operations import add_person, organization_named
from cgtraining.people.passwords import hashed
from cgtraining.people.values import PersonValues

PASSWORD = "cedar-demo-2018"


def add_cast(characters: Sequence[Character], prefix: str, actor: Person | None) -> list[Person]:
    """Their addresses are of the reserved domain example.org; a demo sends no text message to their phone numbers."""
    return [add_character(one, f"{prefix}{number:02d}", number, actor) for number, one in enumerate(characters, 1)]


def add_character(one: Character, mailbox: str, number: int, actor: Person | None) -> Person:
    place = match_place(f"{one.province} {one.city}")
    block = sum(map(ord, mailbox.rstrip("0123456789"))) % 900 + 100
    values = PersonValues(
        name_zh=one.name_zh,
        name_latin=one.name_latin,
        gender=Gender(one.gender),
        organization=organization_named(one.organization, actor=actor),
        position_zh=one.position,
        phone=f"+861390{block}{number:04d}",
        email=f"{mailbox}@example.org",
        province_code=place.province_code if place else None,
        city_code=place.city_code if place else None,
        preferred_language="zh" if one.name_zh else "en",
    )
    return add_person(actor=actor, values=values)


def give_account(person: Person, *, administrator: bool = False) -> None:
    account = open_account(person=person, actor=None)
    account.password = _hash_of_the_password()
    if administrator:
        make_administrator(person=person, actor=None)


@cache
def _hash_of_the_password() -> str:
    """The same for everyone in the story: a good hash takes its time on purpose."""
    return hashed(PASSWORD)
