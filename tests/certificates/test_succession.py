"""One certificate after another: replaced or renewed, the papers that come back, and what the holder is told."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from sqlalchemy import select

from cgtraining import clock, tasks
from cgtraining.certificates import operations, queries
from cgtraining.certificates.changes import changed_facts
from cgtraining.certificates.codes import Code
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.lineage import chain_of, last_of
from cgtraining.certificates.models import Certificate, Happening, NumberState, Standing
from cgtraining.certificates.printing import print_replacement
from cgtraining.certificates.renewing import renew_certificate
from cgtraining.certificates.returning import note_paper_returned, return_of, wants_paper_back
from cgtraining.certificates.standing import standing_of
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import in_language
from cgtraining.mail.models import Message
from cgtraining.people.models import Person
from tests import factories
from tests.certificates.factories import committed, correct_name, issued, replaced
from tests.certificates.sample import LONG_NAME, WANG_FANG

SignIn = Callable[[Person], FlaskClient]
WHY: dict[str, Any] = {"reason": "按合作协议，有效期三年", "actor": None}
LAST_DAY, RENEWED_ON, NEW_LAST_DAY = date(2029, 12, 19), date(2029, 11, 1), date(2032, 11, 1)


@pytest.fixture
def certificate(app: Flask) -> Certificate:
    made = issued(factories.person("王芳", "WANG Fang"))
    return committed(operations.set_expiry, certificate=made, valid_until=LAST_DAY, **WHY)


def renewed(certificate: Certificate, on: date = RENEWED_ON, **values: Any) -> Certificate:
    with clock.frozen(datetime(on.year, on.month, on.day, 4, tzinfo=UTC)):
        days = {"award_date": on, "valid_until": NEW_LAST_DAY}
        new = committed(renew_certificate, certificate=certificate, **days | WHY | values)
        print_replacement(new.id)
    return db.session.get_one(Certificate, new.id)


def told(certificate: Certificate) -> list[str]:
    query = select(Message.subject).where(Message.person_id == certificate.person_id).order_by(Message.id)
    return list(db.session.scalars(query))


def happened(certificate: Certificate) -> list[Happening]:
    return [event.what for event in reversed(queries.events_of(certificate))]


@pytest.mark.parametrize("on", [RENEWED_ON, date(2030, 2, 1)])
def test_a_renewal_has_its_own_number_and_days_and_leaves_the_old_one_its_last_day(
    certificate: Certificate, on: date
) -> None:
    new = renewed(certificate, on)
    assert (new.serial, new.award_date, new.valid_until) == (f"CEDAR-{on.year}-0001", on, NEW_LAST_DAY)
    assert (new.renews_id, certificate.renewed_by_id) == (certificate.id, new.id)
    assert (certificate.valid_until, certificate.replaced_at) == (LAST_DAY, None)
    assert standing_of(certificate, LAST_DAY) is Standing.VALID
    assert standing_of(certificate, date(2029, 12, 20)) is Standing.EXPIRED
    assert happened(certificate)[-2:] == [Happening.RENEWAL_ORDERED, Happening.RENEWED]


def test_what_follows_carries_the_reason_and_the_author_of_the_order(certificate: Certificate) -> None:
    actor = factories.person()
    renewed(certificate, actor=actor)
    last = queries.events_of(certificate)[0]
    assert (last.what, last.reason, last.actor_id) == (Happening.RENEWED, WHY["reason"], actor.id)


def test_only_what_expires_is_renewed_and_only_once(certificate: Certificate) -> None:
    new = renewed(certificate)
    for act in (lambda: renewed(certificate), lambda: operations.replace_certificate(certificate=certificate, **WHY)):
        with pytest.raises(RuleBroken, match="CEDAR-2029-0001"):
            act()
    endless = committed(operations.set_expiry, certificate=certificate, valid_until=None, **WHY)
    endless.renewed_by_id = None
    new.renews_id = None
    db.session.commit()
    with pytest.raises(RuleBroken):
        renewed(endless)


def test_one_successor_at_a_time(certificate: Certificate) -> None:
    correct_name(certificate)
    new = committed(operations.replace_certificate, certificate=certificate, **WHY)
    with pytest.raises(RuleBroken, match=new.serial):
        renewed(certificate)
    committed(operations.void_number, certificate=new, **WHY)
    again = renewed(certificate)
    assert again.state is NumberState.ISSUED


def test_a_void_renewal_gives_way_to_the_next(certificate: Certificate) -> None:
    with clock.frozen(datetime(2029, 11, 1, tzinfo=UTC)):
        new = committed(
            renew_certificate, certificate=certificate, award_date=RENEWED_ON, valid_until=NEW_LAST_DAY, **WHY
        )
    committed(operations.void_number, certificate=new, **WHY)
    assert renewed(certificate).serial == "CEDAR-2029-0002"


def test_a_renewal_bears_no_date_before_it_was_decided(app: Flask, certificate: Certificate) -> None:
    with app.test_request_context(), force_locale("en"), pytest.raises(RuleBroken, match="decided today"):
        renewed(certificate, award_date=date(2029, 10, 31))


@pytest.mark.parametrize(
    "days",
    [
        {"award_date": date(2029, 11, 2)},
        {"award_date": date(2026, 12, 20)},
        {"valid_until": RENEWED_ON},
        {"reason": " "},
    ],
)
def test_days_out_of_order_and_a_missing_reason_are_refused(certificate: Certificate, days: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken):
        renewed(certificate, **days)


def test_a_suspended_or_revoked_certificate_is_not_renewed(certificate: Certificate) -> None:
    for act in (operations.suspend_certificate, operations.revoke_certificate):
        act(certificate=certificate, **WHY)
        with pytest.raises(RuleBroken):
            renewed(certificate)


def test_a_suspended_certificate_is_not_replaced_by_one_that_counts(certificate: Certificate) -> None:
    committed(operations.suspend_certificate, certificate=certificate, **WHY)
    correct_name(certificate)
    with in_language("en"), pytest.raises(RuleBroken, match="Reinstate it before it is replaced"):
        operations.replace_certificate(certificate=certificate, **WHY)


def test_what_is_just_being_replaced_is_not_suspended(certificate: Certificate) -> None:
    correct_name(certificate)
    new = committed(operations.replace_certificate, certificate=certificate, **WHY)
    with pytest.raises(RuleBroken, match=new.serial):
        operations.suspend_certificate(certificate=certificate, **WHY)


@pytest.mark.parametrize("end", [operations.revoke_certificate, operations.withdraw_details])
def test_what_was_to_replace_a_certificate_that_ended_meanwhile_becomes_void(
    certificate: Certificate, end: Callable[..., object]
) -> None:
    correct_name(certificate)
    new = committed(operations.replace_certificate, certificate=certificate, **WHY)
    actor = factories.person()
    committed(end, certificate=certificate, reason="撤销在先", actor=actor)
    print_replacement(new.id)
    assert (new.state, new.void_reason, new.pdf_key, new.replaces_id) == (NumberState.VOID, "撤销在先", None, None)
    assert [(event.what, event.actor_id) for event in queries.events_of(new)] == [(Happening.VOIDED, actor.id)]
    assert bool(new.facts) == (certificate.withdrawn_at is None)
    assert certificate.replaced_at is None


def test_the_chain_runs_from_the_oldest_to_the_newest_from_wherever_one_looks(certificate: Certificate) -> None:
    second = replaced(certificate)
    committed(operations.set_expiry, certificate=second, valid_until=LAST_DAY, **WHY)
    third = renewed(second)
    expected = [(certificate.id, False), (second.id, False), (third.id, True)]
    for one in (certificate, second, third):
        assert [(link.certificate.id, link.renews) for link in chain_of(one)] == expected
        assert last_of(one).id == third.id


def test_only_a_changed_fact_makes_a_replacement(certificate: Certificate) -> None:
    with pytest.raises(RuleBroken, match="补发"):
        operations.replace_certificate(certificate=certificate, **WHY)
    assert queries.certificate_by_id(certificate.id).replaced_at is None  # type: ignore[union-attr]


def test_changes_are_told_by_their_labels_and_pictures_are_none(app: Flask) -> None:
    other = CertificateFacts.from_json(
        WANG_FANG.to_json() | {"name_zh": "王方", "award_date": "2026-03-15", "specimen": True, "serial": "X"}
    )
    with in_language("en"):
        changes = [(str(label), before, after) for label, before, after in changed_facts(WANG_FANG, other)]
        assert changes == [("Name in Chinese", "王芳", "王方"), ("Date of award", "14 Mar 2026", "15 Mar 2026")]
        texts = {str(label): after for label, _before, after in changed_facts(WANG_FANG, LONG_NAME)}
    assert texts["Issuers"].startswith("青松社区公益学院 / Qingsong Academy")
    assert changed_facts(WANG_FANG, CertificateFacts.from_json(_with_other_pictures())) == []


def _with_other_pictures() -> dict[str, Any]:
    values = WANG_FANG.to_json()
    values["issuers"][0]["seal_key"] = values["signatories"][0]["signature_key"] = "other"
    return values


def test_other_signatories_are_a_changed_fact(app: Flask) -> None:
    values = WANG_FANG.to_json() | {"signatories": WANG_FANG.to_json()["signatories"][:1]}
    with in_language("en"):
        changes = changed_facts(WANG_FANG, CertificateFacts.from_json(values))
        told_of = [(str(label), after) for label, _before, after in changes]
    assert told_of == [("Signatories", "林知远 LIN Zhiyuan 院长 / Dean")]


def test_a_paper_comes_back_once_and_only_where_it_does_not_count(certificate: Certificate) -> None:
    with pytest.raises(RuleBroken):
        note_paper_returned(certificate=certificate, remark=None, actor=None)
    replaced(certificate)
    assert (wants_paper_back(certificate), return_of(certificate)) == (True, None)
    actor = factories.person()
    committed(note_paper_returned, certificate=certificate, remark="挂号信寄回", actor=actor)
    noted = return_of(certificate)
    assert noted is not None
    assert (noted.reason, noted.actor_id) == ("挂号信寄回", actor.id)
    with pytest.raises(RuleBroken):
        note_paper_returned(certificate=certificate, remark=None, actor=None)


def test_the_holder_is_told_of_everything_in_their_language_and_never_the_reason(app: Flask) -> None:
    certificate = issued(factories.person("王芳", "WANG Fang", preferred_language="en"))
    acts = [operations.suspend_certificate, operations.reinstate_certificate]
    for act in acts:
        committed(act, certificate=certificate, reason="内部原因", actor=None)
    for until in (LAST_DAY, None, LAST_DAY):
        committed(operations.set_expiry, certificate=certificate, valid_until=until, reason="内部原因", actor=None)
    new = renewed(certificate, reason="内部原因")
    newest = replaced(new)
    committed(operations.revoke_certificate, certificate=newest, reason="内部原因", actor=None)
    assert told(certificate)[1:] == [
        "Your certificate CEDAR-2026-0001 is suspended",
        "Your certificate CEDAR-2026-0001 counts again",
        *["The validity of your certificate CEDAR-2026-0001 was changed"] * 3,
        "Your certificate CEDAR-2026-0001 was renewed: CEDAR-2029-0001",
        "Your certificate CEDAR-2029-0001 was replaced by CEDAR-2029-0002",
        "Your certificate CEDAR-2029-0002 was revoked",
    ]
    bodies = "".join(db.session.scalars(select(Message.body).where(Message.person_id == certificate.person_id)))
    assert "内部原因" not in bodies


def test_someone_who_was_erased_or_withdrew_is_not_told(certificate: Certificate) -> None:
    before = len(told(certificate))
    person_id, certificate.person_id = certificate.person_id, None
    db.session.flush()
    committed(operations.suspend_certificate, certificate=certificate, **WHY)
    certificate.person_id = person_id
    db.session.commit()
    assert len(told(certificate)) == before


def test_the_office_renews_replaces_and_notes_the_paper_from_the_record(
    app: Flask, sign_in: SignIn, certificate: Certificate
) -> None:
    client, path = sign_in(factories.program_staff(certificate.program)), f"/certificates/{certificate.id}"
    assert "Nothing on it would change" in client.get(f"{path}/replace?lang=en").text
    correct_name(certificate)
    page = client.get(f"{path}/replace?lang=en").text
    assert ("WANG Fang Jr" in page, "The old paper came back" in page) == (True, True)
    assert client.post(f"{path}/replace", data={"reason": "name", "paper_returned": "y"}).location == path
    assert "is being made. It follows this one" in client.get(f"{path}?lang=en").text
    tasks.sweep()
    page = client.get(f"{path}?lang=en").text
    assert ("The old paper came back on" in page, "Chain of certificates" in page) == (True, True)
    new = db.session.get_one(Certificate, certificate.id).replaced_by
    assert new is not None
    assert f"/certificates/{certificate.id}" in client.get(f"/certificates/{new.id}").text


def test_a_paper_that_comes_back_later_is_noted_on_the_old_record(
    app: Flask, sign_in: SignIn, certificate: Certificate
) -> None:
    client, path = sign_in(factories.program_staff(certificate.program)), f"/certificates/{certificate.id}"
    replaced(certificate)
    assert "The old paper has not come back yet." in client.get(f"{path}?lang=en").text
    assert client.get(f"{path}/paper-returned").status_code == 200
    assert client.post(f"{path}/paper-returned", data={"remark": "shredded"}).location == path
    assert "shredded" in client.get(path).text


def test_an_expired_certificate_leads_a_stranger_to_the_one_that_renewed_it_and_back(
    app: Flask, sign_in: SignIn, client: FlaskClient, certificate: Certificate
) -> None:
    new = renewed(certificate)
    certificate.valid_until = date(2020, 1, 1)
    db.session.commit()
    old_page = client.get(f"/verify/{Code(certificate.code).grouped}?lang=en").text
    assert "This certificate has expired" in old_page
    assert "See the certificate that renewed it" in old_page
    assert f'href="/verify/{Code(new.code).grouped}"' in old_page
    assert (
        f"It renews the certificate {certificate.serial}"
        in client.get(f"/verify/{Code(new.code).grouped}?lang=en").text
    )
    answer = client.get(f"/verify/{Code(certificate.code).grouped}.json").json
    assert (answer["renewed_by"], answer["replaced_by_address"]) == (new.serial, None)
    assert answer["renewed_by_address"].endswith(Code(new.code).grouped)


def test_the_renewal_page_takes_its_days(app: Flask, sign_in: SignIn, certificate: Certificate) -> None:
    client, path = sign_in(factories.program_staff(certificate.program)), f"/certificates/{certificate.id}"
    with clock.frozen(datetime(2029, 11, 1, 4, tzinfo=UTC)):
        client = sign_in(factories.program_staff(certificate.program))
        assert 'value="2029-11-01"' in client.get(f"{path}/renew").text
        data = {"reason": "续期", "award_date": "2029-11-01", "valid_until": "2032-11-01"}
        assert client.post(f"{path}/renew", data=data).location == path
        tasks.sweep()
    assert db.session.get_one(Certificate, certificate.id).renewed_by is not None
