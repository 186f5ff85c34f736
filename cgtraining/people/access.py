"""Who may do what with persons and accounts."""

from typing import cast

from cgtraining.people.models import Person
from cgtraining.web.access import current_person


def me() -> Person:
    """The signed-in person, in a view that `@allow` guards."""
    return cast(Person, current_person())


def is_platform_administrator(person: Person) -> bool:
    return person.account is not None and person.account.is_administrator
