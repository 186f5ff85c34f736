"""That the inspection of pages is awake: a page with every fault, and one with none."""

import pytest
from playwright.sync_api import BrowserContext

from tests.browser import IN_BROWSER, OpenContext
from tests.journeys.inspection import Inspector
from tests.journeys.visitor import Visitor

pytestmark = IN_BROWSER
SOUND = "<!doctype html><html lang='{lang}'><title>一</title><main><h1>1</h1>{body}</main></html>"
FAULTY = {
    "zh": "<p>Nothing was saved yet</p>",
    "en": "<p>尚未保存</p>",
}
MARKED = {
    "zh": "<p lang='en'>Nothing was saved yet</p><p>姓名 WANG Fang</p>",
    "en": "<p lang='zh-Hans'>尚未保存</p><p>Suspended: 待核实</p>",
}


@pytest.fixture
def context(open_context: OpenContext) -> BrowserContext:
    return open_context()


def inspected(context: BrowserContext, lang: str, body: str) -> list[str]:
    inspector, visitor = Inspector(), Visitor(context, "http://127.0.0.1", lang)
    visitor.page.set_content(SOUND.format(lang=lang, body=body))
    inspector.look_at(visitor, "a page")
    return [fault.partition(":")[0] for faults in inspector.found.values() for fault in faults]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sound_page_is_let_through(context: BrowserContext, lang: str) -> None:
    assert inspected(context, lang, MARKED[lang]) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_in_the_wrong_language_is_noticed(context: BrowserContext, lang: str) -> None:
    assert inspected(context, lang, FAULTY[lang]) == ["not marked as the other language"]


def test_what_axe_finds_what_is_too_wide_and_what_the_console_says_is_noticed(context: BrowserContext) -> None:
    body = "<img src='data:,'><div style='width: 1000px'>1</div><script>console.error('x')</script>"
    found = inspected(context, "zh", body)
    assert found == ["at 1440", "at 360", "at 360", "console"]


def test_what_is_cut_at_the_edge_of_its_box_is_noticed(context: BrowserContext) -> None:
    box = "<div style='width: 20px; white-space: nowrap; overflow: hidden{more}'>2026-03-01 – 2026-12-31</div>"
    assert inspected(context, "zh", box.format(more="")) == ["at 1440", "at 360"]
    assert inspected(context, "zh", box.format(more="; text-overflow: ellipsis")) == []


def test_a_page_is_the_same_whose_token_alone_is_another() -> None:
    page = '<nav>{who}</nav><main><input type="hidden" name="csrf_token" value="{token}">{body}</main>'
    inspector = Inspector()
    read = [
        inspector.has_read(page.format(who=who, token=token, body=body))
        for who, token, body in [("a", "1", "x"), ("b", "2", "x"), ("b", "2", "y"), ("a", "3", "y")]
    ]
    assert read == [False, True, False, True]
