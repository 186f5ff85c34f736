"""What holds for every template, and what the pages of the gallery must show in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import DESK, PHONE, OpenContext, faults, served
from tests.look.gallery import PAGES, gallery

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "cgtraining" / "static"
TEMPLATES = sorted(
    path
    for path in (ROOT / "templates").rglob("*.html")
    if not {"mail", "papers"} & set(path.parts)  # these are not shown by a browser under our policy
)
ICON = re.compile(r"""\bicon\("([a-z0-9-]+)"|icon_name="([a-z0-9-]+)\"""")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_icon_of_a_template_is_in_the_sprite(path: Path) -> None:
    sprite = (STATIC / "vendor/bootstrap-icons/sprite.svg").read_text(encoding="utf-8")
    known = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    used = {name for pair in ICON.findall(path.read_text(encoding="utf-8")) for name in pair if name}
    assert used - known == set()


def test_every_page_is_shown_with_errors_in_the_form_too() -> None:
    client = gallery().test_client()
    answers = {page: client.post(f"/{page}?errors=1&lang=en").status_code for page in PAGES}
    assert answers == dict.fromkeys(PAGES, 200)


def test_a_link_that_changes_the_query_keeps_the_rest() -> None:
    page = gallery().test_client().get("/list?state=active&q=王&page=3").get_data(as_text=True)
    assert 'href="?q=%E7%8E%8B&amp;state=withdrawn"' in page.replace("?state=withdrawn&amp;q=%E7%8E%8B", "")


def test_the_language_switch_comes_back_to_this_page_with_its_query() -> None:
    page = gallery().test_client().get("/list?state=active&lang=zh").get_data(as_text=True)
    assert 'href="/language/en?next=/list?state%3Dactive"' in page


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(gallery()) as base:
        yield base


@pytest.fixture(params=[("light", PHONE), ("light", DESK), ("dark", PHONE), ("dark", DESK)], ids=str)
def page(request: pytest.FixtureRequest, open_context: OpenContext) -> Page:
    mode, width = request.param
    return open_context(width, color_scheme=mode).new_page()


@pytest.mark.journey
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(page: Page, address: str, language: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    found: list[str] = []
    for name in PAGES:
        page.goto(f"{address}/{name}?lang={language}&errors=1")
        found += [f"{name}: {fault}" for fault in faults(page)]
    assert (found, refused) == ([], [])


@pytest.mark.journey
def test_an_irreversible_act_is_asked_about_first(page: Page, address: str) -> None:
    page.goto(f"{address}/record?lang=en")
    page.get_by_role("button", name="Revoke").click()
    dialog = page.get_by_role("dialog")
    assert (
        dialog.get_by_role("heading").inner_text() == "After this, everyone who verifies it reads ‘revoked’. Revoke it?"
    )
    dialog.get_by_role("button", name="Cancel").click()
    assert page.url == f"{address}/record?lang=en"


@pytest.mark.journey
def test_the_bar_for_many_appears_with_a_selection_and_counts_it(page: Page, address: str) -> None:
    page.goto(f"{address}/list?lang=en")
    assert page.locator(".bulk-bar").is_hidden()
    page.locator("tbody .row-select").nth(0).check()
    page.locator("tbody .row-select").nth(2).check()
    assert page.locator("[data-selected-count]").inner_text().endswith(" 2")
