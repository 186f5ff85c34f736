"""Designs that come as a zip: taken whole, or refused with a sentence and nothing kept."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from cgtraining import storage
from cgtraining.certificates import page, printing
from cgtraining.certificates.ceremony.print_sets import make_print_set, request_print_set
from cgtraining.certificates.designing import trial
from cgtraining.certificates.designing.bringing import checked_design, trials
from cgtraining.certificates.designing.operations import add_design, choose_version
from cgtraining.certificates.designing.readable import unreadable_facts
from cgtraining.certificates.designing.reading import read_design
from cgtraining.certificates.designing.samples import Sample, sample_facts
from cgtraining.certificates.designing.unpacking import unpacked
from cgtraining.certificates.designing.views import bringing
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.issuing import start_run
from cgtraining.certificates.models import Certificate, CertificateKind, DesignVersion, PrintSet, PrintState, PrintWay
from cgtraining.certificates.printing import art_of
from cgtraining.certificates.runs import proceed
from cgtraining.certificates.shipped import DESIGNS, shipped_design
from cgtraining.database import db
from cgtraining.documents.fetching import RefusedAddress
from cgtraining.documents.press import PrintingFailed
from cgtraining.errors import ManyRulesBroken, UnusableFile
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from tests import factories
from tests.certificates.factories import approved_list, trainees
from tests.certificates.sample import ART, WANG_FANG, certificate

pytestmark = pytest.mark.prints
SignIn = Callable[[Person], FlaskClient]
FOLDER = DESIGNS / "example"
EXAMPLE = {file.relative_to(FOLDER).as_posix(): file.read_bytes() for file in FOLDER.rglob("*.*")}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"{more}><path d="M0 0h9v9z"/>{inside}</svg>'
BOMB = "a" * (20 * 1024 * 1024)


@pytest.fixture
def engine_name() -> str:
    return "sqlite"  # what is asked here is of files and prints, which no engine sees


def zipped(changes: dict[str, bytes | str | None] | None = None) -> bytes:
    out = io.BytesIO()
    files = {name: content for name, content in (EXAMPLE | (changes or {})).items() if content is not None}
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def body(inside: str) -> str:
    return f"<body>{inside}{{holder}}{{wording}}{{foot}}</body>"


def refusals(app: Flask, content: bytes) -> list[str]:
    with app.test_request_context("/?lang=en", headers={"Accept-Language": "en"}):
        try:
            read_design(unpacked(content), "completion")
        except ManyRulesBroken as refusal:
            return [str(sentence) for sentence in refusal.sentences]
        except UnusableFile as refusal:
            return [str(refusal)]
    return []


def a_design() -> tuple[Program, DesignVersion]:
    program = factories.program()
    title = BilingualText("自制", "Our own")
    version = add_design(program=program, kind=CertificateKind.COMPLETION, title=title, actor=None)
    db.session.commit()
    return program, version


def bring(client: FlaskClient, program: Program, version: DesignVersion, content: bytes):
    address = f"/programs/{program.id}/designs/{version.design_id}/zip?lang=en"
    return client.post(address, data={"file": (io.BytesIO(content), "design.zip")})


def test_the_example_is_taken_previewed_used_and_issued(app: Flask, sign_in: SignIn) -> None:
    graduates = approved_list(trainees(2))
    program = graduates.cohort.program
    version = add_design(program=program, kind=CertificateKind.COMPLETION, title=BilingualText("自制"), actor=None)
    db.session.commit()
    client = sign_in(factories.program_staff(program))
    example = client.get(f"/programs/{program.id}/designs/example.zip").data
    taken = bring(client, program, version, example)
    assert taken.location == f"/programs/{program.id}/designs/{version.design_id}"
    db.session.expire_all()
    assert version.is_own
    assert version.number == 1
    picture = client.get(f"/programs/{program.id}/designs/versions/{version.id}/picture.png")
    assert picture.mimetype == "image/png"
    choose_version(program=program, version=version, form_version=version.version, actor=None)
    run = start_run(graduate_list=graduates, actor=None)
    db.session.commit()
    proceed(run.id)
    stored = CertificateFacts.from_json(db.session.scalars(select(Certificate.facts)).first() or {})
    assert stored.design == version.facts
    assert {item.problem.en for item in run.items} == {None}


def test_a_design_whose_file_is_gone_fails_a_print_set_with_its_name(app: Flask, sign_in: SignIn) -> None:
    graduates = approved_list(trainees(2))
    program = graduates.cohort.program
    version = add_design(program=program, kind=CertificateKind.COMPLETION, title=BilingualText("自制"), actor=None)
    db.session.commit()
    bring(sign_in(factories.program_staff(program)), program, version, zipped())
    db.session.expire_all()
    choose_version(program=program, version=version, form_version=version.version, actor=None)
    run = start_run(graduate_list=graduates, actor=None)
    db.session.commit()
    proceed(run.id)
    asked = request_print_set(run=run, way=PrintWay.WET_INK, crop_marks=False, actor=None)
    db.session.commit()
    storage.delete_file(dict(version.facts.files)["style.css"])
    printing._kept_picture.cache_clear()
    db.session.rollback()
    make_print_set(asked.id)
    made = db.session.get_one(PrintSet, asked.id)
    assert made.state is PrintState.FAILED
    assert (made.problem_en or "").startswith("The file “style.css” of this design is missing")
    assert (made.problem_zh or "").startswith("该版式的文件“style.css”")


def test_a_zip_whose_files_stand_in_one_folder_is_taken(app: Flask) -> None:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in EXAMPLE.items():
            archive.writestr(f"my design/{name}", content)
        archive.writestr("__MACOSX/my design/._page.html", b"x")
        archive.writestr("my design/.DS_Store", b"x")
    assert unpacked(out.getvalue()).keys() == EXAMPLE.keys()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"page.html": None}, "The zip has no page.html."),
        ({"fields.json": None}, "The zip has no fields.json."),
        ({"run.py": "x"}, "not “run.py”."),
        ({"../page.html": "x"}, "not “../page.html”."),
        ({"art/a.exe": "x"}, "not “art/a.exe”."),
        ({"style.css": BOMB}, "“style.css” is larger than 1 MB."),
        ({f"art/{n}.png": "x" for n in range(50)}, "more than 40 files"),
        ({"art/x.svg": SVG.format(more="", inside="<script>alert(1)</script>")}, "“art/x.svg” holds a script."),
        ({"art/x.svg": SVG.format(more=' onload="alert(1)"', inside="")}, "“art/x.svg” holds a script."),
        (
            {"art/x.svg": SVG.format(more="", inside='<image href="https://example.org/a.png"/>')},
            "“art/x.svg” refers to another file or address.",
        ),
        (
            {"art/x.svg": SVG.format(more="", inside="<style>@import 'a.css';</style>")},
            "“art/x.svg” refers to another file or address.",
        ),
        ({"art/x.svg": "no picture"}, "“art/x.svg”: This is neither an SVG nor a PNG picture."),
        ({"art/x.png": SVG.format(more="", inside="")}, "“art/x.png” is not what its ending says."),
        ({"style.css": b"\xff\xfe"}, "“style.css” is not text in UTF-8."),
        ({"fields.json": "{}"}, "fields.json must name an orientation"),
        ({"fields.json": "[" * 100_000}, "fields.json must name an orientation"),
        ({"fields.json": '{"orientation": "askew"}'}, "“landscape” or “portrait”"),
        ({"fields.json": json.dumps({"orientation": "portrait", "shown": ["phone"]})}, "shows “phone”"),
        (
            {"fields.json": json.dumps({"orientation": "portrait", "colours": {"ink": "#eeeeee"}})},
            "The colour #eeeeee is too pale",
        ),
        ({"fields.json": json.dumps({"orientation": "portrait", "colours": {"ink": 7}})}, "Give a colour as #rrggbb"),
        ({"page.html": "<body><p></body>"}, "page.html is not well formed"),
        ({"page.html": "<html/>"}, "page.html begins with <body>"),
        ({"page.html": "<!DOCTYPE a [<!ENTITY b 'c'>]><body/>"}, "page.html begins with <body>"),
        ({"page.html": body("<script>1</script>")}, "page.html holds a script."),
        ({"page.html": body("<p onclick='1'>x</p>")}, "page.html holds a script."),
        ({"page.html": body("<iframe/>")}, "page.html may not hold <iframe>."),
        ({"page.html": body("<a href='https://example.org'>x</a>")}, "may not hold the attribute href"),
        ({"page.html": body("<img src='https://example.org/a.png'/>")}, "is not among the files of the zip"),
        ({"page.html": body("<p class='{serial}'>x</p>")}, "in text only, not in an attribute"),
        ({"page.html": body("<p style='background: url(https://example.org)'>x</p>")}, "is not among the files"),
        ({"page.html": body("{grade}")}, "There is no {grade}."),
        ({"page.html": "<body>{holder}{wording}</body>"}, "page.html needs {foot}"),
        ({"page.html": "<body>{name_zh}{wording}{foot}</body>"}, "page.html needs {holder}"),
        ({"style.css": "@import 'x.css';"}, "may not hold @import"),
        ({"style.css": "@font-face { font-family: x }"}, "may not hold @font-face"),
        ({"style.css": "p { background: url(//example.org/a.png) }"}, "is not among the files of the zip"),
        ({"style.css": "p { background: u\\rl('file:///etc/passwd') }"}, "is not among the files of the zip"),
        ({"style.css": "@media print { p { background: url(a) } }"}, "is not among the files of the zip"),
        ({"style.css": "p { font-family: KaiTi, serif }"}, "the font “KaiTi”"),
        ({"style.css": "p { font: bold 12pt 'Microsoft YaHei' }"}, "the font “Microsoft YaHei”"),
        ({"style.css": "p { font: 12pt/1.5 Comic Sans, serif }"}, "the font “Comic Sans”"),
        ({"style.css": "@media print { p { font-family: SimSun } }"}, "the font “SimSun”"),
        ({"page.html": body("<p style='font-family: Arial'>x</p>")}, "the font “Arial”"),
    ],
)
def test_what_is_wrong_is_said(app: Flask, changes: dict[str, bytes | str | None], sentence: str) -> None:
    said = refusals(app, zipped(changes))
    assert any(sentence in one for one in said), said


def test_a_statement_of_hours_needs_its_sessions_and_runs_over_pages(app: Flask) -> None:
    with pytest.raises(ManyRulesBroken, match="sessions"):
        read_design(EXAMPLE | {"page.html": body("").encode()}, "hours")
    design, files = read_design(EXAMPLE, "hours")
    settings = replace(design, files=tuple((name, name) for name in files))
    facts = sample_facts(factories.program(), "hours", settings, Sample.LONGEST)
    assert len(PdfReader(io.BytesIO(trial.print_apart(facts, {**art_of(facts), **files}))).pages) > 1


def test_everything_that_is_wrong_with_a_page_is_said_at_once(app: Flask) -> None:
    said = refusals(app, zipped({"page.html": "<body><video/>{grade}</body>", "style.css": "@import 'x';"}))
    assert len(said) == 6


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + b"0" * 60, b"x" * (6 * 1024 * 1024)])
def test_what_is_no_zip(app: Flask, content: bytes) -> None:
    assert len(refusals(app, content)) == 1


def test_a_refused_zip_leaves_everything_as_it_was(app: Flask, sign_in: SignIn) -> None:
    program, version = a_design()
    before = version.settings
    client = sign_in(factories.program_staff(program))
    answer = bring(client, program, version, zipped({"page.html": body("<script/>")}))
    assert "page.html holds a script." in answer.text
    assert "Nothing was saved yet." in answer.text
    too_much = body("<p>长</p>" * 60)
    assert "does not fit on its page" in bring(client, program, version, zipped({"page.html": too_much})).text
    db.session.expire_all()
    assert version.settings == before


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, None),
        (
            {"page.html": EXAMPLE["page.html"].replace(b"</main>", "<p>国<b>家</b>认证</p></main>".encode())},
            "page.html: 国家认证",
        ),
        ({"style.css": EXAMPLE["style.css"] + 'h1::before { content: "全国统一" }'.encode()}, "style.css: 全国统一"),
        ({"art/x.svg": SVG.format(more="", inside="<text>中国</text>")}, "art/x.svg: 中国"),
    ],
)
def test_restricted_words_that_the_files_write_are_warned_of(
    sign_in: SignIn, changes: dict[str, bytes | str | None], told: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "trials", lambda *design: [])  # printing takes long, and others do it
    program, version = a_design()
    client = sign_in(factories.program_staff(program))
    address = bring(client, program, version, zipped(changes)).location
    shown = client.get(f"{address}?lang=en").text
    assert ("Restricted on training certificates" in shown, "人社部函〔2022〕25号" in shown) == (bool(told), bool(told))
    assert (told or "The design was taken") in shown


@pytest.mark.parametrize(
    ("style", "sentence"),
    [
        (".verification { display: none }", "“7K3M-9QXA-4TBW-2HZE-R” cannot be read on the printed sample."),
        (".name { visibility: hidden }", "“王芳” cannot be read on the printed sample."),
        (".verification { position: absolute; left: 900mm }", "“7K3M-9QXA-4TBW-2HZE-R” cannot be read"),
    ],
)
def test_a_style_that_hides_whose_or_whether_it_is_real_is_refused(
    app: Flask, sign_in: SignIn, style: str, sentence: str
) -> None:
    program, version = a_design()
    client = sign_in(factories.program_staff(program))
    own = EXAMPLE["style.css"] + style.encode()
    assert sentence in bring(client, program, version, zipped({"style.css": own})).text
    db.session.expire_all()
    assert not version.is_own


def test_every_shipped_design_shows_whose_and_whether_it_is_real(app: Flask) -> None:
    program = factories.program()
    for kind in CertificateKind:
        design = shipped_design(kind.value)
        for facts in trials(program, kind.value, design):
            printed = page.render_certificate(facts, art_of(facts))
            assert unreadable_facts(facts, printed) == []


def test_a_style_that_never_ends_is_ended(app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "CPU_SECONDS", 4)
    program, version = a_design()
    endless = "@page { size: 1mm 1mm; margin: 0 } p { font-size: 900pt; columns: 999 }"
    page_of_much = body("<div>" + "<p>长 </p>" * 20000 + "</div>")
    client = sign_in(factories.program_staff(program))
    answer = bring(client, program, version, zipped({"style.css": endless, "page.html": page_of_much}))
    assert "takes too long or too much memory" in answer.text


def test_a_defect_while_printing_is_a_sentence_too(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_printed", lambda batch: [PrintingFailed("MemoryError")])
    with pytest.raises(trial.TakesTooLong):
        trial.print_apart(WANG_FANG, ART)


def test_what_slips_through_the_reading_is_still_refused_by_the_printing(app: Flask) -> None:
    keys = {"page.html": "p", "style.css": "s"}
    art = {**ART, "p": body("<img src='file:///etc/passwd' alt=''/>").encode(), "s": b""}
    design = read_design(EXAMPLE, "completion")[0]
    facts = certificate(design=replace(design, files=tuple(keys.items())))
    with pytest.raises(RefusedAddress):
        trial.print_apart(facts, art)
    with pytest.raises(RefusedAddress):
        page.render_certificate(facts, art)


def test_a_way_of_packing_that_unpacks_without_measure_is_refused(app: Flask) -> None:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_BZIP2) as archive:
        for name, content in EXAMPLE.items():
            archive.writestr(name, content)
    assert refusals(app, out.getvalue()) == ["This is not a zip file that can be read."]


def test_a_zip_that_was_damaged_on_the_way_is_refused(app: Flask) -> None:
    whole = zipped({"page.html": body("x" * 4000)})
    at = whole.index(b"page.html") + len(b"page.html")
    assert refusals(app, whole[:at] + b"\xff" * 8 + whole[at + 8 :]) == ["This is not a zip file that can be read."]


def test_names_in_braces_do_not_write_a_style(app: Flask) -> None:
    page = body('<p style="color: {name_zh}">x</p>')
    assert refusals(app, zipped({"page.html": page})) == ["A name in braces stands in text only, not in an attribute."]


@pytest.mark.parametrize(
    "changes",
    [
        {"page.html": body("<div>" * 3000 + "</div>" * 3000)},
        {"style.css": "p { color: " + "(" * 3000 + ")" * 3000 + " }"},
        {"art/deep.svg": SVG.format(more="", inside="<g>" * 3000 + "</g>" * 3000)},
    ],
)
def test_what_is_nested_without_end_is_refused_with_a_sentence(
    app: Flask, changes: dict[str, bytes | str | None]
) -> None:
    with app.test_request_context("/?lang=en"), pytest.raises((UnusableFile, ManyRulesBroken)):
        checked_design(zipped(changes), "completion")
