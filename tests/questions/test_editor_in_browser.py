"""The editors as a trainer uses them: text with a toolbar, rows without a new page, a picture."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, expect
from sqlalchemy import select

from cgtraining.database import db
from cgtraining.questions.models import Question
from cgtraining.questions.queries import latest_version
from tests import factories
from tests.browser import IN_BROWSER, faults
from tests.questions.test_pictures import drawn

pytestmark = IN_BROWSER
SignedIn = Callable[..., BrowserContext]


@pytest.fixture
def engine_name() -> str:
    """The pages are the same on either database."""
    return "sqlite"


def test_a_question_with_a_picture_is_written_and_a_row_added(app: Flask, address: str, signed_in: SignedIn) -> None:
    program = factories.program()
    begin = f"{address}/programs/{program.id}/questions/new/single"
    page = signed_in(factories.program_staff(program), language="en").new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(begin)
    page.locator("#text_en").click()
    page.keyboard.type("Who ")
    page.keyboard.press("Control+b")
    page.keyboard.type("convenes?")
    for number, text in enumerate(("Council", "Committee")):
        page.locator(f"#options-{number}-text_en").click()
        page.keyboard.type(text)
    page.locator('button[value="options add"]').click()
    expect(page.locator("#options-4-text_zh")).to_be_focused()
    page.keyboard.type("第五项")
    page.locator('button[value="options up 1"]').click()
    expect(page.locator("#options-0-text_en")).to_have_text("Committee")
    page.locator('input[name="right"]').first.check()
    page.locator('[data-command="picture"]').nth(1).click()
    page.set_input_files("#picture-file", [{"name": "map.png", "mimeType": "image/png", "buffer": drawn("PNG")}])
    page.fill("#picture-alt", "A map")
    page.locator('#picture-dialog button[type="submit"]').click()
    expect(page.locator('#text_en img[alt="A map"]')).to_be_visible()
    assert faults(page) == []
    page.locator("#question-form .form-actions .btn-primary").click()
    expect(page.locator("#try img")).to_be_visible()

    content = latest_version(db.session.scalars(select(Question)).one()).content
    assert content.text.en == 'Who <b>convenes?</b><img src="picture:1" alt="A map">' or "<img" in (
        content.text.en or ""
    )
    assert [(one.text.en or one.text.zh, int(one.share)) for one in content.options] == [
        ("Committee", 1),
        ("Council", 0),
        ("第五项", 0),
    ]
    assert errors == []
