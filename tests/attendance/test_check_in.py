from dataclasses import replace
from datetime import timedelta

import pytest

from cgtraining import clock
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import MarkSource
from cgtraining.attendance.operations import (
    cancel_session,
    check_in,
    close_check_in,
    coming_in,
    enter,
    mark,
    open_check_in,
)
from cgtraining.attendance.queries import count_present, door_of, latest_arrivals, sessions_open_for, stored_marks
from cgtraining.cohorts.models import EnrolmentState
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from tests import factories
from tests.attendance.factories import DURING, PRESENT, SICK, START, cell, late

ARRIVED = START + timedelta(minutes=5)


@pytest.fixture
def opened(session):
    with clock.frozen(START):
        return open_check_in(session=session, actor=None)


def scan(session, person, at=ARRIVED, now=None):
    db.session.flush()
    with clock.frozen(now or at):
        return check_in(door=door_of(session.id), person_id=person.id, arrived_at=at, source=MarkSource.QR)


def refusal(session, person, at=ARRIVED) -> str:
    with pytest.raises(RuleBroken) as found:
        scan(session, person, at)
    return str(found.value)


def test_who_scans_in_time_is_present(opened, trainee) -> None:
    result = scan(opened, trainee.person)
    assert (result.value, result.already) == (PRESENT, False)
    assert stored_marks(opened, [trainee.id])[trainee.id].value == PRESENT
    assert count_present(opened) == 1
    assert [arrival.enrolment_id for arrival in latest_arrivals(opened)] == [trainee.id]


def test_who_scans_late_is_late_by_the_minutes_of_the_scan_not_of_the_sign_in(opened, trainee) -> None:
    scanned = START + timedelta(minutes=12)
    result = scan(opened, trainee.person, scanned, now=START + timedelta(minutes=19))
    assert result.value == late(12)


def test_scanning_twice_is_friendly_and_changes_nothing(opened, trainee) -> None:
    scan(opened, trainee.person)
    result = scan(opened, trainee.person, START + timedelta(minutes=40))
    assert (result.value, result.already) == (PRESENT, True)


def test_a_leave_that_staff_entered_is_not_overwritten(opened, trainee) -> None:
    with clock.frozen(START):
        mark(session=opened, cells=[cell(trainee, SICK)], actor=None)
    assert "Sick leave" in refusal(opened, trainee.person) or "病假" in refusal(opened, trainee.person)
    assert stored_marks(opened, [trainee.id])[trainee.id].value == SICK


def test_each_refusal_is_a_sentence_of_its_own(cohort, session, trainee) -> None:
    stranger = factories.person()
    gone = factories.enrolment(cohort, state=EnrolmentState.WITHDRAWN)
    sentences = [refusal(session, trainee.person)]
    with clock.frozen(START):
        open_check_in(session=session, actor=None)
    sentences += [refusal(session, stranger), refusal(session, gone.person)]
    with clock.frozen(ARRIVED):
        close_check_in(session=session, actor=None)
    sentences.append(refusal(session, trainee.person, ARRIVED + timedelta(seconds=1)))
    cancel_session(session=session, reason="台风", actor=None)
    sentences.append(refusal(session, trainee.person))
    assert len(set(sentences)) == 5


def test_check_in_closes_by_itself_at_the_end(opened, trainee) -> None:
    assert refusal(opened, trainee.person, opened.ends_at)


def test_opening_makes_a_new_key(session) -> None:
    with clock.frozen(DURING):
        first = open_check_in(session=session, actor=None).check_in_key
        assert open_check_in(session=session, actor=None).check_in_key != first


def test_check_in_is_not_opened_the_day_before_nor_after_the_end(session) -> None:
    for moment in (START - timedelta(days=1), session.ends_at):
        with clock.frozen(moment), pytest.raises(RuleBroken):
            open_check_in(session=session, actor=None)


def test_check_in_is_not_opened_without_a_lasting_address(app, session, monkeypatch) -> None:
    settings = replace(app.extensions["cgtraining.settings"], public_url="http://10.0.0.5:8000")
    monkeypatch.setitem(app.extensions, "cgtraining.settings", settings)
    with clock.frozen(START), pytest.raises(RuleBroken):
        open_check_in(session=session, actor=None)
    monkeypatch.setitem(app.extensions, "cgtraining.settings", replace(settings, local_trial=True))
    with clock.frozen(START):
        assert open_check_in(session=session, actor=None)


def test_open_sessions_are_found_for_their_trainees_only(opened, trainee) -> None:
    with clock.frozen(ARRIVED):
        assert sessions_open_for(trainee.person) == [opened]
        assert sessions_open_for(factories.person()) == []
    with clock.frozen(opened.ends_at):
        assert sessions_open_for(trainee.person) == []


def test_a_mark_made_meanwhile_by_staff_stands(opened, trainee) -> None:
    door = door_of(opened.id)
    with clock.frozen(ARRIVED):
        coming = coming_in(door=door, person_id=trainee.person_id, arrived_at=ARRIVED, source=MarkSource.QR)
        mark(session=opened, cells=[cell(trainee, late(3))], actor=None)
        result = enter(door=door, coming=coming)
        assert (result.value, result.already) == (MarkValue(late(3).status, 3), True)
        mark(session=opened, cells=[cell(trainee, SICK, late(3))], actor=None)
        with pytest.raises(RuleBroken):
            enter(door=door, coming=coming)
    assert stored_marks(opened, [trainee.id])[trainee.id].value == SICK
