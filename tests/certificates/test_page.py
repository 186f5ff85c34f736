import io
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from pypdf import PdfReader

from cgtraining.certificates.facts import CertificateFacts, SignatoryFacts
from cgtraining.certificates.fitting import NAME_MEASURE, fit, held
from cgtraining.certificates.layout import layout_problems, printed_texts
from cgtraining.certificates.page import certificate_fonts, render_certificate
from cgtraining.certificates.shipped import shipped_design
from cgtraining.documents.faces import Face
from cgtraining.documents.pdf import UnreadablePicture, WrongLength
from cgtraining.documents.widths import text_width
from cgtraining.language.text import BilingualText
from tests.certificates.sample import (
    ACADEMY,
    ALL,
    ART,
    CHAIR,
    COUNCIL,
    FOUNDATION,
    LATIN_ONLY,
    LONG_NAME,
    LONG_TITLES,
    RARE_HANZI,
    WANG_FANG,
    certificate,
)

pytestmark = pytest.mark.prints


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def bare(text: str) -> str:
    """`text` without the spaces and line ends that setting it brings in."""
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


def in_quotation_marks(title: str) -> str:
    """As Chinese sets a title with quotation marks of its own."""
    return title.replace("（“", "（‘").replace("”项目", "’项目")


def text_of(pdf: bytes) -> str:
    return bare(read(pdf).pages[0].extract_text())


def sentences(facts: CertificateFacts, art: dict[str, bytes] = ART) -> list[tuple[str, str]]:
    return [(problem.field, str(problem)) for problem in layout_problems(facts, art)]


@pytest.mark.parametrize("facts", ALL.values(), ids=ALL)
def test_every_fact_is_on_the_page_as_text(facts):
    text = text_of(render_certificate(facts, ART))
    printed = [(name, bare(value)) for name, value in printed_texts(facts) if name not in ("verification_address",)]
    inside_the_wording = ("program_title", "cohort_title")
    for name, value in printed:
        value = in_quotation_marks(value) if name == "program_title" else value
        assert value in text or (name in inside_the_wording and not value), name
    assert bare(facts.short_address) in text


@pytest.mark.parametrize("facts", ALL.values(), ids=ALL)
def test_a_good_certificate_is_one_small_page_without_problems(facts):
    assert sentences(facts) == []
    pdf = render_certificate(facts, ART)
    assert len(read(pdf).pages) == 1
    assert len(pdf) < 85_000


def test_an_ordinary_certificate_is_smaller_still():
    assert len(render_certificate(WANG_FANG, ART)) < 45_000


def test_only_our_fonts_are_in_the_file():
    fonts = read(render_certificate(LATIN_ONLY, ART)).pages[0]["/Resources"]["/Font"]
    names = {str(font.get_object()["/BaseFont"]).split("+")[1] for font in fonts.values()}
    assert names == {"CG-Song", "CG-Song-Semi-Bold", "CG-Latin", "CG-Latin-Italic"}


def test_the_same_facts_give_the_same_file_alone_and_in_a_batch():
    fonts = certificate_fonts([WANG_FANG])
    first, second = (render_certificate(WANG_FANG, ART, fonts) for _ in range(2))
    assert first == second == render_certificate(WANG_FANG, ART)


def test_no_other_persons_name_travels_in_a_file_of_a_batch():
    fonts = certificate_fonts([WANG_FANG, RARE_HANZI])
    pdf = render_certificate(WANG_FANG, ART, fonts)
    maps = [font.get_object()["/ToUnicode"].get_data() for font in read(pdf).pages[0]["/Resources"]["/Font"].values()]
    assert any(b"738b" in table.lower() for table in maps)  # 王
    assert not any(b"4dae" in table.lower() for table in maps)  # 䶮


def test_title_and_number_are_the_files_metadata():
    metadata = read(render_certificate(WANG_FANG, ART)).metadata
    assert metadata.title == "结业证书 Certificate of Completion CEDAR-2026-0001"
    assert metadata.author == "青松社区公益学院"


def test_a_specimen_says_so_in_both_languages():
    assert "样本" in text_of(render_certificate(LATIN_ONLY, ART))
    assert "样本" not in text_of(render_certificate(WANG_FANG, ART))


def test_a_character_that_the_font_lacks_is_refused_by_name():
    facts = certificate(name_zh="王𪛖")
    assert ("name_zh", "“王𪛖” contains the character 𪛖 (U+2A6D6), which the certificate's font does not have.") in (
        sentences(facts)
    )


def test_rare_characters_are_no_problem_wherever_they_stand():
    names = "䶮㛃𬱖𬭎𬀩𠮷"
    assert sentences(certificate(name_zh=names, signatories=(replace(CHAIR, name_zh=names),))) == []


def test_a_decomposed_name_is_printed_composed():
    facts = certificate(name_latin=unicodedata.normalize("NFD", "Éloïse"))
    assert sentences(facts) == []
    assert "Éloïse" in text_of(render_certificate(facts, ART))


def test_a_name_too_long_for_any_size_is_refused():
    facts = certificate(name_latin="Wolfeschlegelsteinhausen " * 8)
    assert [field for field, _ in sentences(facts)] == ["name_latin"]


def test_a_certificate_without_any_name_is_refused():
    assert sentences(certificate(name_zh=None, name_latin="")) == [
        ("name_zh", "The certificate has no name in Chinese or in Latin letters.")
    ]


def test_a_missing_picture_is_refused():
    art = {key: value for key, value in ART.items() if key != "seal-academy"}
    assert sentences(WANG_FANG, art) == [("seal-academy", "A picture of the certificate is missing: seal-academy.")]


