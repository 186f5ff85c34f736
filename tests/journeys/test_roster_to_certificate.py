"""The main job, by hand in a browser, in each language: from an office's roster to a stranger who is certain."""

from pathlib import Path

import pytest

from tests.browser import DESK, IN_BROWSER, PHONE
from tests.journeys.acts import enrolling, graduating, preparing, signing_in, taking_part, teaching, verifying
from tests.journeys.conftest import Welcome
from tests.journeys.rosters import office_roster
from tests.journeys.server import Office
from tests.journeys.visitor import Visitor

pytestmark = IN_BROWSER


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_cohort_from_its_roster_to_a_verified_certificate(
    office: Office, welcome: Welcome, tmp_path: Path, language: str
) -> None:
    signing_in.appoint_an_administrator(office, language)
    administrator = welcome(language, DESK)
    calendar = preparing.Calendar.ending_today()
    prepares(administrator, calendar)
    enrols(administrator, office_roster(tmp_path, language))
    trainee = welcome(language, PHONE)
    signing_in.accepts_the_invitation(trainee, enrolling.hands_over_a_personal_link(administrator, "王芳"))
    teaches(administrator, calendar)
    graduates(administrator)
    pdf = graduating.downloads_the_certificate_of(administrator, "王芳", tmp_path)
    looks_at_everything_of_hers(trainee, pdf, tmp_path)
    is_certain(welcome(language, PHONE, java_script_enabled=False), pdf)


def prepares(me: Visitor, calendar: preparing.Calendar) -> None:
    signing_in.goes_in_as_administrator(me)
    preparing.makes_a_program(me)
    preparing.names_who_issues_and_signs(me)
    preparing.writes_a_curriculum(me)
    preparing.sets_the_rules(me)
    preparing.publishes(me)
    preparing.opens_a_cohort(me, calendar)


def enrols(me: Visitor, roster: Path) -> None:
    enrolling.sets_it_running(me)
    me.follow("Trainees")
    enrolling.uploads_the_roster(me, roster)
    enrolling.finds_every_row_judged(me)
    enrolling.runs_the_import(me)
    enrolling.finds_that_importing_again_changes_nothing(me, roster)


def teaches(me: Visitor, calendar: preparing.Calendar) -> None:
    teaching.plans_the_sessions(me, calendar)
    teaching.marks_every_register_by_key(me)
    teaching.compares_the_class_hours(me)
    teaching.names_what_is_graded(me)
    teaching.pastes_the_scores(me)
    teaching.releases_the_scores(me)


def graduates(me: Visitor) -> None:
    graduating.sees_who_is_short_of_a_rule(me)
    graduating.drafts_and_approves_the_list(me)
    graduating.issues_the_certificates(me)
    graduating.reads_the_texts_for_the_class_group(me)


def looks_at_everything_of_hers(me: Visitor, pdf: Path, folder: Path) -> None:
    me.open("/")
    taking_part.sees_own_attendance(me)
    taking_part.sees_own_results(me)
    taking_part.sees_own_completion(me)
    own = taking_part.saves_the_certificate(me, folder)
    assert own.read_bytes() == pdf.read_bytes()


def is_certain(stranger: Visitor, pdf: Path) -> None:
    paper = verifying.text_of(pdf)
    verifying.opens_what_the_paper_prints(stranger, paper)
    verifying.compares_every_printed_fact(stranger, paper)
    verifying.uploads(stranger, pdf)
    stranger.reads("The file is identical, byte for byte, to the one that was issued.")
    verifying.uploads(stranger, verifying.altered(pdf))
    stranger.reads("This file is not the one that was issued")
    verifying.mistypes_the_code(stranger, paper)
