"""What the design says of each role, said once more beside the table, so that the table cannot drift from it.

The table is read; that the program does what it says is asked in `test_walls`.
"""

import pytest
from flask import Flask

from tests.access.doors import guarded
from tests.access.table import COLUMNS, TELLS_STRANGERS_WHY, about_rows, endpoints, opened

ONES_OWN = {
    "assessments.my_results", "attendance.deliver_taps", "attendance.end_my_calendar", "attendance.my_attendance",
    "attendance.my_calendar", "attendance.my_class", "attendance.my_code",
    "attendance.renew_my_calendar", "attendance.spoken_check_in",
    "attendance.tap_list_state", "attendance.tap_lists", "certificates.my_certificates",
    "certificates.my_seals", "cohorts.list_cohorts", "completion.my_completion", "home.search",
    "people.change_password", "people.cities", "people.latin_name", "people.profile", "people.security",
    "people.sign_out_everywhere", "quizzes.my_quizzes",
}  # fmt: skip
# What a trainee does at a quiz.
ANSWERING = {
    "quizzes.add_file", "quizzes.hand_in_attempt", "quizzes.remove_file", "quizzes.save_page",
    "quizzes.save_sent_answers", "quizzes.start",
}  # fmt: skip
# What is handed out to everybody in the class.
OF_THE_CLASS = {
    "cohorts.show_cohort",
    "class_papers.contacts",
    "class_papers.handbook_of_class",
    "class_papers.leave_slips",
    "quizzes.my_quiz",
    "quizzes.start",
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
    "quizzes.answer_file",
    "quizzes.attempt_picture",
    "quizzes.attempt_result",
    "quizzes.hand_in_page",
    "quizzes.my_attempt",
    "quizzes.my_quiz",
    *ANSWERING,
}


@pytest.fixture
def engine_name() -> str:
    return "sqlite"  # addresses alone are asked for


def opens(role: str, rows: str = "own") -> set[str]:
    return opened(role, rows) - TELLS_STRANGERS_WHY


def asking_for(app: Flask, *arguments: str) -> set[str]:
    """Endpoints whose address has one of the arguments."""
    return {rule.endpoint for rule, _method in guarded(app) if rule.arguments & set(arguments)}


@pytest.mark.parametrize("role", ["nobody", "former head", "administrator from tomorrow"])
def test_who_holds_no_role_today_has_only_what_is_ones_own(role: str) -> None:
    assert opens(role) == ONES_OWN


@pytest.mark.parametrize("role", ["head", "course administrator", "trainer", "mentor", "partner", "trainee"])
def test_no_role_opens_anything_of_another_program(role: str) -> None:
    assert opens(role, "foreign") & about_rows() == set()


@pytest.mark.parametrize("role", ["cohort administrator", "class teacher", "trainer", "mentor", "partner", "trainee"])
def test_a_role_in_a_cohort_opens_no_other_cohort_of_the_program(app: Flask, role: str) -> None:
    of_cohorts = asking_for(
        app, "cohort_id", "enrolment_id", "session_id", "item_id", "list_id", "award_list_id", "run_id",
        "certificate_id", "group_id",
    )  # fmt: skip

    assert opens(role, "sister") & of_cohorts == set()


def test_a_trainee_opens_nothing_of_another_trainee() -> None:
    assert opens("trainee", "class") & about_rows() == OF_THE_CLASS


def test_a_partner_opens_nothing_of_a_trainee_whom_it_does_not_sponsor(app: Flask) -> None:
    assert opens("partner", "class") & asking_for(app, "enrolment_id", "person_id") == set()


@pytest.mark.parametrize("role", ["mentor", "partner", "trainee", "withdrawn trainee"])
def test_who_only_reads_changes_nothing_but_ones_own(app: Flask, role: str) -> None:
    own = {
        "attendance.deliver_taps", "attendance.end_my_calendar", "attendance.renew_my_calendar",
        "attendance.spoken_check_in", "people.change_password", "people.profile", "people.sign_out_everywhere",
    }  # fmt: skip

    asks = {
        "attendance.ask_leave", "attendance.edit_leave", "attendance.hand_in_make_up", "attendance.return_from_leave",
        "attendance.take_back", "class_papers.mine", "class_papers.reply", *ANSWERING,
    }  # fmt: skip
    answers = asks if role == "trainee" else set()
    acts = {rule.endpoint for rule, method in guarded(app) if method == "POST"}
    assert opens(role) & acts == own | answers


def test_marks_and_scores_are_entered_by_those_who_teach_and_items_set_by_those_who_manage() -> None:
    entering = {"attendance.save_marks", "assessments.save_cells"}
    setting = {"assessments.new_item", "assessments.release", "cohorts.edit_cohort"}

    assert opens("trainer") >= entering
    assert opens("trainer") & setting == set()
    assert opens("class teacher") & setting == set()
    assert opens("cohort administrator") >= entering | setting


def test_only_the_programs_own_staff_approve_graduates_and_set_rules() -> None:
    deciding = {"completion.approve", "completion.adopt", "programs.publish", "programs.new_signatory"}

    assert opens("cohort administrator") & deciding == set()
    assert opens("course administrator") >= deciding


def test_whoever_prepares_honours_and_letters_does_not_approve_them() -> None:
    deciding = {"certificates.approve_award_list", "certificates.withdraw_award_list"}
    preparing = {"certificates.new_awards", "certificates.save_awards", "certificates.issue_awards"}

    assert opens("course administrator") & (deciding | preparing) == preparing
    assert opens("cohort administrator") & (deciding | preparing) == preparing
    assert opens("head") >= deciding | preparing


def test_only_heads_name_heads() -> None:
    naming = {"programs.new_staff", "programs.end_role", "programs.new_sponsor", "programs.end_sponsorship"}

    assert opens("course administrator") & naming == set()
    assert opens("head") >= naming


def test_people_and_messages_of_the_whole_office_are_the_platform_administrators() -> None:
    offices = {"people.list_people", "people.edit_person", "people.list_messages", "people.resend", "people.add"}

    assert {role for role in COLUMNS if opens(role) & offices} == {"platform administrator"}


def test_the_platform_administrator_opens_everything() -> None:
    assert (
        endpoints() - opens("platform administrator", "foreign") - TELLS_STRANGERS_WHY == TRAINEES_AND_THOSE_WHO_DECIDE
    )
