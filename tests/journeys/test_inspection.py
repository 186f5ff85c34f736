"""That the inspection of pages is awake: a page with every fault, and one with none."""

import pytest
from playwright.sync_api import BrowserContext

from tests.browser import DESK, IN_BROWSER, PHONE, OpenContext
from tests.journeys.inspection import Inspector
from tests.journeys.pages import Place
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


def inspected(context: BrowserContext, lang: str, *bodies: str, axe_at: int = DESK) -> list[str]:
    """What is wrong with pages that are looked at one after another."""
    inspector, visitor = Inspector(axe_at), Visitor(context, "http://127.0.0.1", lang)
    for body in bodies:
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
    assert found == ["at 1440", "at 360", "console"]


@pytest.mark.parametrize(("axe_at", "told"), [(DESK, []), (PHONE, ["at 360"])])
def test_axe_looks_at_one_width(context: BrowserContext, axe_at: int, told: list[str]) -> None:
    style = "<style>@media (min-width: 600px) { img { display: none } }</style>"
    assert inspected(context, "zh", style + "<img src='data:,'>", axe_at=axe_at) == told


def test_colours_are_compared_wherever_a_text_has_new_ones(context: BrowserContext) -> None:
    pale = "<p class='{kind}' style='color: {colour}; background: #fff'>一二三四</p>"
    good, bad = pale.format(kind="good", colour="#000"), pale.format(kind="bad", colour="#eee")
    behind = f"<div style='background: #111'>{pale.format(kind='on', colour='#000').replace('#fff', 'none')}</div>"
    assert inspected(context, "zh", good, good + "<i>2</i>", good + bad) == ["at 1440"]
    assert inspected(context, "zh", good, behind) == ["at 1440"]


def test_what_is_cut_at_the_edge_of_its_box_is_noticed(context: BrowserContext) -> None:
    box = "<div style='width: 20px; white-space: nowrap; overflow: hidden{more}'>2026-03-01 – 2026-12-31</div>"
    assert inspected(context, "zh", box.format(more="")) == ["at 1440", "at 360"]
    assert inspected(context, "zh", box.format(more="; text-overflow: ellipsis")) == []


def test_of_a_page_that_was_only_sent_its_structure_is_compared_and_its_languages_are_looked_at(
    context: BrowserContext,
) -> None:
    inspector, visitor = Inspector(), Visitor(context, "http://127.0.0.1", "zh")
    bodies = ["<p>一</p>", "<p>二</p><p>三</p>", "<p>Nothing was saved yet</p>", "<p class='note'>二</p>"]
    known = [
        inspector.knows(visitor, Place("a page", f"/{number}"), SOUND.format(lang="zh", body=body))
        for number, body in enumerate(bodies)
    ]
    assert (known, list(inspector.found)) == ([False, True, True, False], ["a page /2"])


def test_a_page_is_the_same_whose_token_alone_is_another() -> None:
    page = '<nav>{who}</nav><main><input type="hidden" name="csrf_token" value="{token}">{body}</main>'
    inspector = Inspector()
    read = [
        inspector.has_read(page.format(who=who, token=token, body=body))
        for who, token, body in [("a", "1", "x"), ("b", "2", "x"), ("b", "2", "y"), ("a", "3", "y")]
    ]
    assert read == [False, True, False, True]
