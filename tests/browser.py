"""A real Chromium for tests, the application served to it, and what is wrong with a page that it shows."""

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import make_server

from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PHONE, DESK = 360, 1440
PATIENCE_MS = 20_000  # a busy machine is no defect
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
VIOLATIONS = """(without) => {
    const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
    return axe.run({ resultTypes: ["violations"], preload: false, rules }).then(
        (found) => found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`));
}"""
# Parts whose content is cut at their edge, unless three dots say so; a part of one pixel is for readers of the screen.
CUT = """() => [...document.querySelectorAll("main, main *:not(input, select, textarea)")].filter((part) => {
    if (part.scrollWidth <= part.clientWidth + 1 || part.clientWidth <= 1) return false;
    const style = getComputedStyle(part);
    return /hidden|clip/.test(style.overflowX) && style.textOverflow !== "ellipsis";
}).map((part) => `cut off: ${part.tagName}.${part.className}`)"""
OpenContext = Callable[..., BrowserContext]
IN_BROWSER = [
    pytest.mark.journey,
    # compressing a static file leaves it to the collector to close
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
ON_SQLITE = [*IN_BROWSER, pytest.mark.parametrize("engine_name", ["sqlite"])]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_context(chromium: Browser) -> Iterator[OpenContext]:
    """Open a browser of its own for one more person: their screen's width, language, and what Playwright takes."""
    opened: list[BrowserContext] = []

    def open_one(width: int = DESK, language: str = "zh", **options: Any) -> BrowserContext:
        opened.append(new_context(chromium, width, language, **options))
        return opened[-1]

    yield open_one
    for context in opened:
        context.close()


def new_context(chromium: Browser, width: int = DESK, language: str = "zh", **options: Any) -> BrowserContext:
    is_phone = width < 600
    screen = {"width": width, "height": 740 if is_phone else 900}
    context = chromium.new_context(viewport=screen, locale=LOCALES[language], has_touch=is_phone, **options)
    context.set_default_timeout(PATIENCE_MS)
    return context


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address at which a thread of this process serves `app`."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def address(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the test's own application is served, without the TLS that its cookies would otherwise ask for."""
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", False)
    monkeypatch.setitem(app.config, "REMEMBER_COOKIE_SECURE", False)
    with served(app) as base:
        yield base


@pytest.fixture
def signed_in(app: Flask, address: str, open_context: OpenContext) -> Callable[..., BrowserContext]:
    """The browser of a person who is signed in already; takes what `open_context` takes."""

    def sign(person: Person, **options: Any) -> BrowserContext:
        account = factories.account_of(person)
        cookie = session_cookie(app, account.fs_uniquifier)
        db.session.commit()
        context = open_context(**options)
        context.add_cookies([{"name": "session", "value": cookie, "url": address}])
        return context

    return sign


def session_cookie(app: Flask, uniquifier: str) -> str:
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return str(serializer.dumps({"_user_id": uniquifier, "_fresh": True}))


def faults(page: Page) -> list[str]:
    """What axe finds on the page as it stands, and whether it is wider than its screen."""
    return violations(page) + misfits(page)


def violations(page: Page, without: Sequence[str] = ()) -> list[str]:
    """What axe finds by all its rules except some."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(VIOLATIONS, list(without)))


def misfits(page: Page) -> list[str]:
    return ["wider than the screen"] * is_too_wide(page) + list(page.evaluate(CUT))


def is_too_wide(page: Page) -> bool:
    """Against the screen, not the window's inner width, which grows with the page on a phone."""
    screen = page.viewport_size
    return screen is not None and page.evaluate("document.documentElement.scrollWidth") > screen["width"]
