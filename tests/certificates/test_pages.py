"""The office's and the trainee's pages of certificates."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import select

from cgtraining import clock, tasks
from cgtraining.certificates import operations
from cgtraining.certificates.leases import LEASE
from cgtraining.certificates.models import Certificate, IssueRun, NumberState, RunState
from cgtraining.certificates.views import taking
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.blank_prints import looks_at_prints
from tests.certificates.factories import approved_list, cedar, committed, correct_name, issued, trainees

SignIn = Callable[[Person], FlaskClient]


def administrator(cohort: Cohort) -> Person:
    return factories.program_staff(cohort.program)


def test_the_tab_of_a_cohort_without_a_list_says_how_to_begin(app: Flask, sign_in: SignIn) -> None:
    cohort = cedar()
    page = sign_in(administrator(cohort)).get(f"/cohorts/{cohort.id}/certificates?lang=en").get_data(as_text=True)
    assert "No certificates yet" in page


def test_an_administrator_issues_a_list_and_follows_the_run(app: Flask, sign_in: SignIn) -> None:
    graduates = approved_list(trainees(2))
    cohort = graduates.cohort
    client = sign_in(administrator(cohort))
    assert "2 of them have not confirmed" in client.get(f"/cohorts/{cohort.id}/certificates?lang=en").text
    started = client.post(f"/cohorts/{cohort.id}/certificates/issue", data={"list": graduates.id})
    run = db.session.scalars(select(IssueRun)).one()
    assert started.location == f"/certificate-runs/{run.id}"
    assert "0 of 2" in client.get(started.location + "?lang=en").text
    db.session.rollback()
    tasks.sweep()
    assert client.get(started.location + "/progress").headers["HX-Redirect"] == started.location
    assert "2 of 2" in client.get(started.location + "?lang=en").text
    assert "CEDAR-2026-0002" in client.get(f"/cohorts/{cohort.id}/certificates").text
    assert "CEDAR-2026-0001" in client.get(f"/cohorts/{cohort.id}/certificates/messages").text


def test_a_run_without_a_worker_says_that_it_waits_for_one(app: Flask, sign_in: SignIn) -> None:
    graduates = approved_list(trainees(2))
    run = operations.start_run(graduate_list=graduates, actor=None)
    client, page = sign_in(administrator(graduates.cohort)), f"/certificate-runs/{run.id}/progress?lang=en"
    waiting, working = "Waiting for a worker to take it up.", "Setting and storing; the holders are told at the end."

    def says(leased_until: datetime | None) -> tuple[bool, bool]:
        run.leased_until = leased_until
        text = client.get(page).text
        return waiting in text, working in text

    now = clock.now()
    assert says(None) == (True, False)
    assert says(now + LEASE) == (False, True)
    assert says(now + LEASE - timedelta(seconds=7)) == (True, False)
    run.state = RunState.DONE
    assert waiting not in client.get(f"/certificate-runs/{run.id}?lang=en").text


def test_what_stands_in_the_way_is_said_on_the_tab(app: Flask, sign_in: SignIn) -> None:
    graduates = approved_list()
    graduates.cohort.program.signatories = []
    client = sign_in(administrator(graduates.cohort))
    path = f"/cohorts/{graduates.cohort_id}/certificates"
    refused = client.post(f"{path}/issue?lang=en", data={"list": graduates.id})
    assert (refused.status_code, "has no signatory yet" in refused.text) == (409, True)
    assert db.session.scalars(select(IssueRun)).all() == []


def test_all_certificates_come_as_one_zip(app: Flask, sign_in: SignIn) -> None:
    certificate = issued(factories.person("王/芳", "WANG Fang"))
    cohort = db.session.get_one(Cohort, certificate.cohort_id)
    response = sign_in(administrator(cohort)).get(f"/cohorts/{cohort.id}/certificates.zip", buffered=True)
    archive = zipfile.ZipFile(io.BytesIO(response.data))
    assert archive.namelist() == ["CEDAR-2026-0001 王芳.pdf"]
    assert archive.read(archive.namelist()[0])[:5] == b"%PDF-"
    assert archive.testzip() is None


def test_a_record_is_replaced_and_revoked_from_its_page(app: Flask, sign_in: SignIn) -> None:
    certificate = issued()
    cohort = db.session.get_one(Cohort, certificate.cohort_id)
    client = sign_in(administrator(cohort))
    path = f"/certificates/{certificate.id}"
    assert certificate.serial in client.get(path).text
    assert client.get(f"{path}/picture.png").data[:4] == b"\x89PNG"
    assert client.post(f"{path}/revoke", data={"reason": ""}).status_code == 200
    correct_name(certificate)
    assert client.post(f"{path}/replace", data={"reason": "name"}).status_code == 302
    tasks.sweep()
    new = db.session.scalars(select(Certificate).order_by(Certificate.id.desc())).first()
    assert new is not None
    assert (new.state, new.replaces_id) == (NumberState.ISSUED, certificate.id)
    for act in ("suspend", "reinstate", "revoke"):
        assert client.get(f"/certificates/{new.id}/{act}").status_code == 200
        assert client.post(f"/certificates/{new.id}/{act}", data={"reason": "why"}).status_code == 302
    db.session.expire_all()
    assert new.revoked_at is not None
    assert "revoked" in client.post(f"/certificates/{new.id}/revoke?lang=en", data={"reason": "again"}).text


def test_holders_see_their_own_and_nobody_elses(app: Flask, sign_in: SignIn) -> None:
    holder = factories.person("王芳", "WANG Fang")
    certificate = issued(holder)
    client = sign_in(holder)
    page = client.get("/certificates/mine?lang=en").text
    assert (certificate.facts["code"] in page, "In WeChat, open this page in the browser" in page) == (True, True)
    assert client.get(f"/certificates/{certificate.id}/file.pdf").data[:5] == b"%PDF-"
    assert client.get(f"/certificates/{certificate.id}").status_code == 200
    assert client.post(f"/certificates/{certificate.id}/revoke", data={"reason": "no"}).status_code == 404
    stranger = sign_in(factories.person("李四", "LI Si"))
    assert stranger.get(f"/certificates/{certificate.id}/file.pdf").status_code == 404
    assert "No certificate yet" in stranger.get("/certificates/mine?lang=en").text


WECHAT = {"User-Agent": "Mozilla/5.0 (Linux; Android 12) Mobile Safari/537.36 MicroMessenger/8.0.44"}


def test_out_of_wechat_the_file_is_taken_without_signing_in_for_an_hour(
    app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    holder = factories.person("王芳", "WANG Fang")
    certificate = issued(holder)
    mine = html.fromstring(sign_in(holder).get("/certificates/mine?lang=en", headers=WECHAT).text)
    (address,) = [link for link in mine.xpath("//a/@href") if "/take/" in link]
    assert "Open in browser" in client.get(f"{address}?lang=en", headers=WECHAT).text
    assert "Open in browser" not in client.get(f"{address}?lang=en").text
    file = client.get(f"{address}/file.pdf")
    assert file.data[:5] == b"%PDF-"
    assert file.headers["Content-Disposition"] == f"attachment; filename={certificate.serial}.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(taking, "LASTS", -1)
        for end in ("", "/file.pdf"):
            over = client.get(f"{address}{end}?lang=en")
            assert (over.status_code, "has run out" in over.text) == (410, True)


def test_a_made_up_ticket_opens_nothing(app: Flask, client: FlaskClient) -> None:
    issued()
    for ticket in ("1", "MQ.x.y"):
        assert client.get(f"/certificates/take/{ticket}").status_code == 410
        assert client.get(f"/certificates/take/{ticket}/file.pdf").status_code == 410


@looks_at_prints
def test_the_small_picture_suits_a_slow_network_and_is_kept_by_the_browser(app: Flask, sign_in: SignIn) -> None:
    holder = factories.person("王芳", "WANG Fang")
    certificate = issued(holder)
    client = sign_in(holder)
    large = client.get(f"/certificates/{certificate.id}/picture.png")
    small = client.get(f"/certificates/{certificate.id}/picture.png?size=small")
    assert len(small.data) < 30_000 < len(large.data)
    assert small.headers["Cache-Control"] == "private, max-age=86400"
    for path in ("/certificates/mine", f"/certificates/{certificate.id}"):
        assert f'src="/certificates/{certificate.id}/picture.png?size=small"' in client.get(path).text


def test_certificates_are_narrowed_by_how_they_stand(app: Flask, sign_in: SignIn) -> None:
    cohort = cedar()
    issued(factories.person("甲", "JIA"), cohort)
    revoked = issued(factories.person("乙", "YI"), cohort, number=2)
    committed(operations.revoke_certificate, certificate=revoked, reason="错发", actor=None)
    client = sign_in(administrator(cohort))

    def serials(query: str) -> list[str]:
        page = html.fromstring(client.get(f"/cohorts/{cohort.id}/certificates{query}").text)
        return [text.strip() for text in page.xpath("//td[@class='primary']//text()") if text.strip()]

    assert serials("") == ["CEDAR-2026-0001", "CEDAR-2026-0002"]
    assert serials("?standing=revoked") == ["CEDAR-2026-0002"]
    assert serials("?standing=valid") == ["CEDAR-2026-0001"]


def test_what_was_refused_stands_first_with_its_reason(app: Flask, sign_in: SignIn) -> None:
    graduates = approved_list([factories.person("甲", "A"), factories.person("王𪛖", "B")])
    client = sign_in(administrator(graduates.cohort))
    started = client.post(f"/cohorts/{graduates.cohort_id}/certificates/issue", data={"list": graduates.id})
    db.session.rollback()
    tasks.sweep()
    page = html.fromstring(client.get(f"{started.location}?lang=en").text)
    rows = [" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr")]
    assert "U+2A6D6" in rows[0]
    assert "Not issued" in rows[0]
    assert "CEDAR-2026-0001" in rows[1]


def test_a_missing_english_title_is_told_before_issuing(app: Flask, sign_in: SignIn) -> None:
    graduates = approved_list()
    graduates.cohort.title_en = None
    db.session.commit()
    page = sign_in(administrator(graduates.cohort)).get(f"/cohorts/{graduates.cohort_id}/certificates?lang=en").text
    assert "has no English title" in page


def test_withdrawn_certificates_have_no_file(app: Flask, sign_in: SignIn) -> None:
    certificate = issued()
    client = sign_in(administrator(db.session.get_one(Cohort, certificate.cohort_id)))
    client.get(f"/certificates/{certificate.id}/picture.png")
    operations.forget_file(committed(operations.withdraw_details, certificate=certificate, reason="asked", actor=None))
    path = f"/certificates/{certificate.id}"
    statuses = [client.get(path + end).status_code for end in ("", "/file.pdf", "/picture.png")]
    assert statuses == [200, 404, 404]
    assert client.get(f"/cohorts/{certificate.cohort_id}/certificates").status_code == 200


def test_the_list_takes_as_many_queries_with_one_row_as_with_three(
    app: Flask, sign_in: SignIn, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    cohort = cedar()
    issued(factories.person("甲", "JIA"), cohort)
    client = sign_in(administrator(cohort))
    path = f"/cohorts/{cohort.id}/certificates"
    one = count_queries(lambda: client.get(path))
    for number, name in enumerate(("乙", "丙"), start=2):
        issued(factories.person(name, "YI"), cohort, number=number)
    assert count_queries(lambda: client.get(path)) == one
