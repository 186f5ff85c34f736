"""The profile of a cohort, as an opening ceremony reports it: how many people, from where, from which organizations."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from cgtraining.people.models import Gender, OrganizationKind

Thing = TypeVar("Thing")


class Profiled(Protocol):
    @property
    def gender(self) -> Gender | None: ...
    @property
    def organization_id(self) -> int | None: ...
    @property
    def organization_kind(self) -> OrganizationKind | None: ...
    @property
    def province_code(self) -> str | None: ...
    @property
    def city_code(self) -> str | None: ...


@dataclass(frozen=True)
class Profile:
    """`kinds` and `provinces` are in falling order; what is not known is in none of them."""

    people: int
    organizations: int
    provinces: list[tuple[str, int]]
    cities: int
    without_place: int
    kinds: list[tuple[OrganizationKind, int]]
    women: int
    men: int

    @property
    def gender_known(self) -> int:
        return self.women + self.men

    @property
    def share_of_women(self) -> float | None:
        """Among those whose gender is recorded; None if it is recorded for nobody."""
        return self.women / self.gender_known if self.gender_known else None


def profile_of(people: Iterable[Profiled]) -> Profile:
    people = list(people)
    provinces = Counter(one.province_code for one in people if one.province_code)
    genders = Counter(one.gender for one in people)
    return Profile(
        people=len(people),
        organizations=len({one.organization_id for one in people if one.organization_id}),
        provinces=_falling(provinces),
        cities=len({one.city_code for one in people if one.city_code}),
        without_place=len(people) - provinces.total(),
        kinds=_falling(Counter(one.organization_kind for one in people if one.organization_kind)),
        women=genders[Gender.FEMALE],
        men=genders[Gender.MALE],
    )


def _falling(counted: Counter[Thing]) -> list[tuple[Thing, int]]:
    return sorted(counted.items(), key=lambda pair: -pair[1])
