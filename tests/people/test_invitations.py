from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from cgtraining import clock
from cgtraining.audit.queries import history_of
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.accounts import set_active
from cgtraining.people.invitations import invitation_for, invite, may_be_invited_by, use_invitation
from cgtraining.people.models import Invitation
from tests import factories


def token_of(link: str) -> str:
    return link.rsplit("/", 1)[1]


def test_a_link_opens_an_account_and_is_kept_as_a_hash_only(app: Flask) -> None:
    someone, staff = factories.person(), factories.person()
    link = invite(person=someone, actor=staff)
    assert link.startswith("https://training.example.org/invitation/")
    [kept] = db.session.scalars(select(Invitation))
    assert token_of(link) not in kept.token_hash
    assert someone.account is not None
    assert [(entry.action, entry.actor_id) for entry in history_of(someone)] == [
        ("account.invited", staff.id),
        ("account.opened", staff.id),
    ]


def test_a_link_works_once_and_takes_the_others_with_it(app: Flask) -> None:
    someone = factories.person()
    first, second = (token_of(invite(person=someone, actor=None)) for _n in range(2))
    assert use_invitation(first) is someone.account
    assert [use_invitation(first), use_invitation(second), invitation_for(second)] == [None, None, None]


def test_a_link_ends_after_fourteen_days(app: Flask) -> None:
    token = token_of(invite(person=factories.person(), actor=None))
    with clock.frozen(clock.now() + timedelta(days=13, hours=23)):
        assert invitation_for(token) is not None
    with clock.frozen(clock.now() + timedelta(days=14, minutes=1)):
        assert invitation_for(token) is None


def test_a_link_to_a_closed_account_opens_nothing(app: Flask) -> None:
    someone = factories.person()
    token = token_of(invite(person=someone, actor=None))
    set_active(person=someone, actor=None, active=False)
    assert invitation_for(token) is None
    with pytest.raises(RuleBroken):
        invite(person=someone, actor=None)


def test_two_taps_at_the_same_moment_sign_in_once(app: Flask, monkeypatch) -> None:
    someone = factories.person()
    token = token_of(invite(person=someone, actor=None))
    found = invitation_for(token)
    use_invitation(token)
    monkeypatch.setattr("cgtraining.people.invitations.invitation_for", lambda text: found)
    assert use_invitation(token) is None


def test_staff_cannot_take_over_an_account_that_is_secured(app: Flask) -> None:
    staff, administrator = factories.person(), factories.platform_administrator()
    secured = factories.person()
    factories.account_of(secured, password="a hash")
    fresh = factories.person()
    asked = [(secured, staff), (administrator, staff), (secured, administrator), (fresh, staff)]
    assert [may_be_invited_by(*pair) for pair in asked] == [False, False, True, True]
    with pytest.raises(RuleBroken):
        invite(person=administrator, actor=staff)


def test_without_an_address_of_its_own_there_is_no_account(app: Flask) -> None:
    first = factories.person(email="shared@example.org", phone=None)
    factories.account_of(first)
    second = factories.person(email="shared@example.org", phone=None)
    for someone in (second, factories.person(email=None, phone=None)):
        with pytest.raises(RuleBroken):
            invite(person=someone, actor=None)


def test_a_shared_phone_leaves_the_own_e_mail(app: Flask) -> None:
    factories.account_of(factories.person(phone="+8613800000000"), phone="+8613800000000")
    second = factories.person(email="own@example.org", phone="+8613800000000")
    invite(person=second, actor=None)
    assert second.account
    assert (second.account.email, second.account.phone) == ("own@example.org", None)
