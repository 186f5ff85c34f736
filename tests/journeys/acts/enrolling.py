"""People come in: the roster is previewed, run, and run again; personal links are handed over."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.acts.preparing import COHORT_CODE
from tests.journeys.rosters import NAMES
from tests.journeys.visitor import Visitor

PERSONAL_LINK = re.compile(r"https?://\S+/invitation/[\w-]+")
IMPORT_BUTTON = ("Import %(num)s person", "Import %(num)s people")


def opens_the_cohort(me: Visitor, tab: str) -> None:
    me.follow("Cohorts")
    me.go_through(me.page.get_by_role("row").filter(has_text=COHORT_CODE).get_by_role("link"))
    me.follow(tab)


def sets_it_running(me: Visitor) -> None:
    me.page.get_by_text(me.say("Status"), exact=True).click()
    me.confirm("Set to '%(status)s'", status=me.say("Running"))


def uploads_the_roster(me: Visitor, roster: Path) -> None:
    me.follow("Import roster")
    me.attach("List of people", roster)
    me.press("Read the file")


def finds_every_row_judged(me: Visitor) -> None:
    """Five are new, one stands there twice, one has no name; titles, blanks and totals are no rows."""
    for name in NAMES:
        me.sees(name)
    for verdict, number in (("New person", 5), ("Twice in the file", 1), ("Cannot be used", 1)):
        chip = me.page.get_by_role("link", name=f"{me.say(verdict)} {number}", exact=True)
        expect(chip).to_be_visible()
    me.reads("This row has no name.")


def runs_the_import(me: Visitor) -> None:
    me.go_through(me.page.get_by_role("button", name=me.say.many(*IMPORT_BUTTON, 5)))
    me.waits_for("This import is done. Importing the same list again doubles nobody.")


def finds_that_importing_again_changes_nothing(me: Visitor, roster: Path) -> None:
    opens_the_cohort(me, "Trainees")
    uploads_the_roster(me, roster)
    expect(me.page.get_by_role("link", name=f"{me.say('Already here')} 5", exact=True)).to_be_visible()
    assert me.page.get_by_role("button", name=me.say.many(*IMPORT_BUTTON, 5)).count() == 0


def hands_over_a_personal_link(me: Visitor, name: str) -> str:
    opens_the_cohort(me, "Trainees")
    me.go_through(me.row(name).get_by_role("link", name=name))
    me.press("Personal link to sign in")
    link = PERSONAL_LINK.search(me.page.locator("main").inner_text())
    assert link
    me.follow("Done")
    return link.group()
