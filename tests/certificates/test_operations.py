"""What may be done to a certificate, when, and what stays of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from cgtraining import storage
from cgtraining.certificates import operations, queries
from cgtraining.certificates.models import Certificate, Happening, ItemState, NumberState, Standing
from cgtraining.certificates.standing import standing_of
from cgtraining.clock import today
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from tests import factories
from tests.certificates.factories import committed, correct_name, issued, replaced

WHY: dict[str, Any] = {"reason": "why", "actor": None}


@pytest.fixture
def certificate(app: Flask) -> Certificate:
    return issued()


def test_a_replacement_prints_the_corrected_person_and_keeps_what_was_decided(certificate: Certificate) -> None:
    person = db.session.get_one(Person, certificate.person_id)
    person.name_zh = "王方"
    new = replaced(certificate)
    assert (new.serial, new.facts["name_zh"], certificate.facts["name_zh"]) == ("CEDAR-2026-0002", "王方", "王芳")
    assert (new.award_date, new.facts["class_hours"]) == (certificate.award_date, certificate.facts["class_hours"])
    assert (certificate.replaced_by_id, standing_of(certificate, today())) == (new.id, Standing.REPLACED)
    happened = [event.what for event in queries.events_of(certificate)]
    assert happened == [Happening.REPLACED, Happening.REPLACEMENT_ORDERED, Happening.ISSUED]


def test_one_replacement_at_a_time(certificate: Certificate) -> None:
    correct_name(certificate)
    new = committed(operations.replace_certificate, certificate=certificate, **WHY)
    with pytest.raises(RuleBroken, match=new.serial):
        operations.replace_certificate(certificate=certificate, **WHY)


def test_a_void_number_stays_with_its_reason_and_gives_way_to_the_next(certificate: Certificate) -> None:
    correct_name(certificate)
    new = committed(operations.replace_certificate, certificate=certificate, **WHY)
    committed(operations.void_number, certificate=new, **WHY)
    again = replaced(certificate)
    assert (new.state, new.void_reason, again.serial) == (NumberState.VOID, "why", "CEDAR-2026-0003")


def test_only_a_pending_number_can_be_made_void(certificate: Certificate) -> None:
    with pytest.raises(RuleBroken):
        operations.void_number(certificate=certificate, **WHY)


def test_the_item_of_a_void_number_can_be_tried_again(certificate: Certificate) -> None:
    certificate.state = NumberState.PENDING
    item = certificate.run_item
    assert item is not None
    operations.void_number(certificate=certificate, **WHY)
    assert (item.state, "CEDAR-2026-0001" in (item.problem.en or "")) == (ItemState.REFUSED, True)


@pytest.mark.parametrize(
    "act", [operations.replace_certificate, operations.revoke_certificate, operations.suspend_certificate]
)
def test_a_revoked_certificate_stays_revoked(certificate: Certificate, act: Callable[..., object]) -> None:
    operations.revoke_certificate(certificate=certificate, **WHY)
    with pytest.raises(RuleBroken):
        act(certificate=certificate, **WHY)
    with pytest.raises(RuleBroken):
        operations.set_expiry(certificate=certificate, valid_until=None, **WHY)


def test_every_act_needs_a_reason(certificate: Certificate) -> None:
    with pytest.raises(RuleBroken):
        operations.revoke_certificate(certificate=certificate, reason="  ", actor=None)


def test_a_replaced_or_withdrawn_certificate_is_not_changed_any_more(certificate: Certificate) -> None:
    new = replaced(certificate)
    operations.withdraw_details(certificate=new, **WHY)
    for one in (certificate, new):
        with pytest.raises(RuleBroken):
            operations.suspend_certificate(certificate=one, **WHY)
    with pytest.raises(RuleBroken):
        operations.withdraw_details(certificate=new, **WHY)


def test_a_suspension_is_lifted_once(certificate: Certificate) -> None:
    actor = factories.person()
    operations.suspend_certificate(certificate=certificate, reason="why", actor=actor)
    with pytest.raises(RuleBroken):
        operations.suspend_certificate(certificate=certificate, **WHY)
    operations.reinstate_certificate(certificate=certificate, **WHY)
    with pytest.raises(RuleBroken):
        operations.reinstate_certificate(certificate=certificate, **WHY)
    assert [event.actor_id for event in queries.events_of(certificate)] == [None, actor.id, None]


def test_validity_ends_after_the_award_and_may_be_taken_back(certificate: Certificate) -> None:
    with pytest.raises(RuleBroken):
        operations.set_expiry(certificate=certificate, valid_until=date(2020, 1, 1), **WHY)
    operations.set_expiry(certificate=certificate, valid_until=date(2027, 1, 1), **WHY)
    operations.set_expiry(certificate=certificate, valid_until=None, **WHY)
    assert certificate.valid_until is None


def test_withdrawing_removes_snapshot_file_and_person_and_keeps_the_number(certificate: Certificate) -> None:
    digest, key = certificate.sha256, certificate.pdf_key or ""
    operations.forget_file(committed(operations.withdraw_details, certificate=certificate, **WHY))
    operations.forget_file(None)
    with pytest.raises(FileNotFoundError):
        storage.load_file(key)
    assert (certificate.facts, certificate.person_id, certificate.pdf_key) == ({}, None, None)
    assert (certificate.serial, certificate.sha256, certificate.state) == (
        "CEDAR-2026-0001",
        digest,
        NumberState.ISSUED,
    )


def test_no_replacement_is_made_of_a_deleted_trainee(certificate: Certificate) -> None:
    certificate.enrolment_id = None
    with pytest.raises(RuleBroken):
        operations.replace_certificate(certificate=certificate, **WHY)


def test_pending_certificates_are_not_acted_on(certificate: Certificate) -> None:
    correct_name(certificate)
    new = committed(operations.replace_certificate, certificate=certificate, **WHY)
    with pytest.raises(RuleBroken):
        operations.revoke_certificate(certificate=new, **WHY)
