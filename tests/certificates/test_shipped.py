"""Every shipped design, on both sheets, with few and many issuers and a short and a long name."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from cgtraining.certificates.design_facts import Colours, Texts
from cgtraining.certificates.layout import layout_problems
from cgtraining.certificates.page import render_certificate
from cgtraining.certificates.shipped import DESIGNS, art_of_design, coloured, may_show, shipped_design
from cgtraining.certificates.wording import TITLES
from cgtraining.language.text import BilingualText
from tests.certificates.pictures import every_design
from tests.certificates.sample import ART, HOURS, certificate

pytestmark = pytest.mark.prints
EVERY = every_design()
EXTREMES = {name: facts for name, facts in EVERY.items() if name.endswith(("one-short", "three-long"))}
A4 = {"landscape": (842, 595), "portrait": (595, 842)}


def pages(facts):
    return PdfReader(io.BytesIO(render_certificate(facts, ART))).pages


@pytest.mark.parametrize("facts", EXTREMES.values(), ids=EXTREMES)
def test_every_design_prints_without_problems_on_its_sheet(facts):
    assert [str(problem) for problem in layout_problems(facts, ART)] == []
    found = pages(facts)
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in found} == {
        A4[facts.design.orientation]
    }
    assert len(found) == 1 or facts.kind == "hours"


@pytest.mark.parametrize("kind", TITLES)
def test_a_design_shows_by_itself_only_what_it_may(kind):
    assert set(shipped_design(kind).shown) <= set(may_show(kind))


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_a_statement_of_hours_numbers_its_pages_and_repeats_its_head(orientation):
    facts = EVERY[f"hours-{orientation}-three-long"]
    found = [page.extract_text() for page in pages(facts)]
    assert len(found) > 2
    assert all("Class hours" in text for text in found)
    assert all(f"Page {number} of {len(found)}" in text for number, text in enumerate(found, start=1))
    assert all(facts.serial in text and facts.name_latin in text for text in found)
    assert "合计" in found[-1]
    assert "40" in found[-1]


@pytest.mark.parametrize("number", range(6, 15, 2))
def test_the_seals_never_stand_alone_on_the_last_page(number):
    facts = replace(EVERY["hours-landscape-three-long"], sessions=EVERY["hours-landscape-one-long"].sessions[:number])
    assert "合计" in pages(facts)[-1].extract_text()


def test_a_statement_without_sessions_still_says_the_total():
    assert "120" in pages(certificate(kind="hours"))[0].extract_text().split("合计")[1]


def test_how_a_session_was_taught_is_left_out_where_the_design_says_so():
    plain = replace(HOURS, design=replace(shipped_design("hours"), shown=("logos", "seals", "signatures")))
    assert "Classroom" in pages(HOURS)[0].extract_text()
    assert "Classroom" not in pages(plain)[0].extract_text()


def test_room_for_a_photograph():
    design = shipped_design("completion")
    with_photo = replace(design, shown=(*design.shown, "photo"))
    assert "照片" not in pages(certificate(design=design))[0].extract_text()
    assert "照片" in pages(certificate(design=with_photo))[0].extract_text()


def test_art_and_stylesheets_take_the_colours_of_the_design():
    colours = Colours(accent="#123456", heading="#234567", ink="#345678")
    corner = art_of_design("honour", colours)["art/corner.svg"].decode()
    assert "#123456" in corner
    for sheet in DESIGNS.rglob("*.css"):
        assert "var(" not in coloured(sheet.read_text(), colours)


def test_no_design_has_a_gradient():
    """It vanishes in one of poppler's renderers."""
    for file in DESIGNS.rglob("*.*"):
        assert "gradient" not in file.read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_a_long_heading_keeps_to_one_line(orientation):
    heading = BilingualText("社区治理能力建设高级研修班结业证书", "Certificate of Completion of the Senior Training W")
    design = replace(shipped_design("completion", orientation), texts=Texts(heading=heading))
    facts = certificate(design=design)
    assert [str(problem) for problem in layout_problems(facts, ART)] == []
    assert any(line.startswith(heading.zh) for line in pages(facts)[0].extract_text().splitlines())
