"""What the office knows of a trainee, and the place in the cohort, corrected on the trainee's record."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from cgtraining.cohorts.models import Cohort, CohortRole, Enrolment, EnrolmentState, Group
from cgtraining.cohorts.operations import add_group, change_place, change_state
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from tests import factories

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def cohort(app: object) -> Cohort:
    return factories.cohort()


@pytest.fixture
def enrolment(cohort: Cohort) -> Enrolment:
    return factories.enrolment(cohort)


@pytest.fixture
def office(cohort: Cohort, sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.program_staff(cohort.program))


def facts(person: Person, **changes: str) -> dict[str, Any]:
    kept = {"version": person.version, "name_zh": person.name_zh, "name_latin": person.name_latin}
    return kept | {"preferred_language": "zh", "gender": ""} | changes


def saved(client: FlaskClient, address: str, form: dict[str, Any]) -> str:
    """The page to which saving leads, in English."""
    answer = client.post(f"{address}?lang=en", data=form)
    assert answer.status_code == 302
    return client.get(f"{answer.location}?lang=en").text


def test_administrator_corrects_facts_and_the_record_says_so(office: FlaskClient, enrolment: Enrolment) -> None:
    address = f"/cohorts/trainees/{enrolment.id}"
    assert "WANG Fang" in office.get(f"{address}/person?lang=en").text
    form = facts(enrolment.person, name_latin="WONG Fong", province_code="440000", city_code="440300")
    shown = saved(office, f"{address}/person", form)
    assert ("WONG Fong" in shown, "Facts changed: Name in Latin script · Province · City" in shown) == (True, True)


def test_number_is_moved_with_the_sign_in_and_recorded(office: FlaskClient, enrolment: Enrolment) -> None:
    account = factories.account_of(enrolment.person, phone=enrolment.person.phone)
    address = f"/cohorts/trainees/{enrolment.id}/contacts"
    form = {"version": enrolment.person.version, "phone": "+852 9123 4567", "email": enrolment.person.email}
    shown = saved(office, address, form)
    assert ("+852 9123 4567" in shown, "Contacts changed: Phone" in shown) == (True, True)
    db.session.refresh(account)
    assert account.phone == "+85291234567"


def test_whoever_came_too_late_compares_and_saves(office: FlaskClient, enrolment: Enrolment) -> None:
    address, form = f"/cohorts/trainees/{enrolment.id}/person?lang=en", facts(enrolment.person, name_latin="WANG Fan")
    office.post(address, data=form | {"name_latin": "WANG Feng"})
    late = office.post(address, data=form)
    assert "Someone else saved this in the meantime" in late.text
    assert f'name="version" type="hidden" value="{enrolment.person.version}"' in late.text


def test_trainer_and_class_teacher_correct_nothing(cohort: Cohort, enrolment: Enrolment, sign_in: SignIn) -> None:
    for role in (CohortRole.TRAINER, CohortRole.CLASS_TEACHER):
        client = sign_in(factories.cohort_staff(cohort, role))
        for page in ("person", "contacts", "place"):
            assert client.get(f"/cohorts/trainees/{enrolment.id}/{page}").status_code == 404


def test_place_is_changed_on_the_record(cohort: Cohort, enrolment: Enrolment, office: FlaskClient) -> None:
    sponsor = factories.organization()
    factories.partner(cohort.program, sponsor)
    group = add_group(cohort=cohort, title_zh="第一组", title_en="Group 1", actor=None)
    form = {"version": enrolment.version, "group_id": group.id, "sponsor_id": sponsor.id, "joined_on": "2026-04-01"}
    shown = saved(office, f"/cohorts/trainees/{enrolment.id}/place", form)
    assert ("Group 1" in shown, sponsor.name_en in shown, "1 Apr 2026" in shown) == (True, True, True)


def test_first_day_moves_with_the_state_that_began_on_it(enrolment: Enrolment) -> None:
    before = enrolment.touched_at
    moved = place(enrolment, date(2026, 4, 1))
    assert (moved.joined_on, moved.state_since) == (date(2026, 4, 1), date(2026, 4, 1))
    assert moved.touched_at > before


def test_first_day_stays_before_what_came_after_it(enrolment: Enrolment) -> None:
    change_state(enrolment=enrolment, state=EnrolmentState.WITHDRAWN, on=date(2026, 5, 1), reason="出国", actor=None)
    assert place(enrolment, date(2026, 4, 30)).state_since == date(2026, 5, 1)
    with pytest.raises(RuleBroken):
        place(enrolment, date(2026, 5, 2))


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2027, 1, 1)])
def test_first_day_lies_within_the_cohort(enrolment: Enrolment, day: date) -> None:
    with pytest.raises(RuleBroken):
        place(enrolment, day)


def test_first_day_of_a_graduate_stands(enrolment: Enrolment) -> None:
    enrolment.state = EnrolmentState.COMPLETED
    with pytest.raises(RuleBroken):
        place(enrolment, date(2026, 4, 1))


def test_group_of_another_cohort_is_refused(enrolment: Enrolment) -> None:
    other = add_group(cohort=factories.cohort(), title_zh="别组", title_en=None, actor=None)
    with pytest.raises(RuleBroken):
        place(enrolment, enrolment.joined_on, group=other)


def place(enrolment: Enrolment, day: date, group: Group | None = None) -> Enrolment:
    version = enrolment.version
    return change_place(enrolment=enrolment, group=group, sponsor=None, joined_on=day, version=version, actor=None)
