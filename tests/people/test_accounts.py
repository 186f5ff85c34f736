from dataclasses import replace

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.audit.models import AuditEntry
from cgtraining.audit.queries import history_of
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.accounts import make_administrator, move_contacts, open_account
from cgtraining.people.addresses import Identifier, normalise_email, read_identifier
from cgtraining.people.history import events_of
from cgtraining.people.models import OrganizationKind, Person
from cgtraining.people.operations import change_person
from cgtraining.people.organizations import add_organization, change_organization, set_picture
from cgtraining.people.queries import people_with_contact
from cgtraining.people.signing_in import account_with
from cgtraining.people.values import values_of_person
from tests import factories


def moved(person: Person, email: str | None, phone: str | None) -> Person:
    return move_contacts(person=person, actor=None, version=person.version, email=email, phone=phone)


def test_a_person_without_account_gets_other_contacts_too(app: Flask) -> None:
    someone = factories.person(confirmed_fields=["email", "name_zh"])
    moved(someone, "other@example.org", None)
    assert (someone.email, someone.phone, someone.confirmed_fields) == ("other@example.org", None, ["name_zh"])
    assert "other@example.org" in someone.search_text


def test_the_same_contacts_are_no_change(app: Flask) -> None:
    someone = factories.person(phone=None)
    moved(someone, someone.email, None)
    assert history_of(someone) == []


def test_an_account_keeps_an_address_of_its_own(app: Flask) -> None:
    factories.account_of(factories.person(email="taken@example.org"))
    someone = factories.person()
    account = open_account(person=someone, actor=None)
    assert open_account(person=someone, actor=None) is account
    for email, phone in ((None, None), ("taken@example.org", None)):
        db.session.commit()
        with pytest.raises(RuleBroken):
            moved(someone, email, phone)
        db.session.rollback()


def test_without_an_account_there_is_no_role(app: Flask) -> None:
    with pytest.raises(RuleBroken):
        make_administrator(person=factories.person(), actor=None)


def test_an_identifier_that_is_none_means_nobody(app: Flask) -> None:
    assert (account_with(Identifier()), people_with_contact(None, None)) == (None, [])


def test_a_name_that_is_changed_by_others_must_be_confirmed_again(app: Flask) -> None:
    someone = factories.person(confirmed_fields=["name_zh"], name_confirmed_at=factories.datetime.now(factories.UTC))
    values = replace(values_of_person(someone), name_zh="王方")
    change_person(person=someone, actor=None, version=someone.version, values=values, over_confirmed=True)
    assert someone.name_confirmed_at is None


def test_history_stays_readable_when_its_author_or_its_word_is_gone(app: Flask) -> None:
    someone = factories.person()
    for action in ("person.added", "person.forgotten_word"):
        db.session.add(AuditEntry(action=action, actor_id=999, object_kind="Person", object_id=someone.id, details={}))
    db.session.flush()
    assert [(event.what, event.who) for event in events_of(someone)] == [
        ("person.forgotten_word", None),
        ("已添加", None),
    ]


def test_an_organization_is_changed_only_where_it_differs(app: Flask) -> None:
    kind = OrganizationKind.FOUNDATION
    made = add_organization(actor=None, names=("雪松", None), kind=kind)
    for wanted in (kind, OrganizationKind.OTHER):
        change_organization(organization=made, actor=None, version=made.version, names=("雪松", ""), kind=wanted)
    set_picture(organization=made, actor=None, place="logo", key=None)
    assert [entry.action for entry in history_of(made)] == ["organization.changed", "organization.added"]
    with pytest.raises(RuleBroken):
        add_organization(actor=None, names=(" ", None), kind=kind)


@given(st.emails())
def test_an_e_mail_address_has_one_spelling(email: str) -> None:
    once = normalise_email(email)
    assert once is None or normalise_email(f" {once.upper()} ") == once


@given(st.text(max_size=300))
def test_whatever_is_typed_is_at_most_one_kind_of_address(text: str) -> None:
    found = read_identifier(text)
    assert found.email is None or found.phone is None
    assert found.email is None or (len(found.email) <= 254 and not set("\r\n ") & set(found.email))
