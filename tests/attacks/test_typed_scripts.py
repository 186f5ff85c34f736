"""Whatever somebody types, pages show it as the text that it is."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cgtraining.config import settings
from cgtraining.database import db
from cgtraining.mail.letters import letter
from cgtraining.mail.models import Delivery
from cgtraining.people.models import Person
from tests import factories
from tests.access.doors import address
from tests.access.table import opened
from tests.access.world import Place, build_place
from tests.attacks.poison import SCRIPT, Page, poison_everything

READERS = ["course administrator", "class teacher", "partner", "trainee"]
pytestmark = pytest.mark.usefixtures("blank_prints")
on_sqlite = pytest.mark.parametrize("engine_name", ["sqlite"])  # pages are the same, whichever engine kept the text
ASKED = ("q", "next", "page", "verdict", "state", "status", "sort", "group", "sheet", "lang", "name", "back", "day")
SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def place(app: Flask) -> Place:
    made = build_place(1)
    poison_everything(lambda _column: SCRIPT)
    return made


def harm_of(answer: TestResponse) -> list[str]:
    return Page(answer.text).harm if answer.mimetype in {"text/html", "image/svg+xml"} else []


def pages(app: Flask, place: Place, role: str = "platform administrator") -> list[str]:
    """Every page that the role opens, and the public ones."""
    found = []
    for rule in app.url_map.iter_rules():
        access = getattr(app.view_functions[rule.endpoint], "access", None)
        if access == "public" or rule.endpoint in opened(role):
            found += [address(rule, place.ids)] if "GET" in (rule.methods or set()) else []
    return found


def shown_to(client: FlaskClient, paths: list[str], query: dict[str, str]) -> tuple[dict[str, list[str]], str]:
    """The harm by path, and all that was shown."""
    answers = {path: client.get(path, query_string=query, buffered=True) for path in paths}
    harm = {path: harm_of(answer) for path, answer in answers.items()}
    shown = "".join(answer.text for answer in answers.values() if answer.mimetype == "text/html")
    return {path: found for path, found in harm.items() if found}, shown


@pytest.mark.slow
@on_sqlite
@pytest.mark.parametrize("role", ["platform administrator", *READERS])
def test_what_was_typed_is_shown_as_text(app: Flask, place: Place, sign_in: SignIn, role: str) -> None:
    person = place.people.get(role) or factories.platform_administrator()
    harm, shown = shown_to(sign_in(person), pages(app, place, role), {})
    assert harm == {}
    assert "&lt;evil onx=1&gt;" in shown


@pytest.mark.slow
@on_sqlite
def test_what_is_asked_for_in_an_address_is_shown_as_text(app: Flask, place: Place, sign_in: SignIn) -> None:
    client = sign_in(factories.platform_administrator())
    harm, shown = shown_to(client, pages(app, place), dict.fromkeys(ASKED, SCRIPT))
    assert harm == {}
    assert "&lt;evil onx=1&gt;" in shown


@pytest.mark.slow
@on_sqlite
def test_what_a_form_refuses_comes_back_as_text(app: Flask, place: Place, sign_in: SignIn) -> None:
    """Every field of every form filled with it."""
    client, harm = sign_in(factories.platform_administrator()), {}
    for path in pages(app, place):
        answer = client.get(path, buffered=True)
        fields = Page(answer.text).fields if answer.mimetype == "text/html" else []
        if fields:
            filled = dict.fromkeys(fields, SCRIPT)
            harm |= {path: harm_of(client.post(path, data=filled, follow_redirects=True))}
    assert len(harm) > 20
    assert {path: found for path, found in harm.items() if found} == {}


def test_a_roster_is_shown_as_text(place: Place, sign_in: SignIn) -> None:
    client = sign_in(place.people["course administrator"])
    quoted = '"' + SCRIPT.replace('"', '""') + '"'
    content = (
        f"姓名,单位,职务,小组,备注,手机,{quoted}\n" + ",".join([quoted] * 7) + f"\n王芳{quoted[1:-1]},{quoted},,,,,\n"
    )
    upload = {"file": (BytesIO(content.encode()), f"{SCRIPT}.csv")}
    answer = client.post(f"/cohorts/{place.ids['cohort_id']}/import", data=upload, follow_redirects=True)
    assert "&lt;evil onx=1&gt;" in answer.text
    assert harm_of(answer) == []


def test_a_stranger_is_shown_the_facts_of_a_certificate_as_text(place: Place, client: FlaskClient) -> None:
    from cgtraining.certificates.codes import Code, check_character
    from cgtraining.certificates.models import Certificate

    certificate = db.session.get_one(Certificate, place.ids["certificate_id"])
    certificate.code = "7" * 16 + check_character("7" * 16)
    path = f"/verify/{Code(certificate.code).grouped}"
    page, program = client.get(path), client.get(f"{path}.json")
    assert ("&lt;evil onx=1&gt;" in page.text, harm_of(page)) == (True, [])
    assert (program.mimetype, program.headers["X-Content-Type-Options"]) == ("application/json", "nosniff")
    assert program.json["certificate"]["name"]["zh"] == SCRIPT


def test_letters_are_plain_text_of_one_subject(place: Place) -> None:
    delivery = db.session.get_one(Delivery, place.ids["delivery_id"])
    delivery.message.subject = f"{SCRIPT}\r\nBcc: someone@example.org"
    made = letter(delivery, settings())
    assert (made.get_content_type(), made.is_multipart(), made["Bcc"]) == ("text/plain", False, None)
    assert made["Subject"] == f"{SCRIPT} Bcc: someone@example.org"
