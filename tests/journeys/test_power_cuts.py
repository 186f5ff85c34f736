"""The power goes while a roster is imported and while certificates are issued: nobody twice, nobody missing."""

import time
from collections import Counter
from collections.abc import Callable
from hashlib import sha256

import pytest

from cgtraining.cohorts.models import Cohort
from tests import factories
from tests.browser import DESK, IN_BROWSER
from tests.certificates.factories import approved_list, trainees
from tests.journeys.acts import enrolling, signing_in
from tests.journeys.conftest import Welcome
from tests.journeys.rosters import large_roster
from tests.journeys.server import Office
from tests.journeys.visitor import Visitor

pytestmark = [*IN_BROWSER, pytest.mark.slow, pytest.mark.xdist_group("power cuts")]
PEOPLE = 1500
GRADUATES = 40
IMPORTED = "SELECT count(*) FROM roster_row WHERE done_at IS NOT NULL"
ISSUED = "SELECT count(*) FROM certificate WHERE state = 'issued'"


def test_work_that_the_power_cuts_off_is_finished_by_itself(office: Office, welcome: Welcome, tmp_path) -> None:
    signing_in.appoint_an_administrator(office, "zh")
    cohort_id, list_id = office.arrange(two_cohorts)
    importing, issuing = welcome("zh", DESK), welcome("zh", DESK)
    signing_in.goes_in_as_administrator(importing)
    signing_in.goes_in_as_administrator(issuing)
    begins_the_import(importing, cohort_id, tmp_path)
    power_goes_and_returns(office, lambda: 0 < office.count(IMPORTED) < PEOPLE)
    begins_to_issue(issuing, list_id)
    power_goes_and_returns(office, lambda: 0 < office.count(ISSUED) < GRADUATES)

    # Both pages stand open since before; they find the server again and follow the work to its end.
    importing.waits_for("This import is done. Importing the same list again doubles nobody.", patience=150)
    issuing.sees_the_figures(GRADUATES, patience=150)
    importing.forgives()
    issuing.forgives()
    everyone_is_enrolled_once(office, cohort_id)
    every_number_is_accounted_for(office)
    everyone_is_told_once(office)


def two_cohorts() -> tuple[int, int]:
    """One that takes people in, and one whose graduates are approved; by their ids."""
    taking_in: Cohort = factories.cohort(capacity=None)
    graduating = approved_list(trainees(GRADUATES))
    return taking_in.id, graduating.cohort_id


def begins_the_import(me: Visitor, cohort_id: int, folder) -> None:
    me.open(f"/cohorts/{cohort_id}/import")
    me.attach("List of people", large_roster(folder, PEOPLE))
    me.press("Read the file")
    button = me.page.get_by_role("button", name=me.say.many(*enrolling.IMPORT_BUTTON, PEOPLE))
    button.wait_for(timeout=60_000)
    me.go_through(button)


def begins_to_issue(me: Visitor, cohort_id: int) -> None:
    me.open(f"/cohorts/{cohort_id}/certificates")
    me.confirm("Issue the certificates")


def power_goes_and_returns(office: Office, moment: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not moment():
        assert time.monotonic() < deadline, "the work was over, or never began"
        time.sleep(0.02)
    office.kill()
    assert moment(), "the work was over before the power went"
    office.start()


def everyone_is_enrolled_once(office: Office, cohort_id: int) -> None:
    names = office.rows(
        "SELECT person.name_zh, person.phone FROM enrolment JOIN person ON person.id = enrolment.person_id"
        f" WHERE enrolment.cohort_id = {cohort_id}"
    )
    assert len(names) == len(set(names)) == PEOPLE
    assert office.count("SELECT count(*) FROM person WHERE name_zh LIKE '学员%'") == PEOPLE


def every_number_is_accounted_for(office: Office) -> None:
    certificates = office.rows("SELECT number, state, person_id, pdf_key, sha256 FROM certificate ORDER BY number")
    assert [number for number, *_rest in certificates] == list(range(1, GRADUATES + 1))
    assert {state for _number, state, *_rest in certificates} == {"issued"}
    assert len({person for _number, _state, person, *_rest in certificates}) == GRADUATES
    for *_rest, key, digest in certificates:
        assert sha256((office.folder / "files" / key).read_bytes()).hexdigest() == digest


def everyone_is_told_once(office: Office) -> None:
    """Told at the end of the run, and sent after that."""
    told = "SELECT count(*) FROM delivery WHERE channel IN ('mail', 'sms') AND state IN ('sent', 'uncertain')"
    due = "SELECT count(*) FROM delivery WHERE channel IN ('mail', 'sms')"
    deadline = time.monotonic() + 60
    messages = "SELECT count(*) FROM message WHERE purpose LIKE 'certificate:%'"
    while office.count(messages) < GRADUATES or office.count(told) < office.count(due):
        assert time.monotonic() < deadline, "somebody was not told"
        time.sleep(0.5)
    assert office.count(messages) == GRADUATES
    addresses = Counter(row for row in office.rows("SELECT message_id, channel, address FROM delivery"))
    assert set(addresses.values()) == {1}
    sent = [file.read_bytes() for file in (office.folder / "outbox").iterdir() if file.suffix != ".part"]
    assert len(sent) == len(set(sent))