def test_a_broken_picture_is_refused():
    art = {**ART, "seal-academy": b"not a picture"}
    assert sentences(WANG_FANG, art) == [("issuers", "A logo, seal or signature is not a picture that can be printed.")]
    with pytest.raises(UnreadablePicture):
        render_certificate(WANG_FANG, art)


def test_a_picture_that_points_outside_is_refused():
    outside = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>'
    assert [field for field, _ in sentences(WANG_FANG, {**ART, "seal-academy": outside})] == ["issuers"]


@pytest.mark.parametrize(
    "changes",
    [
        {"program_title": BilingualText("长" * 400, "Long " * 200)},
        {"issuers": (ACADEMY, COUNCIL, FOUNDATION) * 2},
        {"signatories": (replace(CHAIR, title=BilingualText("理" * 90, "Chair " * 40)),) * 3},
    ],
)
def test_what_does_not_fit_on_the_page_is_refused(changes):
    assert [field for field, _ in sentences(certificate(**changes))] == ["wording"]


def test_a_second_page_is_never_printed():
    facts = certificate(signatories=(SignatoryFacts("陈", None, BilingualText("理" * 400)),))
    with pytest.raises(WrongLength):
        render_certificate(facts, ART)


def test_a_long_name_steps_down_until_it_fits():
    facts = certificate(name_latin="Maria-Magdalena " * 6)
    size = fit(facts).name_latin
    assert size is not None
    assert size < fit(WANG_FANG).name_latin
    assert text_width(facts.name_latin, size, (Face.LATIN,)) <= NAME_MEASURE
    assert text_width(facts.name_latin, size + 1, (Face.LATIN,)) > NAME_MEASURE


def test_a_forty_letter_name_keeps_its_full_size():
    assert len(LONG_NAME.name_latin) == 40
    assert fit(LONG_NAME).name_latin == fit(WANG_FANG).name_latin


def test_a_name_in_one_script_is_larger():
    assert fit(RARE_HANZI).name_zh > fit(WANG_FANG).name_zh


def test_long_titles_are_set_closer():
    assert [fit(facts).wording for facts in (WANG_FANG, LONG_TITLES)] == ["open", "close"]


def test_the_measured_width_is_the_printed_one():
    with pypdfium2.PdfDocument(render_certificate(WANG_FANG, ART)) as document:
        words = document[0].get_textpage()
        found, length = words.search("WANG Fang").get_next()
        boxes = [words.get_charbox(at, loose=True) for at in range(found, found + length)]
    measured = text_width("WANG Fang", fit(WANG_FANG).name_latin, (Face.LATIN,))
    assert boxes[-1][2] - boxes[0][0] == pytest.approx(measured, abs=1)


def test_small_type_stands_below_the_seal():
    """The seal reaches over the Chinese name and date only."""
    with pypdfium2.PdfDocument(render_certificate(LONG_NAME, ART)) as document:
        words = document[0].get_textpage()
        date_zh, name_en, date_en = (
            last_box(words, text) for text in ("2026年3月14日", "Haitang Community", "14 March 2026")
        )
    assert date_zh.bottom > name_en.top > name_en.bottom > date_en.top


def test_a_long_organization_leaves_the_wording_above_the_signatures():
    long = certificate(
        holder_detail=BilingualText("深圳市罗湖区社区发展基金会" * 12, "Luohu Community Foundation " * 7)
    )
    assert sentences(long) == []
    with pypdfium2.PdfDocument(render_certificate(long, ART)) as document:
        words = document[0].get_textpage()
        lowest = [last_box(words, "certificate of completion").bottom, last_box(words, "证书编号").top]
    with pypdfium2.PdfDocument(render_certificate(WANG_FANG, ART)) as document:
        footer = last_box(document[0].get_textpage(), "证书编号").top
    assert lowest[0] > lowest[1] == pytest.approx(footer, abs=0.5)


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


def last_box(words: pypdfium2.PdfTextPage, text: str) -> Box:
    """Where `text` begins the last time that it stands on the page."""
    search, found = words.search(text), None
    while place := search.get_next():
        found = place
    return Box(*words.get_charbox(found[0]))


def test_dates_and_hours_are_not_broken_over_lines():
    assert held("from 15 March 2025, 120 class hours (45 minutes each)") == (
        "from 15\u00a0March\u00a02025, 120\u00a0class\u00a0hours (45\u00a0minutes\u00a0each)"
    )


@pytest.mark.parametrize("facts", ALL.values(), ids=ALL)
def test_no_line_begins_with_a_closing_mark(facts):
    lines = read(render_certificate(facts, ART)).pages[0].extract_text().splitlines()
    assert not [line for line in lines if line.strip()[:1] in set("，。、；：”’）》")]


def test_a_line_is_not_broken_after_its_first_word_where_the_title_goes_to_the_next():
    facts = certificate(name_latin=LONG_NAME.name_latin, design=shipped_design("completion", "portrait"))
    lines = read(render_certificate(facts, ART)).pages[0].extract_text().splitlines()
    assert "This" not in [line.strip() for line in lines]


def test_names_cannot_bring_in_markup():
    facts = certificate(name_latin="<b>Bob</b> & Co")
    assert "<b>Bob</b>&Co" in text_of(render_certificate(facts, ART))


def test_a_machine_without_fonts_prints_the_same_file():
    script = (
        "import sys; from tests.certificates.sample import ART, WANG_FANG;"
        "from cgtraining.certificates.page import render_certificate;"
        "sys.stdout.buffer.write(render_certificate(WANG_FANG, ART))"
    )
    nowhere = {"FONTCONFIG_FILE": "/nowhere", "FONTCONFIG_PATH": "/nowhere", "HOME": "/nowhere"}
    environment = {**os.environ, **nowhere, "PYTHONPATH": str(Path(__file__).parents[2])}
    printed = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True)
    assert printed.stdout == render_certificate(WANG_FANG, ART)
