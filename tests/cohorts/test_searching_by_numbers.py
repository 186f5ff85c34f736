"""A search box must not tell, digit by digit, a phone number that its reader may not see."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from cgtraining.cohorts.models import CohortRole
from cgtraining.people.models import Person
from cgtraining.people.operations import describe_for_search
from tests import factories

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def cohort(app):
    made = factories.cohort()
    someone = factories.person("苏州河", "SU Zhouhe", phone="+8613912345678", email="hidden@example.net")
    describe_for_search(someone)
    factories.enrolment(made, someone)
    return made


@pytest.mark.parametrize("part", ["1391", "+86139", "hidden", "example.net", "5678"])
def test_whoever_sees_no_contacts_does_not_find_by_a_part_of_them(cohort, sign_in: SignIn, part: str) -> None:
    mentor = factories.cohort_staff(cohort, CohortRole.MENTOR)
    page = sign_in(mentor).get(f"/cohorts/{cohort.id}/trainees", query_string={"q": part})

    assert "苏州河" not in page.text


def test_names_are_found_by_everyone_and_numbers_by_who_sees_them(cohort, sign_in: SignIn) -> None:
    mentor = factories.cohort_staff(cohort, CohortRole.MENTOR)
    teacher = factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER)
    address = f"/cohorts/{cohort.id}/trainees"

    assert "苏州河" in sign_in(mentor).get(address, query_string={"q": "suzhou"}).text
    assert "苏州河" in sign_in(teacher).get(address, query_string={"q": "1391"}).text


@pytest.mark.parametrize(
    ("asked", "found"), [("1391234", False), ("hidden@", False), ("139 1234 5678", True), ("HIDDEN@example.net", True)]
)
def test_staff_who_add_someone_find_a_whole_number_only(cohort, sign_in: SignIn, asked: str, found: bool) -> None:
    other = factories.cohort()
    staff = factories.cohort_staff(other, CohortRole.ADMINISTRATOR)
    page = sign_in(staff).get(f"/cohorts/{other.id}/trainees/add", query_string={"q": asked})

    assert ("苏州河" in page.text) is found
