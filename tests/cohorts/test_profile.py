from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.cohorts.profile import profile_of
from cgtraining.people.models import Gender, OrganizationKind


def somebody(**facts: Any) -> Any:
    nothing = {"gender": None, "organization_id": None, "organization_kind": None}
    return SimpleNamespace(**(nothing | {"province_code": None, "city_code": None} | facts))


anyone = st.builds(
    somebody,
    gender=st.sampled_from([None, *Gender]),
    organization_id=st.sampled_from([None, 1, 2]),
    organization_kind=st.sampled_from([None, *OrganizationKind]),
    province_code=st.sampled_from([None, "440000", "310000"]),
    city_code=st.sampled_from([None, "440300"]),
)


def test_the_profile_counts_people_places_and_kinds() -> None:
    shenzhen = {"province_code": "440000", "city_code": "440300", "gender": Gender.FEMALE}
    foundation = {"organization_id": 1, "organization_kind": OrganizationKind.FOUNDATION}
    profile = profile_of(
        [
            somebody(**shenzhen, **foundation),
            somebody(**foundation, province_code="440000", city_code="440100", gender=Gender.MALE),
            somebody(organization_id=2, organization_kind=OrganizationKind.GOVERNMENT, province_code="310000"),
            somebody(),
        ]
    )
    assert (profile.people, profile.organizations, profile.cities, profile.without_place) == (4, 2, 2, 1)
    assert profile.provinces == [("440000", 2), ("310000", 1)]
    assert profile.kinds == [(OrganizationKind.FOUNDATION, 2), (OrganizationKind.GOVERNMENT, 1)]
    assert (profile.women, profile.men, profile.share_of_women) == (1, 1, 0.5)


def test_a_share_of_nobody_is_not_zero() -> None:
    assert profile_of([somebody()]).share_of_women is None


@given(st.lists(anyone))
def test_every_person_is_counted_once(people: list[Any]) -> None:
    profile = profile_of(people)
    assert sum(count for _code, count in profile.provinces) + profile.without_place == profile.people
    assert profile.gender_known <= profile.people
    counts = [count for _kind, count in profile.kinds]
    assert counts == sorted(counts, reverse=True)
