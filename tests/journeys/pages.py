"""Every address of the program that shows a page, and the rows at which it is looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from tests.journeys.server import Office

# Endpoints that answer a GET with something else than a page. A new endpoint is listed here, or it is looked at.
NOT_PAGES = {
    "static": "files of the product",
    "icon.favicon": "leads to a file of the product",
    "health.healthz": "JSON",
    "language.choose": "leads back to the page",
    "people.cities": "the options of one field",
    "people.latin_name": "the help under one field",
    "people.organization_picture": "a picture",
    "programs.show_signature": "a picture",
    "programs.issuer_picture": "a picture",
    "cohorts.export_trainees": "a workbook",
    "cohorts.import_progress": "a part of a page, which asks for it again and again",
    "attendance.calendar_feed": "a calendar file",
    "attendance.check_in": "leads to the question whether one checks in",
    "attendance.check_in_panel": "a part of a page, which asks for it again and again",
    "attendance.scanned": "behind a code that runs out within minutes",
    "attendance.class_hours_workbook": "a workbook",
    "attendance.leave_file": "the file that was attached",
    "attendance.make_up_file": "the file that was handed in",
    "attendance.marks": "JSON",
    "attendance.sheet_photo": "the photo of a sheet",
    "attendance.sign_in_sheet": "a PDF",
    "attendance.tap_list_marks": "JSON",
    "attendance.tap_list_state": "JSON",
    "attendance.tap_list_worker": "a script",
    "assessments.export_scores": "a workbook or CSV",
    "class_papers.approval_workbook": "a workbook",
    "class_papers.badges": "a PDF or a workbook",
    "class_papers.contacts": "a PDF or a workbook",
    "class_papers.empty_slip": "a PDF or a workbook",
    "class_papers.handbook_of_class": "a PDF or a workbook",
    "class_papers.leave_slips": "a PDF or a workbook",
    "class_papers.roster": "a PDF or a workbook",
    "class_papers.seating_on_paper": "a PDF or a workbook",
    "class_papers.sign_in_sheets": "a PDF or a workbook",
    "class_papers.table_cards": "a PDF or a workbook",
    "completion.download_scan": "the file that was attached",
    "class_papers.leave_slip_of": "a PDF",
    "completion.leave_effect": "a part of a page, which asks for it",
    "completion.leave_outlook": "a part of a page, which asks for it",
    "completion.may_still_miss": "a part of a page, which asks for it",
    "completion.sheet": "a PDF",
    "certificates.archive": "a zip",
    "certificates.award_approval_sheet": "a PDF",
    "certificates.award_picture": "a picture",
    "certificates.download": "a PDF",
    "certificates.duplicate": "a PDF",
    "certificates.example_design": "a zip",
    "certificates.shipped_picture": "a picture",
    "certificates.version_picture": "a picture",
    "certificates.picture": "a picture",
    "certificates.preview_picture": "a picture",
    "certificates.take_file": "a PDF",
    "certificates.serial_example": "the example under one field",
    "certificates.print_set_file": "a PDF",
    "certificates.print_set_progress": "a part of a page, which asks for it again and again",
    "certificates.print_test": "a PDF",
    "certificates.receipts": "a PDF",
    "certificates.receipts_workbook": "a workbook",
    "certificates.run_progress": "a part of a page, which asks for it again and again",
    "quizzes.handed_in_file": "the file that was handed in",
    "quizzes.export_results": "a workbook or CSV",
    "quizzes.mark_next": "leads to the next answer that waits",
    "quizzes.answer_file": "the file that was handed in",
    "quizzes.attempt_picture": "a picture",
    "verification.answer_json": "JSON",
    "questions.bank_of_cohort": "leads to the bank of the program",
    "questions.show_picture": "a picture",
    "quizzes.uses_of_question": "a part of a page, which asks for it",
    "questions.export_gift": "a file",
    "questions.export_qti": "a zip",
    "questions.export_xlsx": "a workbook",
    "questions.export_xml": "a file",
    "questions.import_progress": "a part of a page, which asks for it again and again",
    "questions.import_template": "a workbook",
}

OWN_ATTEMPTS = (
    "SELECT attempt.id FROM attempt JOIN enrolment ON enrolment.id = enrolment_id"
    " JOIN person ON person.id = person_id WHERE person.email = 'trainee04@example.org'"
)
# The rows that may stand for each argument, by name; of the first that a person may see, or of all.
ARGUMENTS = {
    "program_id": "SELECT id FROM program ORDER BY id",
    "curriculum_id": "SELECT id FROM curriculum ORDER BY id DESC",
    "module_id": "SELECT max(id) FROM module",
    "unit_id": "SELECT max(id) FROM unit",
    "folder_id": "SELECT min(id) FROM question_folder",
    "question_id": "SELECT min(id) FROM question WHERE kind IN ('single', 'cloze', 'matrix') GROUP BY kind ORDER BY 1",
    "question_kind": "SELECT kind FROM question WHERE kind IN ('matching', 'numerical') GROUP BY kind",
    "question_import_id": "SELECT id FROM question_import ORDER BY id",
    "competency_id": "SELECT min(id) FROM competency",
    "issuer_id": "SELECT min(id) FROM program_issuer",
    "signatory_id": "SELECT min(id) FROM signatory",
    "program_staff_id": "SELECT min(id) FROM program_staff",
    "sponsorship_id": "SELECT min(id) FROM sponsorship",
    "cohort_id": "SELECT cohort_id FROM class_session WHERE check_in_key IS NOT NULL UNION SELECT min(id) FROM cohort",
    "group_id": "SELECT max(id) FROM trainee_group",
    "staff_id": "SELECT max(id) FROM cohort_staff",
    "enrolment_id": "SELECT max(id) FROM enrolment UNION SELECT min(enrolment_id) FROM waiver ORDER BY 1 DESC",
    "import_id": "SELECT min(id) FROM roster_import GROUP BY state, forgotten_at IS NULL",
    "session_id": "SELECT id FROM class_session WHERE check_in_key IS NOT NULL UNION SELECT max(id) FROM class_session",
    "make_up_id": "SELECT id FROM make_up ORDER BY id",
    "leave_id": "SELECT id FROM leave_request ORDER BY id",
    "meeting_id": "SELECT min(id) FROM meeting_import GROUP BY confirmed_at IS NULL, forgotten_at IS NULL",
    "item_id": "SELECT max(id) FROM graded_item",
    "list_id": "SELECT id FROM graduate_list ORDER BY id DESC",
    "award_list_id": "SELECT id FROM award_list",
    "run_id": "SELECT id FROM issue_run",
    "certificate_id": "SELECT min(certificate_id) FROM certificate_event GROUP BY what",
    "design_id": "SELECT id FROM certificate_design ORDER BY id",
    "design_version_id": "SELECT id FROM certificate_design_version WHERE frozen_at IS NULL ORDER BY id",
    "person_id": "SELECT person_id FROM account ORDER BY id DESC LIMIT 1",
    "organization_id": "SELECT id FROM organization WHERE logo_key IS NOT NULL LIMIT 1",
    "message_id": "SELECT min(id) FROM message",
    "quiz_id": "SELECT id FROM quiz ORDER BY id DESC",
    "section_id": "SELECT max(id) FROM quiz_section",
    "slot_id": "SELECT max(id) FROM quiz_slot",
    "allowance_id": "SELECT max(id) FROM quiz_allowance",
    "attempt_id": "SELECT min(id) FROM attempt GROUP BY quiz_id, handed_in_at IS NULL UNION " + OWN_ATTEMPTS,
    "answer_id": "SELECT min(attempt_answer.id) FROM attempt_answer JOIN attempt ON attempt.id = attempt_id"
    " WHERE handed_in_at IS NOT NULL GROUP BY attempt_answer.points IS NULL",
    "code": "SELECT min(code) FROM certificate_event JOIN certificate ON certificate.id = certificate_id GROUP BY what",
}
# Where one row does not fit the other, or only its own trainee sees it.
OWN_MARK = (
    "SELECT session_id, enrolment_id FROM attendance_mark JOIN enrolment ON enrolment.id = enrolment_id"
    " JOIN person ON person.id = person_id WHERE person.email = 'trainee04@example.org' LIMIT 1"
)
DECIDED = (
    "SELECT list_id, min(award_entry.id) FROM award_entry JOIN award_list ON award_list.id = list_id"
    " WHERE award_list.state = 'approved' GROUP BY list_id"
)
ASKED = (
    "SELECT quiz_id, question_id FROM attempt_answer JOIN attempt ON attempt.id = attempt_id"
    " JOIN question_version ON question_version.id = version_id JOIN question ON question.id = question_id"
    " WHERE handed_in_at IS NOT NULL GROUP BY kind ORDER BY 1, 2"
)
MISSED = "SELECT session_id, enrolment_id FROM attendance_mark WHERE status = 'absent' ORDER BY id DESC LIMIT 2"
TOGETHER = {
    "attendance.mark_history": (("session_id", "enrolment_id"), OWN_MARK),
    "attendance.checked_in": (("session_id",), OWN_MARK),
    "attendance.arrange_make_up": (("session_id", "enrolment_id"), MISSED),
    "quizzes.analysis_of_question": (("quiz_id", "question_id"), ASKED),
    "quizzes.regrade": (("quiz_id", "question_id"), f"{ASKED} LIMIT 1"),
    "notices.edit_letter": (("cohort_id", "kind"), "SELECT min(id), 'before_session' FROM cohort"),
    "certificates.award_record": (("award_list_id", "award_entry_id"), DECIDED),
}
# Pages behind a link that somebody was given; `unfinished` makes one of each.
PERSONAL_LINKS = ("people.accept_invitation", "certificates.take")

# Pages that show something else for a question in their address.
KINDS = ("minimum_share", "most_leave", "most_absences", "minimum_score", "required_items", "group")
QUERIES = {
    "home.search": ("", "q=王", "q=nobody"),
    "attendance.register": ("", "plain=1"),
    "attendance.shift": ("", "first_day=2020-01-01&number=2&unit=weeks"),
    "attendance.series": (
        "",
        "title_zh=读书会&first_day=2027-01-09&weekdays=5&starts=19:00&ends=21:00&class_hours=2&times=3&unit_id=&every=1",
    ),
    "attendance.days_off": ("year=2026", "year=2040"),
    "attendance.show_meeting": ("", "part=missing", "part=unknown", "part=staff", "part=recognised"),
    "attendance.plan": ("", "first_day=2027-01-09&weekdays=5&weekdays=6&morning_starts=09:00&morning_ends=12:00"),
    "cohorts.enrolments": ("", "q=nobody"),
    "questions.list_questions": ("", "q=nothing"),
    "questions.show_import": ("", "verdict=refused"),
    "completion.add": tuple(f"group=all&kind={kind}" for kind in KINDS),
    "completion.edit": ("rule=all",),
    "quizzes.regrade": ("", "all=yes"),
}


@dataclass(frozen=True)
class Place:
    endpoint: str
    path: str


def pages(app: Flask) -> Iterator[Rule]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.endpoint):
        if "GET" in (rule.methods or ()) and rule.endpoint not in NOT_PAGES:
            yield rule


def places_of(rule: Rule, office: Office) -> Iterator[Place]:
    for values in _values(rule, office):
        built = rule.build(values)
        assert built is not None
        for query in QUERIES.get(rule.endpoint, ("",)):
            yield Place(rule.endpoint, f"{built[1]}?{query}".rstrip("?"))


def _values(rule: Rule, office: Office) -> Iterator[dict[str, object]]:
    if rule.endpoint in TOGETHER:
        together, query = TOGETHER[rule.endpoint]
        yield from (dict(zip(together, row, strict=False)) for row in office.rows(query))
        return
    names = tuple(sorted(rule.arguments))
    for chosen in product(*(_choices(rule, name, office) for name in names)):
        yield dict(zip(names, chosen, strict=True))


def _choices(rule: Rule, name: str, office: Office) -> list[object]:
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return sorted(converter.items)
    if name not in ARGUMENTS:
        return []
    return [value for (value,) in office.rows(ARGUMENTS[name])]
