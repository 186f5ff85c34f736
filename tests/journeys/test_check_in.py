"""Check-in by the code on the screen, from phones that are not signed in."""

from datetime import timedelta

import pytest

from cgtraining.attendance.codes import STEP_SECONDS
from tests.browser import DESK, IN_BROWSER, PHONE
from tests.journeys.acts import checking_in
from tests.journeys.acts.checking_in import BY_CODE, BY_PASSWORD, NOT_OF_THE_COHORT
from tests.journeys.acts.signing_in import PASSWORD, signs_in
from tests.journeys.conftest import Welcome
from tests.journeys.server import Office

pytestmark = [*IN_BROWSER, pytest.mark.xdist_group("check-in")]
NO_LONGER_SHOWN = timedelta(seconds=STEP_SECONDS)
LONG_AGO = timedelta(minutes=30)


def test_a_code_that_runs_out_while_one_signs_in_still_lets_one_in(office: Office, welcome: Welcome) -> None:
    hall = checking_in.a_class_begins(office)
    teacher = welcome("zh", DESK)
    checking_in.opens_check_in(teacher, hall)
    checking_in.shows_the_code_that_a_camera_reads(teacher, hall)

    wang, han = welcome("zh", PHONE), welcome("zh", PHONE, java_script_enabled=False)
    scanned = hall.address_of(NO_LONGER_SHOWN)
    wang.open(scanned)
    han.open(scanned)
    checking_in.finds_the_code_refused(welcome("zh", PHONE), scanned)

    signs_in(wang, BY_PASSWORD, PASSWORD)
    checking_in.checks_in(wang)
    checking_in.sees_who_is_in(teacher, 1)
    checking_in.signs_in_by_one_time_code(han, BY_CODE, office.folder / "outbox")
    checking_in.checks_in(han)
    checking_in.sees_who_is_in(teacher, 2)
    wang.open(hall.address_of())
    wang.reads("You are checked in")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_old_codes_and_strangers_are_refused_in_a_sentence(office: Office, welcome: Welcome, language: str) -> None:
    hall = checking_in.a_class_begins(office, language)
    checking_in.opens_check_in(welcome("zh", DESK), hall)
    phone = welcome(language, PHONE)
    checking_in.finds_the_code_refused(phone, hall.address_of(LONG_AGO))
    assert phone.answers(f"/check-in/{hall.session_id}/AAAAAAAAAAAAAAAA") == 404
    phone.reads("This is not a check-in code of a session. Scan the code on the screen in the room.")
    phone.forgives()

    phone.open(hall.address_of())
    signs_in(phone, NOT_OF_THE_COHORT, PASSWORD)
    phone.reads("You are not on the list of this cohort. Please speak to the staff in the room.")
    phone.forgives()
