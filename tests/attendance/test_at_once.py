"""Many people at once: nothing is lost, doubled or refused for being busy."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from cgtraining import clock
from cgtraining.attendance.marking import Cell
from cgtraining.attendance.models import ClassSession, MarkSource
from cgtraining.attendance.operations import check_in, mark, open_check_in
from cgtraining.attendance.queries import door_of, history_of_mark, marks_in
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from tests import factories
from tests.attendance.factories import ABSENT, NOTHING, PRESENT, START, late


def at_once(app: Flask, calls) -> list:
    """Each call in a thread, a context and a transaction of its own, at the start of the session."""

    def run(call):
        with app.app_context(), clock.frozen(START):
            result = call()
            db.session.commit()
            return result

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_eight_people_in_one_cell_save_one_and_tell_the_others(app) -> None:
    cohort = factories.cohort()
    session_id, trainee_id = factories.class_session(cohort).id, factories.enrolment(cohort).id
    db.session.commit()

    def entering(value):
        return lambda: mark(
            session=db.session.get(ClassSession, session_id), cells=[Cell(trainee_id, NOTHING, value)], actor=None
        )

    results = at_once(app, [entering(late(minutes)) for minutes in range(1, 9)])
    assert sorted(len(result.conflicts) for result in results) == [0] + [1] * 7
    assert len(history_of_mark(session_id, trainee_id)) == 1


def test_a_hall_checks_in_while_the_register_is_kept(app) -> None:
    cohort = factories.cohort()
    session = factories.class_session(cohort)
    with clock.frozen(START):
        open_check_in(session=session, actor=None)
    trainees = [factories.enrolment(cohort).id for _ in range(12)]
    absent = [factories.enrolment(cohort).id for _ in range(4)]
    session_id = session.id
    db.session.commit()

    def scanning(enrolment_id):
        def call():
            who = db.session.get(Enrolment, enrolment_id).person
            return check_in(door=door_of(session_id), person_id=who.id, arrived_at=START, source=MarkSource.QR)

        return call

    def marking(enrolment_id):
        return lambda: mark(
            session=db.session.get(ClassSession, session_id), cells=[Cell(enrolment_id, NOTHING, ABSENT)], actor=None
        )

    at_once(app, [*map(scanning, trainees), *map(marking, absent)])
    found = marks_in(db.session.get(ClassSession, session_id))
    assert found == dict.fromkeys(trainees, PRESENT) | dict.fromkeys(absent, ABSENT)


def test_a_thumb_that_presses_eight_times_checks_in_once(app) -> None:
    cohort = factories.cohort()
    session, trainee = factories.class_session(cohort), factories.enrolment(cohort)
    with clock.frozen(START):
        open_check_in(session=session, actor=None)
    session_id, trainee_id, person_id = session.id, trainee.id, trainee.person_id
    db.session.commit()

    def pressing():
        return check_in(door=door_of(session_id), person_id=person_id, arrived_at=START, source=MarkSource.QR)

    results = at_once(app, [pressing] * 8)
    assert sorted(result.already for result in results) == [False] + [True] * 7
    assert len(history_of_mark(session_id, trainee_id)) == 1
