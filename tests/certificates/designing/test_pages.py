"""The pages on which a program's certificates are designed."""

import io
import re
from base64 import b64decode
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from PIL import Image
from sqlalchemy import select

from cgtraining.certificates.designing.operations import add_design, choose_version
from cgtraining.certificates.designing.samples import Sample
from cgtraining.certificates.models import CertificateKind, Design, DesignChoice, DesignVersion
from cgtraining.database import db
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from tests import factories
from tests.blank_prints import looks_at_prints

SignIn = Callable[[Person], FlaskClient]
FORM = {
    "version": "1",
    "orientation": "portrait",
    "heading_zh": "结业证书",
    "heading_en": "Certificate of Completion",
    "wording_zh": "于{days}参加{course}学习。",
    "wording_en": "{name} took part in {course}.",
    "statement_zh": "本证书为非学历培训证书。",
    "statement_en": "Awarded for non-degree training.",
    "shown": ["logos"],
    "accent": "#8C1D18",
    "heading": "#1d2420",
    "ink": "#1d2420",
    "sample": "longest",
}


def draft(program: Program | None, kind: CertificateKind = CertificateKind.COMPLETION) -> DesignVersion:
    version = add_design(program=program, kind=kind, title=BilingualText("红框", "Red frame"), actor=None)
    db.session.commit()
    return version


def address(program: Program, version: DesignVersion, page: str = "") -> str:
    return f"/programs/{program.id}/designs/versions/{version.id}{page}?lang=en"


def pictures(page: str) -> list[Image.Image]:
    found = re.findall(r'src="data:image/png;base64,([^"]+)"', page)
    return [Image.open(io.BytesIO(b64decode(data))) for data in found]


