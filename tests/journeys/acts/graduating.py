"""The end of the course: who has met every rule, the approved list, and the certificates."""

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.acts.enrolling import opens_the_cohort
from tests.journeys.acts.teaching import WHO_STAYS_AWAY
from tests.journeys.rosters import NAMES
from tests.journeys.visitor import Visitor


def sees_who_is_short_of_a_rule(me: Visitor) -> None:
    opens_the_cohort(me, "Completion")
    for name in NAMES:
        expect(me.row(name)).to_contain_text(me.say("Not met" if name == WHO_STAYS_AWAY else "Met"))


def drafts_and_approves_the_list(me: Visitor) -> None:
    me.follow("List of graduates")
    me.press("Draft the list")
    me.confirm("Approve the list")
    me.reads("Approved")


def issues_the_certificates(me: Visitor) -> None:
    opens_the_cohort(me, "Certificates")
    me.confirm("Issue the certificates")
    me.sees_the_figures(len(NAMES), patience=90)


def downloads_the_certificate_of(me: Visitor, name: str, folder: Path) -> Path:
    opens_the_cohort(me, "Certificates")
    with me.page.expect_download() as begun:
        me.row(name).get_by_role("link", name="PDF").click()
    kept = folder / begun.value.suggested_filename
    begun.value.save_as(kept)
    return kept


def reads_the_texts_for_the_class_group(me: Visitor) -> None:
    opens_the_cohort(me, "Certificates")
    me.follow("Texts for WeChat")
    expect(me.page.locator("pre")).to_have_count(len(NAMES))
