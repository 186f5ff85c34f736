"""What someone meets whose button was refused."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from cgtraining.people.models import Person
from tests import factories

OWN = "http://localhost"


@pytest.fixture
def admin(sign_in: Callable[[Person], FlaskClient]) -> FlaskClient:
    return sign_in(factories.platform_administrator())


def test_refused_button_leads_back_to_its_page_with_the_sentence(admin: FlaskClient) -> None:
    page = f"/people/{factories.person().id}?from=list"
    headers = {"Referer": OWN + page, "Accept-Language": "en"}
    answer = admin.post(page.split("?")[0] + "/account/close", headers=headers, data={"lone_button": "1"})
    assert (answer.status_code, answer.location) == (303, page)
    assert "This person has no account." in admin.get(page, headers=headers).text


@pytest.mark.parametrize("referrer", ["https://elsewhere.example.org/people", f"{OWN}/people/1/account/close", ""])
def test_refusal_is_a_page_of_its_own_where_there_is_none_to_go_back_to(admin: FlaskClient, referrer: str) -> None:
    address = f"/people/{factories.person().id}/account/close"
    assert admin.post(address, headers={"Referer": referrer}, data={"lone_button": "1"}).status_code == 409


def test_refused_form_is_not_left_because_it_holds_input(admin: FlaskClient) -> None:
    address = f"/people/{factories.person().id}/account/close"
    assert admin.post(address, headers={"Referer": OWN + "/people"}).status_code == 409
