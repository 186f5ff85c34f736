"""A trainee's own pages, on a phone."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser import faults
from tests.journeys.acts.preparing import CLASS_HOURS
from tests.journeys.visitor import Visitor

WIDTH_OF = """async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image.naturalWidth;
}"""


def sees_own_attendance(me: Visitor) -> None:
    me.follow("My attendance")
    me.sees(str(CLASS_HOURS))
    expect(me.page.locator("main").get_by_text(me.say("Present"), exact=True)).to_have_count(3)
    _is_fit_for_a_phone(me)


def sees_own_results(me: Visitor) -> None:
    me.follow("My results")
    expect(me.page.get_by_text(me.say("Passed"), exact=True)).to_have_count(2)
    _is_fit_for_a_phone(me)


def sees_own_completion(me: Visitor) -> None:
    me.follow("My completion")
    me.reads("Met")
    _is_fit_for_a_phone(me)


def saves_the_certificate(me: Visitor, folder: Path) -> Path:
    """As a picture to press long on, small on the page and large behind it, and as the PDF."""
    me.follow("My certificates")
    picture = me.page.get_by_role("img", name=me.say("Picture of the certificate"))
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") >= 500
    large = me.page.get_by_role("link").filter(has=picture).get_attribute("href")
    assert me.page.evaluate(WIDTH_OF, large) >= 1000
    _is_fit_for_a_phone(me)
    return me.download("Download PDF", folder)


def _is_fit_for_a_phone(me: Visitor) -> None:
    assert faults(me.page) == [], me.path()
