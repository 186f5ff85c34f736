"""What the design says of each role, said once more beside the table, so that the table cannot drift from it."""

import pytest
from flask import Flask

from cgtraining.database import db
from tests import factories
from tests.access.doors import guarded, is_about_a_row, opens
from tests.access.test_walls import TELLS_STRANGERS_WHY
from tests.access.world import Place, build_place

ONES_OWN = {
    "assessments.my_results", "attendance.deliver_taps", "attendance.end_my_calendar", "attendance.my_attendance",
    "attendance.my_calendar", "attendance.my_class", "attendance.my_code",
    "attendance.renew_my_calendar", "attendance.spoken_check_in",
    "attendance.tap_list_state", "attendance.tap_lists", "certificates.my_certificates",
    "certificates.my_seals", "cohorts.list_cohorts", "completion.my_completion", "home.search",
    "people.change_password", "people.cities", "people.latin_name", "people.profile", "people.security",
    "people.sign_out_everywhere",
}  # fmt: skip
# What is handed out to everybody in the class.
OF_THE_CLASS = {
    "cohorts.show_cohort",
    "class_papers.contacts",
    "class_papers.handbook_of_class",
    "class_papers.leave_slips",
}
# Reasons for leave, what only its trainee does, and what is the class committee's.
TRAINEES_AND_THOSE_WHO_DECIDE = {
    "assessments.not_handed_in",
    "attendance.decide_leave",
    "attendance.edit_leave",
    "attendance.end_leave",
    "attendance.help_with_session",
    "attendance.leave_file",
    "attendance.take_back",
    "class_papers.leave_slip_of",
}


@pytest.fixture
def places(app: Flask) -> tuple[Place, Place]:
    made = build_place(1), build_place(2)
    db.session.commit()
    return made


def opened(app: Flask, places, role: str, rows: str = "ids", method: str | None = None) -> set[str]:
    """Endpoints that the role opens for these rows, with that method; of those about no row, all."""
    here, there = places
    ids = there.ids if rows == "foreign" else getattr(here, rows)
    return {
        rule.endpoint
        for rule, allowed in guarded(app)
        if (method is None or allowed == method)
        and rule.endpoint not in TELLS_STRANGERS_WHY
        and opens(app, rule, here.people[role], ids)
    }


def about_rows(app: Flask, places) -> set[str]:
    return {rule.endpoint for rule, _method in guarded(app) if is_about_a_row(rule, places[0].ids)}


@pytest.mark.parametrize("role", ["nobody", "former head", "administrator from tomorrow"])
def test_who_holds_no_role_today_has_only_what_is_ones_own(app: Flask, places, role: str) -> None:
    assert opened(app, places, role) == ONES_OWN


@pytest.mark.parametrize("role", ["head", "course administrator", "trainer", "mentor", "partner", "trainee"])
def test_no_role_opens_anything_of_another_program(app: Flask, places, role: str) -> None:
    assert opened(app, places, role, "foreign") & about_rows(app, places) == set()


@pytest.mark.parametrize("role", ["cohort administrator", "class teacher", "trainer", "mentor", "partner", "trainee"])
def test_a_role_in_a_cohort_opens_no_other_cohort_of_the_program(app: Flask, places, role: str) -> None:
    cohort_ids = {
        "cohort_id",
        "enrolment_id",
        "session_id",
        "item_id",
        "list_id",
        "award_list_id",
        "run_id",
        "certificate_id",
        "group_id",
    }
    of_cohorts = {rule.endpoint for rule, _method in guarded(app) if set(rule.arguments) & cohort_ids}

    assert opened(app, places, role, "sister") & of_cohorts == set()


def test_a_trainee_opens_nothing_of_another_trainee(app: Flask, places) -> None:
    assert opened(app, places, "trainee", "classmate") & about_rows(app, places) == OF_THE_CLASS


def test_a_partner_opens_nothing_of_a_trainee_whom_it_does_not_sponsor(app: Flask, places) -> None:
    of_trainees = {
        rule.endpoint for rule, _method in guarded(app) if set(rule.arguments) & {"enrolment_id", "person_id"}
    }

    assert opened(app, places, "partner", "classmate") & of_trainees == set()


@pytest.mark.parametrize("role", ["mentor", "partner", "trainee", "withdrawn trainee"])
def test_who_only_reads_changes_nothing_but_ones_own(app: Flask, places, role: str) -> None:
    own = {
        "attendance.deliver_taps", "attendance.end_my_calendar", "attendance.renew_my_calendar",
        "attendance.spoken_check_in", "people.change_password", "people.profile", "people.sign_out_everywhere",
    }  # fmt: skip

    asks = {
        "attendance.ask_leave", "attendance.edit_leave", "attendance.hand_in_make_up", "attendance.return_from_leave",
        "attendance.take_back", "class_papers.mine", "class_papers.reply",
    }  # fmt: skip
    answers = asks if role == "trainee" else set()
    assert opened(app, places, role, method="POST") == own | answers


def test_marks_and_scores_are_entered_by_those_who_teach_and_items_set_by_those_who_manage(app: Flask, places) -> None:
    entering = {"attendance.save_marks", "assessments.save_cells"}
    setting = {"assessments.new_item", "assessments.release", "cohorts.edit_cohort"}

    assert opened(app, places, "trainer") >= entering
    assert opened(app, places, "trainer") & setting == set()
    assert opened(app, places, "class teacher") & setting == set()
    assert opened(app, places, "cohort administrator") >= entering | setting


def test_only_the_programs_own_staff_approve_graduates_and_set_rules(app: Flask, places) -> None:
    deciding = {"completion.approve", "completion.adopt", "programs.publish", "programs.new_signatory"}

    assert opened(app, places, "cohort administrator") & deciding == set()
    assert opened(app, places, "course administrator") >= deciding


def test_whoever_prepares_honours_and_letters_does_not_approve_them(app: Flask, places) -> None:
    deciding = {"certificates.approve_award_list", "certificates.withdraw_award_list"}
    preparing = {"certificates.new_awards", "certificates.save_awards", "certificates.issue_awards"}

    assert opened(app, places, "course administrator") & (deciding | preparing) == preparing
    assert opened(app, places, "cohort administrator") & (deciding | preparing) == preparing
    assert opened(app, places, "head") >= deciding | preparing


def test_only_heads_name_heads(app: Flask, places) -> None:
    naming = {"programs.new_staff", "programs.end_role", "programs.new_sponsor", "programs.end_sponsorship"}

    assert opened(app, places, "course administrator") & naming == set()
    assert opened(app, places, "head") >= naming


def test_people_and_messages_of_the_whole_office_are_the_platform_administrators(app: Flask, places) -> None:
    offices = {"people.list_people", "people.edit_person", "people.list_messages", "people.resend", "people.add"}

    assert {role for role in places[0].people if opened(app, places, role) & offices} == set()


def test_the_platform_administrator_opens_everything(app: Flask, places) -> None:
    admin = factories.platform_administrator()
    closed = {
        rule.endpoint for rule, _method in guarded(app) if not opens(app, rule, admin, places[1].ids)
    } - TELLS_STRANGERS_WHY

    assert closed == TRAINEES_AND_THOSE_WHO_DECIDE
