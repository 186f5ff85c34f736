"""Who may open which page of attendance: role by endpoint."""

import pytest
from flask import url_for

from cgtraining.attendance.models import ClassSession
from cgtraining.cohorts.models import CohortRole
from tests import factories

STAFF = ("platform", "program", "administrator", "class_teacher", "trainer", "mentor")
MARKERS = ("platform", "program", "administrator", "class_teacher", "trainer")
PLANNERS = ("platform", "program", "administrator", "class_teacher")
ALL = (*STAFF, "trainee", "stranger", "other_staff")

# endpoint, method, who may, what the address needs
PAGES = [
    ("sessions", "get", STAFF, "cohort_id"),
    ("class_hours", "get", STAFF, "cohort_id"),
    ("class_hours_workbook", "get", STAFF, "cohort_id"),
    ("plan", "get", PLANNERS, "cohort_id"),
    ("create_planned", "post", PLANNERS, "cohort_id"),
    ("new_session", "get", PLANNERS, "cohort_id"),
    ("edit_session", "get", PLANNERS, "session_id"),
    ("cancel_session", "post", PLANNERS, "session_id"),
    ("reinstate_session", "post", PLANNERS, "session_id"),
    ("register", "get", STAFF, "session_id"),
    ("marks", "get", STAFF, "session_id"),
    ("sign_in_sheet", "get", STAFF, "session_id"),
    ("save_register", "post", MARKERS, "session_id"),
    ("save_marks", "post", MARKERS, "session_id"),
    ("check_in_screen", "get", MARKERS, "session_id"),
    ("check_in_panel", "get", MARKERS, "session_id"),
    ("open_check_in", "post", MARKERS, "session_id"),
    ("close_check_in", "post", MARKERS, "session_id"),
    ("mark_history", "get", (*STAFF, "trainee"), "session_id enrolment_id"),
    ("delete_session", "post", PLANNERS, "session_id"),
    ("trainee_attendance", "get", (*STAFF, "trainee"), "enrolment_id"),
]


@pytest.fixture
def house(app):
    """A cohort with everyone in it, and the staff of another one."""
    cohort = factories.cohort()
    session = factories.class_session(cohort)
    trainee = factories.enrolment(cohort)
    other = factories.cohort()
    people = {
        "platform": factories.platform_administrator(),
        "program": factories.program_staff(cohort.program),
        "trainee": trainee.person,
        "stranger": factories.enrolment(other).person,
        "other_staff": factories.program_staff(other.program),
    }
    for role in CohortRole:
        people[role.value] = factories.cohort_staff(cohort, role)
    ids = {"cohort_id": cohort.id, "session_id": session.id, "enrolment_id": trainee.id}
    return people, ids


@pytest.mark.parametrize("role", ALL)
def test_pages_open_for_whom_they_should_and_do_not_exist_for_others(app, house, sign_in, role) -> None:
    people, ids = house
    client = sign_in(people[role])
    for endpoint, method, allowed, needs in PAGES:
        with app.test_request_context():
            address = url_for(f"attendance.{endpoint}", **{name: ids[name] for name in needs.split()})
        status = getattr(client, method)(address).status_code
        assert (status != 404) == (role in allowed), (endpoint, status)


def test_whoever_is_not_signed_in_is_sent_to_sign_in(app, house, client) -> None:
    _people, ids = house
    for endpoint, method, _allowed, needs in PAGES:
        with app.test_request_context():
            address = url_for(f"attendance.{endpoint}", **{name: ids[name] for name in needs.split()})
        assert "/sign-in" in getattr(client, method)(address).headers["Location"], endpoint


def test_a_trainee_reads_the_history_of_the_own_mark_only(app, house, sign_in) -> None:
    people, ids = house
    session = app.extensions["sqlalchemy"].session.get(ClassSession, ids["session_id"])
    classmate = factories.enrolment(session.cohort)
    elsewhere = factories.enrolment(factories.cohort())
    client = sign_in(people["trainee"])
    statuses = [
        client.get(f"/sessions/{session.id}/marks/{enrolment_id}").status_code
        for enrolment_id in (ids["enrolment_id"], classmate.id, elsewhere.id, 0)
    ]
    assert statuses == [200, 404, 404, 404]
