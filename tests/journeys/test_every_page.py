"""Every page of the program, with the eyes of each role, in both languages and at both widths."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from cgtraining import create_app
from cgtraining.config import read_settings
from tests.browser import DESK, IN_BROWSER, PHONE, new_context
from tests.journeys.inspection import Inspector
from tests.journeys.looking_round import LONGEST_MS, STAFF, TRAINEES, House, looks_round_as, looks_round_as_a_stranger
from tests.journeys.server import Office
from tests.journeys.unfinished import add_unfinished_work
from tests.journeys.visitor import Visitor

# Each language with the width at which axe looks at its pages; all else is looked at at both.
AXE_AT = {"zh": DESK, "en": PHONE}
LANGUAGES = [pytest.param(one, marks=pytest.mark.xdist_group(f"every page, {one}")) for one in AXE_AT]
pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Flask, dict[str, str]]]:
    """The sample story with some work half done, served without a worker that would finish it."""
    office = Office(tmp_path_factory.mktemp("story"))
    try:
        office.start("--demo", "--no-worker")
        links = office.arrange(lambda: add_unfinished_work(office.folder))
        yield office, create_app(read_settings({"CGTRAINING_DATA": str(office.folder)})), links
    finally:
        office.stop()


@pytest.fixture
def house(story: tuple[Office, Flask, dict[str, str]], language: str) -> House:
    return House(*story, Inspector(AXE_AT[language]))


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_fit_for_every_reader(house: House, chromium: Browser, language: str) -> None:
    def come() -> Visitor:
        visitor = Visitor(new_context(chromium, DESK, language), house.office.base, language)
        visitor.page.set_default_timeout(LONGEST_MS)
        return visitor

    looks_round_as_a_stranger(come(), house)
    for role in STAFF + TRAINEES:
        looks_round_as(role, come(), house)
    assert house.inspector.found == {}, house.inspector.report()
    assert house.never_opened() == set(), "list what is no page in pages.py, or lead somebody to it"
