"""The history of a trainee's marks, for staff and for the trainee."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining import clock
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import MarkSource
from cgtraining.attendance.operations import mark
from cgtraining.attendance.queries.history import history_of_trainee
from cgtraining.cohorts.models import Cohort, CohortRole
from cgtraining.people.models import Person
from tests import factories
from tests.attendance.factories import DURING, NEXT_WEEK, NOTHING, PRESENT, cell, late

SignIn = Callable[[Person], FlaskClient]
Count = Callable[[Callable[[], Any]], int]


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    return factories.cohort()


def test_every_change_is_told_with_what_it_was_before_and_by_whom(cohort: Cohort) -> None:
    first, second = factories.class_session(cohort), factories.class_session(cohort, DURING + timedelta(days=1))
    trainee, teacher = factories.enrolment(cohort), factories.person("赵讲师", "ZHAO")
    other = factories.enrolment(cohort)
    with clock.frozen(DURING):
        mark(session=first, cells=[cell(trainee, PRESENT), cell(other, PRESENT)], actor=None, source=MarkSource.QR)
        mark(session=first, cells=[cell(trainee, late(20), PRESENT)], actor=teacher)
    with clock.frozen(NEXT_WEEK):
        mark(session=second, cells=[cell(trainee, PRESENT)], actor=teacher)
        mark(session=first, cells=[cell(trainee, NOTHING, late(20))], actor=teacher, reason="登错人")
    found = [(one.session_id, one.old, one.new, one.source, one.reason) for one in history_of_trainee(trainee)]
    assert found == [
        (first.id, late(20), MarkValue(None), MarkSource.REGISTER, "登错人"),
        (second.id, NOTHING, PRESENT, MarkSource.REGISTER, None),
        (first.id, PRESENT, late(20), MarkSource.REGISTER, None),
        (first.id, NOTHING, PRESENT, MarkSource.QR, None),
    ]
    assert [one.actor_zh for one in history_of_trainee(trainee)] == ["赵讲师", "赵讲师", "赵讲师", None]


def test_the_trainee_and_staff_read_it_and_a_classmate_does_not(cohort: Cohort, sign_in: SignIn) -> None:
    session, trainee, other = factories.class_session(cohort), factories.enrolment(cohort), factories.enrolment(cohort)
    page = f"/enrolments/{trainee.id}/attendance/history?lang=en"
    assert "Nothing was marked yet" in sign_in(trainee.person).get(page).get_data(as_text=True)
    with clock.frozen(DURING):
        mark(session=session, cells=[cell(trainee, late(20))], actor=factories.person())
    for person in (trainee.person, factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER)):
        assert "Late 20 min" in sign_in(person).get(page).get_data(as_text=True)
    assert sign_in(other.person).get(page).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_changes(
    cohort: Cohort, sign_in: SignIn, count_queries: Count
) -> None:
    session, trainee = factories.class_session(cohort), factories.enrolment(cohort)
    client = sign_in(factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER))
    page = f"/enrolments/{trainee.id}/attendance/history"
    with clock.frozen(DURING):
        mark(session=session, cells=[cell(trainee, PRESENT)], actor=factories.person())
        client.get(page)
        with_one = count_queries(lambda: client.get(page))
        mark(session=session, cells=[cell(trainee, late(20), PRESENT)], actor=factories.person())
        mark(session=session, cells=[cell(trainee, PRESENT, late(20))], actor=factories.person())
        assert count_queries(lambda: client.get(page)) == with_one
