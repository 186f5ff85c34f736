"""The tabs of a cohort's record, each a page of its own room; a reader sees those that open for them."""

from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import lazy_gettext as _l

from cgtraining.cohorts.access import may_examine_cohort, may_list_trainees, may_manage_cohort, may_teach_cohort
from cgtraining.cohorts.models import Cohort
from cgtraining.people.access import me


@dataclass(frozen=True)
class CohortRights:
    """What the reader may do with this cohort, asked once for the whole page."""

    manages: bool
    teaches: bool
    lists: bool
    examines: bool = False
    sees: bool = True


TABS = (
    ("overview", _l("Overview"), "cohorts.show_cohort", "sees"),
    ("trainees", _l("Trainees"), "cohorts.enrolments", "lists"),
    ("sessions", _l("Sessions and attendance"), "attendance.sessions", "teaches"),
    ("scores", _l("Scores"), "assessments.gradebook", "teaches"),
    ("quizzes", _l("Quizzes"), "quizzes.list_quizzes", "examines"),
    ("questions", _l("Question bank"), "questions.bank_of_cohort", "examines"),
    ("completion", _l("Completion"), "completion.overview", "manages"),
    ("certificates", _l("Certificates"), "certificates.of_cohort", "manages"),
    ("papers", _l("Papers"), "class_papers.of_cohort", "teaches"),
    ("staff", _l("Staff"), "cohorts.list_staff", "teaches"),
)


def cohort_rights(cohort: Cohort) -> CohortRights:
    person = me()
    manages = may_manage_cohort(person, cohort)
    teaches = manages or may_teach_cohort(person, cohort)
    lists = teaches or may_list_trainees(person, cohort)
    return CohortRights(manages, teaches, lists, examines=manages or may_examine_cohort(person, cohort))


def cohort_tabs(cohort: Cohort, current: str) -> list[tuple[object, str, bool]]:
    """For the macro `tabs`: (label, address, is it this page)."""
    rights = cohort_rights(cohort)
    return [
        (label, url_for(endpoint, cohort_id=cohort.id), key == current)
        for key, label, endpoint, right in TABS
        if getattr(rights, right) and endpoint in current_app.view_functions
    ]