def test_from_nothing_to_a_design_in_use(app: Flask, sign_in: SignIn) -> None:
    program = factories.program()
    client = sign_in(factories.program_staff(program))
    page = client.get(f"/programs/{program.id}/designs?lang=en").text
    assert "No designs of your own yet" in page
    assert len(re.findall("The product.{1,6}s own design", page)) == 5
    values = {"kind": "completion", "title_zh": "红框", "title_en": "Red frame"}
    edit = client.post(f"/programs/{program.id}/designs/new", data=values).location
    assert "{course}" in client.get(edit).text
    saved = client.post(edit, data=FORM)
    version = db.session.scalars(select(DesignVersion)).one()
    assert saved.location == f"/programs/{program.id}/designs/{version.design_id}"
    facts = version.facts
    assert (facts.orientation, facts.shown, facts.colours.accent) == ("portrait", ("logos",), "#8c1d18")
    assert facts.texts.heading == BilingualText()
    assert facts.texts.wording == BilingualText("于{days}参加{course}学习。", "{name} took part in {course}.")
    assert client.get(saved.location + "?lang=en").text.count("<figure") == len(Sample)
    choose = f"/programs/{program.id}/designs/versions/{version.id}/choose"
    shown = html.fromstring(client.get(saved.location).text).xpath(f"//form[@action='{choose}']")[0]
    assert client.post(choose, data={"version": version.version - 1}).status_code == 409
    assert db.session.scalars(select(DesignChoice.version_id)).all() == []
    client.post(choose, data=dict(shown.form_values()))
    assert db.session.scalars(select(DesignChoice.version_id)).one() == version.id
    assert "In use here" in client.get(saved.location + "?lang=en").text
    assert client.get(edit).location == saved.location
    again = client.post(f"/programs/{program.id}/designs/{version.design_id}/versions").location
    assert "Version 2" in client.get(again + "?lang=en").text
    client.post(f"/programs/{program.id}/designs/shipped/completion")
    assert db.session.scalars(select(DesignChoice)).all() == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"wording_zh": "{nme}完成学习"}, "There is no {nme}."),
        ({"wording_en": "{name} [took part"}, "A brace or bracket has no partner"),
        ({"heading_zh": "证书𪛖"}, "𪛖 (U+2A6D6)"),
        ({"accent": "#e0d8c0"}, "too pale"),
        ({"ink": "red"}, "Give a colour as #rrggbb"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_saved(
    app: Flask, sign_in: SignIn, changes: dict[str, str], sentence: str
) -> None:
    program = factories.program()
    version, client = draft(program), sign_in(factories.program_staff(program))
    before = version.settings
    page = client.post(address(program, version, "/edit"), data=FORM | changes)
    assert sentence in page.text
    assert sentence in client.post(address(program, version, "/preview"), data=FORM | changes).text
    db.session.expire_all()
    assert version.settings == before


def test_the_preview_follows_the_form_and_saves_nothing(app: Flask, sign_in: SignIn) -> None:
    program = factories.program()
    version, client = draft(program), sign_in(factories.program_staff(program))
    before = version.settings
    (picture,) = pictures(client.post(address(program, version, "/preview"), data=FORM).text)
    assert picture.width < picture.height
    (looked,) = pictures(client.post(address(program, version, "/edit"), data=FORM | {"look": "1"}).text)
    assert looked.size == picture.size
    db.session.expire_all()
    assert version.settings == before


def test_what_cannot_be_printed_is_said_in_place_of_the_picture(app: Flask, sign_in: SignIn) -> None:
    program = factories.program()
    version, client = draft(program), sign_in(factories.program_staff(program))
    long = FORM | {"wording_zh": "{name}{issuers}" * 40, "orientation": "landscape"}
    page = client.post(address(program, version, "/preview"), data=long).text
    assert "does not fit on its page" in page
    assert pictures(page) == []


@looks_at_prints
@pytest.mark.parametrize("sample", Sample)
@pytest.mark.parametrize("kind", [CertificateKind.COMPLETION, CertificateKind.HOURS])
def test_every_sample_is_printed(app: Flask, sign_in: SignIn, sample: Sample, kind: CertificateKind) -> None:
    program = factories.program()
    version, client = draft(program, kind), sign_in(factories.program_staff(program))
    page = client.get(address(program, version) + f"&sample={sample.value}").text
    assert len(pictures(page)) == (3 if kind is CertificateKind.HOURS else 1)
    assert client.get(address(program, version, "/picture.png")).mimetype == "image/png"


@pytest.mark.parametrize("kind", CertificateKind)
def test_the_shipped_designs_are_shown(app: Flask, sign_in: SignIn, kind: CertificateKind) -> None:
    program = factories.program()
    found = sign_in(factories.program_staff(program)).get(f"/programs/{program.id}/designs/shipped/{kind.value}.png")
    assert found.mimetype == "image/png"


def test_restricted_words_in_a_designs_texts_are_warned_about(app: Flask, sign_in: SignIn) -> None:
    program = factories.program()
    version, client = draft(program), sign_in(factories.program_staff(program))
    page = client.post(address(program, version, "/edit"), data=FORM | {"heading_zh": "全国结业证书", "look": "1"}).text
    assert "Restricted on training certificates" in page


def test_a_program_without_issuers_is_previewed_with_a_note(app: Flask, sign_in: SignIn) -> None:
    program = factories.program()
    program.issuers.clear()
    program.signatories.clear()
    version, client = draft(program), sign_in(factories.program_staff(program))
    assert len(pictures(client.get(address(program, version)).text)) == 1


def test_only_the_platform_administrator_makes_and_changes_designs_for_every_program(
    app: Flask, sign_in: SignIn
) -> None:
    program = factories.program()
    values = {"kind": "honour", "title_zh": "通用", "for_every_program": "y"}
    client = sign_in(factories.platform_administrator())
    client.post(f"/programs/{program.id}/designs/new", data=values)
    assert db.session.scalars(select(Design.program_id)).all() == [None]
    version = db.session.scalars(select(DesignVersion)).one()
    client = sign_in(factories.program_staff(program))
    page = client.get(f"/programs/{program.id}/designs?lang=en").text
    assert "For every program" in page
    assert "Edit the draft" not in client.get(f"/programs/{program.id}/designs/{version.design_id}?lang=en").text
    assert client.get(address(program, version, "/edit")).status_code == 404
    client.post(f"/programs/{program.id}/designs/new", data=values)
    assert db.session.scalars(select(Design.program_id).order_by(Design.id)).all() == [None, program.id]


def test_a_design_of_another_program_is_not_there(app: Flask, sign_in: SignIn) -> None:
    mine, theirs = factories.program(), factories.program()
    version, client = draft(theirs), sign_in(factories.program_staff(mine))
    assert client.get(address(mine, version)).status_code == 404
    assert client.get(f"/programs/{mine.id}/designs/{version.design_id}").status_code == 404


def test_the_list_asks_the_same_number_of_questions(app: Flask, sign_in: SignIn, count_queries) -> None:
    def counted(designs: int) -> int:
        program = factories.program()
        for _ in range(designs):
            version = draft(program)
            choose_version(program=program, version=version, form_version=version.version, actor=None)
        db.session.commit()
        client = sign_in(factories.program_staff(program))
        client.get(f"/programs/{program.id}/designs")
        return int(count_queries(lambda: client.get(f"/programs/{program.id}/designs")))

    assert counted(1) == counted(3)


def test_a_design_names_the_programs_that_use_it(app: Flask, sign_in: SignIn) -> None:
    program = factories.program(code="CEDAR")
    version = draft(program)
    choose_version(program=program, version=version, form_version=version.version, actor=None)
    db.session.commit()
    page = sign_in(factories.program_staff(program)).get(f"/programs/{program.id}/designs/{version.design_id}").text
    cells = [" ".join(cell.text_content().split()) for cell in html.fromstring(page).xpath("//tbody/tr/td")]
    assert cells[2] == "CEDAR"


def test_a_draft_for_every_program_is_frozen_by_its_own_administrator_only(app: Flask, sign_in: SignIn) -> None:
    program, version = factories.program(), draft(None)
    office = sign_in(factories.program_staff(program))
    page = f"/programs/{program.id}/designs/{version.design_id}?lang=en"
    assert "Use this version" not in office.get(page).text
    assert office.post(address(program, version, "/choose")).status_code == 404
    db.session.expire_all()
    assert version.frozen_at is None
    administrator = sign_in(factories.platform_administrator())
    assert "Use this version" in administrator.get(page).text
    choose_version(program=factories.program(), version=version, form_version=version.version, actor=None)
    db.session.commit()
    assert "Use this version" in office.get(page).text
    assert office.post(address(program, version, "/choose")).status_code == 302
