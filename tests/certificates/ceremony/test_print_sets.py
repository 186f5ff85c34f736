"""One PDF of all papers: in order, in three ways, made by the worker and forgotten after some days."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from cgtraining import clock, storage, tasks
from cgtraining.certificates.ceremony import print_sets
from cgtraining.certificates.ceremony.leases import take_lease_of_set
from cgtraining.certificates.ceremony.orders import papers_of
from cgtraining.certificates.ceremony.planning import offset_of, set_offset
from cgtraining.certificates.ceremony.print_sets import forget_print_set, make_print_set, request_print_set
from cgtraining.certificates.ceremony.staleness import endings_of, stale_serials
from cgtraining.certificates.ceremony.trials import test_page as page_to_test
from cgtraining.certificates.ceremony.variants import print_copy
from cgtraining.certificates.leases import LEASE
from cgtraining.certificates.models import Certificate, IssueRun, PrintSet, PrintState, PrintWay
from cgtraining.certificates.operations import revoke_certificate, suspend_certificate
from cgtraining.certificates.page import FACES
from cgtraining.database import db
from cgtraining.documents import press
from cgtraining.documents.binding import Offset
from cgtraining.documents.framing import POINTS
from cgtraining.documents.pdf import FontBatch, render_pdf
from cgtraining.documents.picture import first_page_picture
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from tests import factories
from tests.blank_prints import looks_at_prints
from tests.certificates.ceremony.test_orders import issued_run
from tests.certificates.factories import committed, issued, replaced
from tests.certificates.sample import ART, LONG_NAME, WANG_FANG

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def run(app: Flask) -> IssueRun:
    return issued_run()


def made(run: IssueRun, way: PrintWay = PrintWay.SEALED, *, crop_marks: bool = False) -> PrintSet:
    asked = request_print_set(run=run, way=way, crop_marks=crop_marks, actor=None)
    db.session.commit()
    make_print_set(asked.id)
    return db.session.get_one(PrintSet, asked.id)


def texts(content: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def printed(facts, way: PrintWay) -> bytes:
    sheet = print_copy(facts, ART, way, bleed=False)
    fonts = FontBatch([sheet.html, *sheet.stylesheets], FACES)
    return render_pdf(sheet.html, stylesheets=sheet.stylesheets, images=sheet.images, fonts=fonts, pages=1)


@looks_at_prints
def test_a_set_holds_every_paper_in_the_order_of_the_ceremony(run: IssueRun) -> None:
    one = made(run)
    assert (one.state, one.total, one.done) == (PrintState.DONE, 4, 4)
    pages = texts(storage.load_file(one.pdf_key or ""))
    serials = [paper.certificate.serial for paper in papers_of(run)]
    assert [serial in page for serial, page in zip(serials, pages, strict=True)] == [True] * 4


def test_the_stored_files_stay_what_they_are(run: IssueRun) -> None:
    def files() -> list[tuple[str, bytes]]:
        found = db.session.scalars(select(Certificate).order_by(Certificate.id)).all()
        return [(one.sha256 or "", storage.load_file(one.pdf_key or "")) for one in found]

    before = files()
    for way in PrintWay:
        made(run, way, crop_marks=True)
    assert files() == before


def test_each_paper_has_an_entry_in_the_outline_and_the_file_says_what_it_is(run: IssueRun) -> None:
    content = storage.load_file(made(run).pdf_key or "")
    reader = PdfReader(BytesIO(content))
    assert [entry.title.split()[0] for entry in reader.outline] == [  # type: ignore[union-attr]
        paper.certificate.serial for paper in papers_of(run)
    ]
    assert reader.metadata is not None
    assert reader.metadata.title == "打印件 Print copies"


@looks_at_prints
def test_crop_marks_stand_outside_three_millimetres_of_bleed(run: IssueRun) -> None:
    content = storage.load_file(made(run, crop_marks=True).pdf_key or "")
    with pikepdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[0]
        boxes = [[float(edge) / POINTS for edge in box] for box in (page.mediabox, page.bleedbox, page.trimbox)]
    assert boxes[0] == pytest.approx([0, 0, 317, 230], abs=0.02)
    assert boxes[1] == pytest.approx([7, 7, 310, 223], abs=0.02)
    assert boxes[2] == pytest.approx([10, 10, 307, 220], abs=0.02)
    assert "打印件Printcopy·CEDAR-2026-0001" in texts(content)[0]
    assert "1/4" in texts(content)[0]


@looks_at_prints
def test_without_marks_the_page_is_the_paper(run: IssueRun) -> None:
    with pikepdf.open(BytesIO(storage.load_file(made(run).pdf_key or ""))) as pdf:
        assert [float(edge) for edge in pdf.pages[0].mediabox] == pytest.approx([0, 0, 841.89, 595.28], abs=0.02)


def test_for_wet_ink_seal_and_signature_are_left_out_and_nothing_moves() -> None:
    sealed, wet = printed(LONG_NAME, PrintWay.SEALED), printed(LONG_NAME, PrintWay.WET_INK)
    assert texts(wet) == texts(sealed)
    reds = [_red_points(content) for content in (sealed, wet)]
    assert (reds[0] > 1000, reds[1]) == (True, 0)
    assert _places(wet) == _places(sealed)


def test_only_what_differs_between_holders_is_printed_on_pre_printed_paper() -> None:
    (whole,), (text,) = texts(printed(WANG_FANG, PrintWay.SEALED)), texts(printed(WANG_FANG, PrintWay.TEXT_ONLY))
    for variable in ("王芳", "WANGFang", "CEDAR-2026-0001", "7K3M-9QXA-4TBW-2HZE-R", "2026年3月14日", "计120学时"):
        assert (variable in whole, variable in text) == (True, True)
    for fixed in ("结业证书", "青松社区公益学院", "林知远", "查验码", "本证书为非学历培训证书"):
        assert (fixed in whole, fixed in text) == (True, False)
    variable_places = _places(printed(WANG_FANG, PrintWay.TEXT_ONLY))
    assert set(variable_places) <= set(_places(printed(WANG_FANG, PrintWay.SEALED)))


def test_pre_printed_paper_gets_the_offset_of_the_program_and_no_marks(run: IssueRun) -> None:
    program = db.session.get_one(Program, run.cohort.program_id)
    before = _drawn_at(storage.load_file(made(run, PrintWay.TEXT_ONLY).pdf_key or ""))
    set_offset(program=program, right_mm=Decimal("2.5"), down_mm=Decimal(-4), version=None, actor=None)
    db.session.commit()
    one = made(run, PrintWay.TEXT_ONLY, crop_marks=True)
    after = _drawn_at(storage.load_file(one.pdf_key or ""))
    assert before == pytest.approx((1, 0, 0, 1, 0, 0), abs=0.01)
    assert after == pytest.approx((1, 0, 0, 1, 2.5 * POINTS, 4 * POINTS), abs=0.01)
    assert one.crop_marks is False


def test_text_is_not_moved_off_the_page(run: IssueRun) -> None:
    program = db.session.get_one(Program, run.cohort.program_id)
    with pytest.raises(RuleBroken):
        set_offset(program=program, right_mm=Decimal(31), down_mm=Decimal(0), version=None, actor=None)
    assert offset_of(program.id) is None


@looks_at_prints
def test_a_missing_picture_fails_the_set_with_the_serial_and_nothing_else(run: IssueRun) -> None:
    certificate = papers_of(run)[0].certificate
    issuers = [{**one, "seal_key": "gone.svg"} for one in certificate.facts["issuers"]]
    certificate.facts = certificate.facts | {"issuers": issuers}
    db.session.commit()
    one = made(run, crop_marks=True)
    assert (one.state, one.pdf_key) == (PrintState.FAILED, None)
    assert certificate.serial in (one.problem.en or "")


@looks_at_prints
def test_sealed_papers_are_the_stored_ones_and_not_set_anew(run: IssueRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_sets, "CHUNK", 2)
    papers = papers_of(run)
    drawn = pikepdf.new()
    drawn.add_blank_page(page_size=(300, 200))
    stored = BytesIO()
    drawn.save(stored)
    papers[1].certificate.pdf_key = "certificates/told-apart.pdf"
    storage.save_file("certificates/told-apart.pdf", stored.getvalue())
    db.session.commit()
    with pikepdf.open(BytesIO(storage.load_file(made(run).pdf_key or ""))) as pdf:
        widths = [round(float(page.mediabox[2])) for page in pdf.pages]
    assert widths == [842, 300, 842, 842]


def test_a_stored_file_that_is_gone_fails_the_set_with_the_serial(run: IssueRun) -> None:
    certificate = papers_of(run)[0].certificate
    storage.delete_file(certificate.pdf_key or "")
    db.session.rollback()
    one = made(run)
    assert (one.state, one.pdf_key) == (PrintState.FAILED, None)
    assert certificate.serial in (one.problem.en or "")


def test_a_full_disk_fails_the_set_with_a_sentence(run: IssueRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "is_nearly_full", lambda coming=0: True)
    one = made(run)
    assert (one.state, one.pdf_key) == (PrintState.FAILED, None)
    assert (one.problem_en or "").startswith("The disk of the server is full")
    assert (one.problem_zh or "").startswith("服务器磁盘已满")


@looks_at_prints
def test_a_set_whose_design_has_no_end_fails_with_a_sentence(run: IssueRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "LIMIT_SECONDS", 0.01)
    one = made(run, crop_marks=True)
    assert (one.state, one.pdf_key) == (PrintState.FAILED, None)
    assert (one.problem_en or "").startswith("The design takes too long")
    assert (one.problem_zh or "").startswith("该版式印制耗时过长")
    with pytest.raises(RuleBroken, match="耗时过长"):
        page_to_test(WANG_FANG, ART, Offset())


def test_an_empty_run_has_no_print_set(run: IssueRun) -> None:
    for certificate in db.session.scalars(select(Certificate)):
        certificate.revoked_at = clock.now()
    with pytest.raises(RuleBroken):
        request_print_set(run=run, way=PrintWay.SEALED, crop_marks=False, actor=None)


def test_a_killed_worker_is_followed_by_another_one(run: IssueRun) -> None:
    one = request_print_set(run=run, way=PrintWay.SEALED, crop_marks=False, actor=None)
    db.session.commit()
    assert take_lease_of_set(one.id) is not None
    make_print_set(one.id)
    assert db.session.get_one(PrintSet, one.id).state is PrintState.WAITING
    db.session.rollback()
    with clock.frozen(clock.now() + LEASE + timedelta(seconds=1)):
        tasks.sweep()
    assert db.session.get_one(PrintSet, one.id).state is PrintState.DONE


def test_whoever_lost_the_lease_leaves_the_set_to_the_other(run: IssueRun, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object) -> bytes:
        raise print_sets.LeaseLost

    monkeypatch.setattr(print_sets, "_bind_and_store", late)
    assert made(run).state is PrintState.WAITING


def test_a_set_and_its_file_are_forgotten_after_three_days(run: IssueRun, app: Flask) -> None:
    one = made(run)
    set_id, key = one.id, one.pdf_key or ""
    db.session.rollback()
    tasks.sweep()
    assert storage.load_file(key)[:5] == b"%PDF-"
    with clock.frozen(clock.now() + print_sets.KEPT + timedelta(minutes=1)):
        tasks.sweep()
    assert db.session.get(PrintSet, set_id) is None
    with pytest.raises(FileNotFoundError):
        storage.load_file(key)
    db.session.rollback()
    forget_print_set(set_id)


@pytest.mark.parametrize("end", [revoke_certificate, suspend_certificate])
def test_a_set_with_what_counts_no_more_is_refused_and_made_anew(run: IssueRun, sign_in: SignIn, end: Any) -> None:
    client, one = sign_in(factories.program_staff(run.cohort.program)), made(run)
    assert client.get(f"/print-sets/{one.id}.pdf").status_code == 200
    certificate = papers_of(run)[0].certificate
    committed(end, certificate=certificate, reason="why", actor=None)
    refused = client.get(f"/print-sets/{one.id}.pdf?lang=en")
    assert (refused.status_code, f"{certificate.serial} no longer counts" in refused.text) == (409, True)
    page = client.get(f"/certificate-runs/{run.id}/ceremony?lang=en").text
    assert ("Make it anew" in page, f"/print-sets/{one.id}.pdf" in page) == (True, False)
    anew = made(run)
    assert client.get(f"/print-sets/{anew.id}.pdf").status_code == 200


def test_what_replaced_a_paper_of_the_run_makes_its_sets_stale(run: IssueRun) -> None:
    first = made(run)
    newer = replaced(papers_of(run)[0].certificate)
    second = made(run)
    assert [bool(stale_serials(one, endings_of(run))) for one in (first, second)] == [True, False]
    committed(revoke_certificate, certificate=newer, reason="why", actor=None)
    assert stale_serials(second, endings_of(run)) == [newer.serial]


def test_what_ended_in_another_run_leaves_a_set_as_it_is(run: IssueRun) -> None:
    one, other = made(run), issued(factories.person(), run.cohort, number=2)
    committed(revoke_certificate, certificate=other, reason="why", actor=None)
    assert stale_serials(one, endings_of(run)) == []


def test_a_set_is_forgotten_when_details_in_it_are_withdrawn(run: IssueRun, sign_in: SignIn) -> None:
    one, certificate = made(run), papers_of(run)[0].certificate
    set_id, key, paper = one.id, one.pdf_key or "", certificate.pdf_key or ""
    client, path = sign_in(factories.program_staff(run.cohort.program)), f"/certificates/{certificate.id}"
    assert f"{path}/withdraw-details" in client.get(path).text
    assert client.get(f"{path}/withdraw-details").status_code == 200
    unsure = client.post(f"{path}/withdraw-details?lang=en", data={"reason": "asked by letter"})
    assert "Confirm that the holder asked for it." in unsure.text
    given = {"reason": "asked by letter", "is_sure": "y"}
    assert client.post(f"{path}/withdraw-details", data=given).location == path
    assert client.get(f"/print-sets/{set_id}.pdf").status_code == 409
    db.session.rollback()
    tasks.sweep()
    assert db.session.get(PrintSet, set_id) is None
    for gone in (key, paper):
        with pytest.raises(FileNotFoundError):
            storage.load_file(gone)
    page = client.get(f"{path}?lang=en").text
    assert ("asked by letter" in page, f"{path}/withdraw-details" in page) == (True, False)


def test_a_set_whose_file_is_gone_is_forgotten_all_the_same(run: IssueRun) -> None:
    one = made(run)
    storage.delete_file(one.pdf_key or "")
    db.session.rollback()
    forget_print_set(one.id)
    assert db.session.get(PrintSet, one.id) is None


def test_the_office_asks_for_a_set_and_follows_it(run: IssueRun, sign_in: SignIn) -> None:
    client, path = sign_in(factories.program_staff(run.cohort.program)), f"/certificate-runs/{run.id}"
    assert "4 certificates to hand out." in client.get(f"{path}/ceremony?lang=en").text
    assert client.post(f"{path}/print-sets", data={"way": "gold"}).status_code == 409
    asked = client.post(f"{path}/print-sets", data={"way": "wet_ink", "crop_marks": "y"})
    assert asked.location == f"{path}/ceremony#print-sets"
    one = db.session.scalars(select(PrintSet)).one()
    assert client.get(f"/print-sets/{one.id}.pdf").status_code == 404
    assert "0 of 4" in client.get(f"/print-sets/{one.id}/progress?lang=en").text
    db.session.rollback()
    tasks.sweep()
    assert "Download 4 certificates" in client.get(f"/print-sets/{one.id}/progress?lang=en").text
    assert client.get(f"/print-sets/{one.id}.pdf").data[:5] == b"%PDF-"


def _red_points(content: bytes) -> int:
    """Of seals; the logos of these certificates are darker."""
    picture = Image.open(BytesIO(first_page_picture(content))).convert("RGB")
    return sum(count for count, (red, green, blue) in picture.getcolors(1 << 24) if red > 150 > 60 > max(green, blue))


def _drawn_at(content: bytes) -> tuple[float, ...]:
    """The matrix by which the first page's form is placed."""
    with pikepdf.open(BytesIO(content)) as pdf:
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(operator) == "cm":
                return tuple(float(number) for number in operands)
    raise AssertionError("nothing is placed")


def _places(content: bytes) -> list[tuple[float, float]]:
    """Where pieces of text begin on the first page."""
    found: list[tuple[float, float]] = []

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((round(x, 1), round(y, 1)))

    PdfReader(BytesIO(content)).pages[0].extract_text(visitor_text=note)
    return found


def test_a_lease_is_renewed_while_at_work_and_lost_to_whoever_came_after(run: IssueRun) -> None:
    one = request_print_set(run=run, way=PrintWay.SEALED, crop_marks=False, actor=None)
    db.session.commit()
    lease = take_lease_of_set(one.id)
    assert lease is not None
    first = lease.until
    lease.keep()
    assert lease.until == first
    with clock.frozen(clock.now() + timedelta(seconds=5)):
        lease.keep()
        assert lease.until > first
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        assert take_lease_of_set(one.id) is not None
        with pytest.raises(print_sets.LeaseLost):
            lease.keep()
