"""Every failure is a page that says what to do, in both languages, with a number that stands in the server's log."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from cgtraining.database import db
from cgtraining.people import passwords
from cgtraining.web.failures import SENTENCES
from tests import factories
from tests.browser import DESK, IN_BROWSER
from tests.journeys.acts.signing_in import PASSWORD, appoint_an_administrator, goes_in_as_administrator, signs_in
from tests.journeys.conftest import Welcome
from tests.journeys.inspection import Inspector
from tests.journeys.server import Office
from tests.journeys.visitor import Visitor

pytestmark = [*IN_BROWSER, pytest.mark.xdist_group("failures")]
NEWCOMER = "wang.fang@example.org"
MOST_GUESSES = 31
Meets = Callable[[Visitor, Path], int]


def somebody_without_a_role() -> None:
    newcomer = factories.person(email=NEWCOMER)
    factories.account_of(newcomer, email=NEWCOMER, password=passwords.hashed(PASSWORD))


def a_cohort_that_nobody_can_read() -> None:
    """What no form accepts and an update by hand may leave behind."""
    made = factories.class_session(factories.cohort()).cohort
    db.session.flush()
    db.session.execute(text("UPDATE cohort SET timezone = 'Nowhere/At all' WHERE id = :id"), {"id": made.id})


def meets_a_page_of_others(me: Visitor, _folder: Path) -> int:
    me.open("/sign-in")
    signs_in(me, NEWCOMER, PASSWORD)
    me.speaks(me.say.language)
    return me.answers("/people")


def meets_nothing(me: Visitor, _folder: Path) -> int:
    return me.answers("/nowhere")


def meets_the_limit_of_a_file(me: Visitor, folder: Path) -> int:
    file = folder / "too-large.pdf"
    file.write_bytes(b"%PDF-1.7\n".ljust(21 * 1024 * 1024, b"x"))
    me.open("/verify/")
    me.attach("Or the PDF file of the certificate", file)
    with me.page.expect_navigation() as moved:
        me.button("Verify").click()
    return moved.value.status


def meets_the_limit_of_guesses(me: Visitor, _folder: Path) -> int:
    for _guess in range(MOST_GUESSES):
        me.context.request.get(f"{me.base}/verify/nothing")
    return me.answers("/verify/nothing")


def meets_a_defect(me: Visitor, _folder: Path) -> int:
    goes_in_as_administrator(me)
    me.speaks(me.say.language)
    return me.answers("/cohorts/1/sessions")


WAYS: dict[int, Meets] = {
    403: meets_a_page_of_others,
    404: meets_nothing,
    413: meets_the_limit_of_a_file,
    429: meets_the_limit_of_guesses,
    500: meets_a_defect,
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_failure_says_what_to_do_with_a_number_for_whom_one_asks(
    office: Office, welcome: Welcome, tmp_path: Path, language: str
) -> None:
    appoint_an_administrator(office, language)
    office.arrange(somebody_without_a_role)
    office.arrange(a_cohort_that_nobody_can_read)
    inspector = Inspector()
    for status, meets in WAYS.items():
        me = welcome(language, DESK)
        assert meets(me, tmp_path) == status
        me.forgives()
        me.sees(*SENTENCES[status])
        assert events_with(number_on(me), office) == 1, status
        inspector.look_at(me, str(status))
        me.page.screenshot(path=tmp_path / f"{status}-360.png", full_page=True)
        me.page.set_viewport_size({"width": DESK, "height": 900})
        me.page.screenshot(path=tmp_path / f"{status}-1440.png", full_page=True)
        me.go_through(me.page.get_by_role("link", name="回到首页 Home"))
        assert me.path() in {"/", "/sign-in", "/verify/"}
    assert inspector.found == {}


def number_on(me: Visitor) -> str:
    return me.page.locator("strong.code").inner_text()


def events_with(number: str, office: Office) -> int:
    log = (office.folder / "server.log").read_text()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    return sum(line.get("reference") == number for line in lines)
