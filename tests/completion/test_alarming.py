"""Staff are told once of each trainee who can no longer pass, and that it is over when it was a mistake."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from cgtraining import clock
from cgtraining.attendance.models import AttendanceStatus, Mark
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStatus, Enrolment, EnrolmentState
from cgtraining.cohorts.operations import touch
from cgtraining.completion import alarming
from cgtraining.completion.models import Alarm, Waiver
from cgtraining.database import db
from cgtraining.home.figures import beyond_passing
from cgtraining.mail.models import Message
from tests import factories
from tests.completion.factories import taught_cohort, trainee
from tests.workers import in_two_workers

pytestmark = pytest.mark.usefixtures("app")
IN_COURSE = datetime(2026, 3, 20, tzinfo=UTC)


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    """In the middle: five sessions were held. Four hours of twenty may be missed, and two absences are allowed."""
    made = taught_cohort(status=CohortStatus.RUNNING)
    factories.cohort_staff(made, CohortRole.CLASS_TEACHER)
    return made


def look(cohort: Cohort, at: datetime = IN_COURSE) -> None:
    db.session.commit()
    with clock.frozen(at):
        alarming.look_at(cohort.id)


def alarms() -> list[tuple[int, str, int, bool]]:
    found = db.session.scalars(select(Alarm).order_by(Alarm.id)).all()
    return [(one.enrolment_id, one.rule_key, one.occasion, one.over_at is None) for one in found]


def messages() -> list[Message]:
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def make_present(enrolment: Enrolment) -> None:
    for mark in db.session.scalars(select(Mark).where(Mark.enrolment_id == enrolment.id)):
        mark.status = AttendanceStatus.PRESENT


def test_staff_are_told_once_of_who_can_no_longer_pass_and_why(cohort: Cohort) -> None:
    good, lost = trainee(cohort), trainee(cohort, attended=2, who=factories.person("王芳", "WANG Fang"))
    look(cohort)
    look(cohort, IN_COURSE + timedelta(days=2))
    assert alarms() == [(lost.id, "hours", 1, True), (lost.id, "absences", 1, True)]
    (told,) = messages()
    assert told.subject.startswith("1 ")
    assert told.body.count("王芳") == 2
    assert told.link is not None
    assert told.link.endswith(f"/cohorts/{cohort.id}/completion?state=not_met")
    assert beyond_passing([cohort.id]) == {cohort.id: 1}
    assert good.id not in {one[0] for one in alarms()}


def test_what_was_a_mistake_is_over(cohort: Cohort) -> None:
    someone = trainee(cohort, attended=2)
    look(cohort)
    make_present(someone)
    look(cohort)
    assert [one[3] for one in alarms()] == [False, False]
    assert beyond_passing([cohort.id]) == {}
    assert len(messages()) == 1


def test_a_later_loss_by_the_same_rule_is_an_occasion_of_its_own(cohort: Cohort) -> None:
    someone = trainee(cohort, attended=2)
    look(cohort)
    make_present(someone)
    look(cohort)
    for mark in db.session.scalars(select(Mark).where(Mark.enrolment_id == someone.id)):
        mark.status = AttendanceStatus.ABSENT
    look(cohort)
    assert [(key, occasion) for _id, key, occasion, is_open in alarms() if is_open] == [("hours", 2), ("absences", 2)]
    assert len(messages()) == 2


def test_waiving_the_rule_or_leaving_the_cohort_ends_the_alarm(cohort: Cohort) -> None:
    one, other = trainee(cohort, attended=2), trainee(cohort, attended=2)
    look(cohort)
    for key in ("hours", "absences"):
        db.session.add(Waiver(enrolment=one, rule_key=key, reason="公派"))
    other.state = EnrolmentState.WITHDRAWN
    look(cohort)
    assert not any(is_open for *_rest, is_open in alarms())


def test_where_the_cohort_has_no_staff_the_program_is_told(app: Flask) -> None:
    cohort = taught_cohort(status=CohortStatus.RUNNING)
    head = factories.program_staff(cohort.program)
    trainee(cohort, attended=2)
    look(cohort)
    assert [one.person_id for one in messages()] == [head.id]


def test_a_cohort_that_is_over_alarms_nobody(cohort: Cohort) -> None:
    trainee(cohort, attended=2)
    cohort.status = CohortStatus.FINISHED
    look(cohort)
    assert (alarms(), messages()) == ([], [])


def test_a_cohort_that_is_gone_is_passed_over(app: Flask) -> None:
    alarming.look_at(10**6)
    assert alarms() == []


def test_what_was_entered_rests_ten_minutes_before_it_is_looked_at(cohort: Cohort) -> None:
    someone = trainee(cohort)
    assert due(IN_COURSE) == [cohort.id]
    look(cohort)
    assert due(IN_COURSE + timedelta(minutes=30)) == []
    with clock.frozen(IN_COURSE + timedelta(minutes=30)):
        touch(someone.id)
    assert due(IN_COURSE + timedelta(minutes=39)) == []
    assert due(IN_COURSE + timedelta(minutes=40)) == [cohort.id]
    look(cohort, IN_COURSE + timedelta(minutes=40))
    assert due(IN_COURSE + timedelta(hours=20)) == []
    assert due(IN_COURSE + timedelta(days=2)) == [cohort.id]


def due(at: datetime) -> list[int]:
    db.session.commit()
    with clock.frozen(at):
        return list(alarming.cohorts_to_look_at())


def test_two_workers_who_look_at_the_same_time_tell_it_once(app: Flask, cohort: Cohort) -> None:
    trainee(cohort, attended=2)
    cohort_id = cohort.id
    db.session.commit()
    broken = in_two_workers(app, IN_COURSE, lambda: alarming.look_at(cohort_id))
    assert broken == []
    assert (len(alarms()), len(messages())) == (2, 1)


def test_a_kill_before_the_commit_leaves_neither_alarm_nor_message(cohort: Cohort, monkeypatch) -> None:
    trainee(cohort, attended=2)
    db.session.commit()

    def killed(**_values: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(alarming, "tell", killed)
    with clock.frozen(IN_COURSE), pytest.raises(KeyboardInterrupt):
        alarming.look_at(cohort.id)
    db.session.rollback()
    assert (alarms(), messages()) == ([], [])
    monkeypatch.undo()
    look(cohort)
    assert (len(alarms()), len(messages())) == (2, 1)
