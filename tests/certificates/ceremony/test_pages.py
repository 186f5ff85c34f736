"""The pages around a ceremony."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from cgtraining.certificates.ceremony.orders import papers_of
from cgtraining.certificates.ceremony.planning import offset_of, order_version
from cgtraining.certificates.models import CeremonyOrder, IssueRun
from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.blank_prints import looks_at_prints
from tests.certificates.ceremony.test_orders import issued_run, names

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def run(app: Flask) -> IssueRun:
    return issued_run()


@pytest.fixture
def client(run: IssueRun, sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.program_staff(run.cohort.program))


def test_an_order_is_chosen_by_a_button(run: IssueRun, client: FlaskClient) -> None:
    path = f"/certificate-runs/{run.id}/ceremony"
    assert client.post(f"{path}/order", data={"order": "serial", "version": "0"}).location == path
    assert client.post(f"{path}/order", data={"order": "shoes", "version": "1"}).status_code == 409
    assert client.post(f"{path}/order", data={"order": "own", "version": "1"}).location == f"{path}/places"


def test_an_order_that_someone_else_changed_is_looked_at_first(run: IssueRun, client: FlaskClient) -> None:
    path = f"/certificate-runs/{run.id}/ceremony"
    seen = {"version": str(order_version(run))}
    last = papers_of(run)[-1].item_id
    assert client.post(f"{path}/places", data={"up": last, **seen}).status_code == 302
    before = names(run)
    for late in (
        client.post(f"{path}/places", data={"up": last, **seen}),
        client.post(f"{path}/order", data={"order": "serial", **seen}),
    ):
        assert late.status_code == 409
        assert "期间有人调整了顺序" in late.text
    assert names(run) == before


def test_papers_are_moved_by_arrows_and_by_numbers(run: IssueRun, client: FlaskClient) -> None:
    path = f"/certificate-runs/{run.id}/ceremony/places"
    items = {paper.facts.name_zh: paper.item_id for paper in papers_of(run)}
    assert client.get(path).status_code == 200

    def post(data: dict[str, object]) -> None:
        client.post(path, data={**data, "version": order_version(run)})

    post({"down": items["安静"]})
    assert names(run) == ["陈一", "安静", "李明", "张伟"]
    post({"up": items["安静"]})
    post({"up": items["安静"]})
    assert names(run) == ["安静", "陈一", "李明", "张伟"]
    places = {"安静": "4", "陈一": "2", "李明": "3", "张伟": "x"}
    post({f"place-{items[name]}": place for name, place in places.items()})
    assert names(run) == ["陈一", "李明", "张伟", "安静"]
    post({})
    assert names(run) == ["陈一", "李明", "张伟", "安静"]


@looks_at_prints
def test_the_receipt_list_has_everybody_in_order_with_room_to_sign(run: IssueRun, client: FlaskClient) -> None:
    answer = client.get(f"/certificate-runs/{run.id}/receipts.pdf?lang=zh")
    text = "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.data)).pages)
    assert "证书领取签收表" in text
    places = [text.index(name) for name in ("安静", "陈一", "李明", "张伟")]
    assert places == sorted(places)
    assert "签名" in text


def test_the_receipt_list_is_a_workbook_too(run: IssueRun, client: FlaskClient) -> None:
    answer = client.get(f"/certificate-runs/{run.id}/receipts.xlsx?lang=en")
    rows = list(openpyxl.load_workbook(BytesIO(answer.data)).active.values)  # type: ignore[union-attr]
    assert rows[0][:3] == ("No.", "Name in Chinese", "Name in Latin letters")
    assert [(row[0], row[1], row[6]) for row in rows[1:]] == [
        (number, paper.facts.name_zh, paper.certificate.serial) for number, paper in enumerate(papers_of(run), start=1)
    ]


@looks_at_prints
def test_the_offset_is_kept_for_the_program_and_shown_on_the_test_page(run: IssueRun, client: FlaskClient) -> None:
    path = f"/programs/{run.cohort.program_id}/print-offset"
    assert client.get(path).status_code == 200
    assert client.get(f"/certificate-runs/{run.id}/print-test.pdf").status_code == 200
    assert "30 mm" in client.post(f"{path}?lang=en", data={"right_mm": "31", "down_mm": "0"}).text
    assert client.post(path, data={"right_mm": "1.5", "down_mm": "-2"}).location == path
    kept = offset_of(run.cohort.program_id)
    assert kept is not None
    assert (str(kept.right_mm), str(kept.down_mm)) == ("1.5", "-2")
    assert 'value="1.5"' in client.get(path).text
    test_page = client.get(f"/certificate-runs/{run.id}/print-test.pdf").data
    text = "".join(PdfReader(BytesIO(test_page)).pages[0].extract_text().split())
    assert ("1.5mm" in text, "-2.0mm" in text, "290" in text, "套打测试页" in text) == (True, True, True, True)


def test_an_offset_that_someone_else_set_meanwhile_is_not_lost(run: IssueRun, client: FlaskClient) -> None:
    path = f"/programs/{run.cohort.program_id}/print-offset"
    first, second = ({"right_mm": millimetres, "down_mm": "0"} for millimetres in ("1", "2"))
    assert client.post(path, data=first | {"version": ""}).location == path
    late = client.post(f"{path}?lang=en", data=second | {"version": ""})
    assert ("Someone else saved this" in late.text, 'name="version" type="hidden" value="1"' in late.text) == (
        True,
        True,
    )
    assert client.post(path, data=second | {"version": "1"}).location == path
    kept = offset_of(run.cohort.program_id)
    assert kept is not None
    assert str(kept.right_mm) == "2"


def test_a_run_of_which_nothing_counts_says_so(run: IssueRun, client: FlaskClient) -> None:
    for paper in papers_of(run):
        paper.certificate.suspended_at = paper.certificate.issued_at
    db.session.commit()
    assert "No paper to hand out yet" in client.get(f"/certificate-runs/{run.id}/ceremony?lang=en").text
    assert client.get(f"/certificate-runs/{run.id}/print-test.pdf").status_code == 409


@looks_at_prints
def test_a_test_page_whose_pictures_are_gone_says_so(run: IssueRun, client: FlaskClient) -> None:
    for paper in papers_of(run):
        facts = paper.certificate.facts or {}
        issuers = [{**issuer, "logo_key": "organizations/gone.svg"} for issuer in facts["issuers"]]
        paper.certificate.facts = {**facts, "issuers": issuers}
    db.session.commit()
    answer = client.get(f"/certificate-runs/{run.id}/print-test.pdf?lang=en")
    assert (answer.status_code, "a picture or its file is missing" in answer.text) == (409, True)


def test_the_pages_ask_as_much_for_one_as_for_four(
    run: IssueRun, client: FlaskClient, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    for page in ("ceremony", "ceremony/places"):
        path = f"/certificate-runs/{run.id}/{page}"
        client.get(path)
        many = count_queries(lambda path=path: client.get(path))  # type: ignore[misc]
        for paper in papers_of(run)[1:]:
            paper.certificate.suspended_at = paper.certificate.issued_at
        db.session.commit()
        assert count_queries(lambda path=path: client.get(path)) == many  # type: ignore[misc]
        for paper in papers_of(run):
            paper.certificate.suspended_at = None
        db.session.commit()


def test_every_order_has_a_label() -> None:
    assert len({str(order.label) for order in CeremonyOrder}) == len(CeremonyOrder)
