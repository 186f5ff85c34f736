"""Papers go by post: noted of many at once, and told to those who shall know."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cgtraining import clock
from cgtraining.certificates import acting, queries
from cgtraining.certificates.ceremony.orders import papers_of
from cgtraining.certificates.ceremony.planning import place_papers
from cgtraining.certificates.ceremony.posting import Parcel, note_posted, postings_of, tidy_number
from cgtraining.certificates.models import Certificate, Happening, IssueRun, Posting
from cgtraining.certificates.operations import revoke_certificate
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.mail.models import Message
from cgtraining.people.models import Person
from tests import factories
from tests.certificates.ceremony.test_orders import issued_run

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def run(app: Flask) -> IssueRun:
    return issued_run()


@pytest.fixture
def certificate(run: IssueRun) -> Certificate:
    return papers_of(run)[0].certificate


def post(certificate: Certificate, number: str = "EA123456789CN", **values: Any) -> Posting:
    parcel = Parcel("EMS", number, values.pop("posted_on", clock.today()))
    return note_posted(certificate=certificate, parcel=parcel, **{"tells": False, "actor": None} | values)


def told() -> list[str]:
    return list(db.session.scalars(select(Message.subject).where(Message.purpose.contains(":posting:"))))


def test_a_posting_is_kept_with_carrier_number_day_and_author(certificate: Certificate) -> None:
    actor = factories.person()
    one = post(certificate, " ea１23456789cn ", actor=actor)
    assert (one.carrier, one.tracking_number, one.posted_on, one.actor_id) == (
        "EMS", "EA123456789CN", clock.today(), actor.id,
    )  # fmt: skip
    last = queries.events_of(certificate)[0]
    assert (last.what, last.reason, last.actor_id) == (Happening.POSTED, "EMS EA123456789CN", actor.id)
    assert told() == []


def test_the_same_number_is_noted_once_and_a_second_parcel_is_the_last(certificate: Certificate) -> None:
    first = post(certificate)
    assert post(certificate).id == first.id
    second = post(certificate, "SF0001112223")
    assert postings_of([certificate.id])[certificate.id].id == second.id
    assert postings_of([]) == {}


@pytest.mark.parametrize("number", ["", "123", "单号12345", "1" * 41, "A_12345"])
def test_what_is_no_tracking_number_is_refused(app: Flask, number: str) -> None:
    with pytest.raises(RuleBroken):
        tidy_number(number)


def test_nothing_is_posted_tomorrow_nor_when_it_does_not_count(certificate: Certificate) -> None:
    with pytest.raises(RuleBroken):
        post(certificate, posted_on=clock.today() + timedelta(days=1))
    revoke_certificate(certificate=certificate, reason="why", actor=None)
    with pytest.raises(RuleBroken):
        post(certificate)


def test_the_holder_is_told_in_their_language_if_wished(certificate: Certificate) -> None:
    assert certificate.person is not None
    certificate.person.preferred_language = "en"
    post(certificate, tells=True)
    assert told() == [f"Your certificate {certificate.serial} is on its way"]
    body = db.session.scalars(select(Message.body).where(Message.purpose.contains(":posting:"))).one()
    assert "by EMS. The tracking number is EA123456789CN." in body


def test_an_erased_holder_is_not_told(certificate: Certificate) -> None:
    certificate.person_id = None
    db.session.commit()
    post(db.session.get_one(Certificate, certificate.id), tells=True)
    assert told() == []


def test_many_are_noted_from_one_page_or_none(run: IssueRun, sign_in: SignIn) -> None:
    client, path = sign_in(factories.program_staff(run.cohort.program)), f"/certificate-runs/{run.id}/posting"
    first, second, *_others = [paper.certificate for paper in papers_of(run)]
    assert client.get(path).status_code == 200
    common = {"carrier": "EMS", "posted_on": clock.today().isoformat(), "tells": "y"}
    assert "Write the tracking number" in client.post(f"{path}?lang=en", data=common).text
    wrong = common | {f"number-{first.id}": "EA123456789CN", f"number-{second.id}": "??"}
    refused = client.post(f"{path}?lang=en", data=wrong).text
    assert ("is no tracking number" in refused, 'value="EA123456789CN"' in refused) == (True, True)
    assert db.session.scalars(select(Posting)).all() == []
    right = wrong | {f"number-{second.id}": "EA123456788CN"}
    assert client.post(path, data=right).status_code == 302
    assert len(told()) == 2
    assert "EA123456788CN" in client.get(path).text
    workbook = client.get(f"/certificate-runs/{run.id}/receipts.xlsx?lang=en").data
    rows = list(openpyxl.load_workbook(BytesIO(workbook)).active.values)  # type: ignore[union-attr]
    assert [row[9] for row in rows[1:]] == [
        "Sent by post: EMS EA123456789CN", "Sent by post: EMS EA123456788CN", None, None,
    ]  # fmt: skip


def test_papers_are_locked_by_number_whatever_the_order_of_the_ceremony(
    run: IssueRun, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = papers_of(run)[-1]
    place_papers(run=run, wanted={last.item_id: 1}, actor=None)
    db.session.commit()
    certificates = [paper.certificate.id for paper in papers_of(run)]
    locked: list[int] = []

    def watched(certificate_id: int) -> Certificate:
        locked.append(certificate_id)
        return queries.certificate_locked(certificate_id)

    monkeypatch.setattr(acting, "certificate_locked", watched)
    client = sign_in(factories.program_staff(run.cohort.program))
    data = {f"number-{one}": f"EA10000{one}CN" for one in certificates}
    data |= {"carrier": "EMS", "posted_on": clock.today().isoformat()}
    assert client.post(f"/certificate-runs/{run.id}/posting", data=data).status_code == 302
    assert (locked, locked != certificates) == (sorted(certificates), True)


def test_the_page_asks_as_much_for_one_as_for_four(
    run: IssueRun, sign_in: SignIn, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    client, path = sign_in(factories.program_staff(run.cohort.program)), f"/certificate-runs/{run.id}/posting"
    client.get(path)
    many = count_queries(lambda: client.get(path))
    for paper in papers_of(run)[1:]:
        paper.certificate.suspended_at = paper.certificate.issued_at
    db.session.commit()
    assert count_queries(lambda: client.get(path)) == many
