"""What was handed out stops working when the reason to trust it is gone."""

import re

import pytest

from cgtraining.people import accounts, codes, signing_in
from cgtraining.people.addresses import Identifier
from cgtraining.people.invitations import invitation_for, invite
from cgtraining.people.models import Person
from tests import factories


@pytest.fixture
def person(app) -> Person:
    someone = factories.person(email="wang@example.org", phone="+8613800138000")
    factories.account_of(someone, phone=someone.phone)
    return someone


def link_for(person: Person, actor: Person | None) -> str:
    return invite(person=person, actor=actor).rpartition("/")[2]


def code_for(email: str) -> str:
    message = codes.send_code(Identifier(email=email))
    found = re.search(r"\d{6}", message.body if message else "")
    assert found
    return found.group()


def test_a_link_that_went_to_a_wrong_number_dies_when_the_number_is_corrected(person: Person) -> None:
    admin = factories.platform_administrator()
    token = link_for(person, admin)

    accounts.move_contacts(person=person, actor=admin, version=person.version, email=person.email, phone="13900139000")

    assert invitation_for(token) is None


def test_a_code_that_went_to_the_old_address_is_no_code_for_the_new_one(person: Person) -> None:
    code = code_for("wang@example.org")

    accounts.move_contacts(
        person=person, actor=None, version=person.version, email="new@example.org", phone=person.phone
    )

    assert codes.sign_in_by_code(Identifier(email="new@example.org"), code) is None


def test_a_closed_and_reopened_account_does_not_wake_old_links(person: Person) -> None:
    admin = factories.platform_administrator()
    token = link_for(person, admin)

    accounts.set_active(person=person, actor=admin, active=False)
    accounts.set_active(person=person, actor=admin, active=True)

    assert invitation_for(token) is None


def test_signing_out_everywhere_ends_links_and_codes_too(person: Person) -> None:
    token, code = link_for(person, None), code_for("wang@example.org")

    signing_in.end_all_sessions(factories.account_of(person))

    assert invitation_for(token) is None
    assert codes.sign_in_by_code(Identifier(email="wang@example.org"), code) is None


def test_a_link_that_staff_kept_does_not_open_a_platform_administrators_account(person: Person) -> None:
    staff = factories.program_staff(factories.program())
    token = link_for(person, staff)
    assert invitation_for(token) is not None

    accounts.make_administrator(person=person, actor=None)

    assert invitation_for(token) is None


def test_a_link_that_staff_kept_ends_when_its_person_has_a_password(person: Person) -> None:
    token = link_for(person, factories.program_staff(factories.program()))

    factories.account_of(person).password = "a hash"

    assert invitation_for(token) is None
