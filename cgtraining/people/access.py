"""Who may do what with persons and accounts.

Staff of a program or a cohort reach their trainees through the pages of those rooms, which ask their own rules.
"""

from typing import cast

from cgtraining.people.models import Organization, Person
from cgtraining.web.access import current_person


def me() -> Person:
    """The signed-in person, in a view that `@allow` guards."""
    return cast(Person, current_person())


def is_platform_administrator(person: Person) -> bool:
    return person.account is not None and person.account.is_administrator


def may_see_person(person: Person, other: Person) -> bool:
    return person.id == other.id or is_platform_administrator(person)


def may_edit_person(person: Person, other: Person) -> bool:
    return is_platform_administrator(person)


def may_edit_organization(person: Person, organization: Organization) -> bool:
    return is_platform_administrator(person)
