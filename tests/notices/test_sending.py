"""Each person is reminded of each occasion once, in their language, and the log says what became of it."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from cgtraining import clock
from cgtraining.assessments.models import ItemKind, Score
from cgtraining.attendance.models import MakeUp, MakeUpState, SessionStatus
from cgtraining.class_papers.models import PaperTexts, ReplySlip
from cgtraining.cohorts.models import Cohort, EnrolmentState
from cgtraining.database import db
from cgtraining.mail.models import Message
from cgtraining.notices import sending
from cgtraining.notices.models import Reminder, ReminderKind, ReminderState
from cgtraining.notices.operations import RuleValues, set_rules
from cgtraining.programs.models import SessionKind
from cgtraining.quizzes.models import Attempt, Quiz
from tests import factories
from tests.attendance.factories import ABSENT, PRESENT, START, stored
from tests.workers import in_two_workers

DAY_BEFORE = START - timedelta(hours=20)  # one in the afternoon
RULES = RuleValues(True, 24, True, 24, True, 3, time(21, 30), time(8))
OFF = RuleValues(False, 24, False, 24, False, 3, time(21, 30), time(8))


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    return factories.cohort()


def turn(cohort: Cohort, values: RuleValues = RULES, at: datetime = START - timedelta(days=30)) -> int:
    with clock.frozen(at):
        rules = set_rules(cohort=cohort, values=values, version=None, actor=None)
        rules_id = rules.id
    db.session.commit()
    return rules_id


def trainee(cohort: Cohort, **values: object):
    return factories.enrolment(cohort, factories.person(**values), created_at=START - timedelta(days=40))


def sweep(at: datetime) -> int:
    db.session.commit()
    with clock.frozen(at):
        found = list(sending.rules_with_work())
        db.session.commit()
        for rules_id in found:
            sending.send_due(rules_id)
    return len(found)


def log() -> list[tuple[ReminderKind, ReminderState, int]]:
    return [(one.kind, one.state, one.times) for one in db.session.scalars(select(Reminder).order_by(Reminder.id))]


def messages() -> list[Message]:
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def test_before_a_session_everybody_is_told_once_in_their_language(cohort: Cohort) -> None:
    factories.class_session(cohort, venue_zh="一号楼", venue_en="Building one")
    trainee(cohort, preferred_language="zh")
    trainee(cohort, preferred_language="en")
    trainee(cohort, email=None, phone=None)
    trainee(cohort).state = EnrolmentState.WITHDRAWN
    turn(cohort)
    assert sweep(START - timedelta(hours=25)) == 0
    assert sweep(DAY_BEFORE) == 1
    assert sweep(DAY_BEFORE) == 0
    assert [state for _kind, state, _times in log()] == [
        ReminderState.SENT,
        ReminderState.SENT,
        ReminderState.UNREACHABLE,
    ]
    chinese, english, _copied = messages()
    assert "Reminder" not in chinese.subject
    assert english.subject == "Reminder: “Opening”, Mon 9 Mar 2026, 09:00"
    assert "Building one" in english.body
    assert english.link == f"https://training.example.org/my/attendance?cohort={cohort.id}"


def test_a_session_that_was_moved_is_another_occasion(cohort: Cohort) -> None:
    session = factories.class_session(cohort)
    trainee(cohort)
    turn(cohort)
    sweep(DAY_BEFORE)
    session.starts_at, session.ends_at = START + timedelta(days=7), START + timedelta(days=7, hours=3)
    assert sweep(DAY_BEFORE + timedelta(days=7)) == 1
    assert len(messages()) == 2


def test_what_is_cancelled_recorded_marked_or_off_is_not_spoken_of(cohort: Cohort) -> None:
    factories.class_session(cohort, status=SessionStatus.CANCELLED)
    factories.class_session(cohort, kind=SessionKind.RECORDED)
    marked = factories.class_session(cohort)
    stored(marked, trainee(cohort), PRESENT)
    turn(cohort)
    assert sweep(DAY_BEFORE) == 0
    trainee(cohort)
    db.session.commit()
    set_rules(cohort=cohort, values=OFF, version=1, actor=None)
    assert sweep(DAY_BEFORE) == 0


def test_a_session_that_has_begun_is_in_the_log_and_nothing_is_sent(cohort: Cohort) -> None:
    factories.class_session(cohort)
    trainee(cohort)
    turn(cohort)
    assert sweep(START + timedelta(minutes=1)) == 1
    assert log() == [(ReminderKind.BEFORE_SESSION, ReminderState.TOO_LATE, 0)]
    assert messages() == []


def test_a_rule_that_is_switched_on_lets_be_what_is_over(cohort: Cohort) -> None:
    session = factories.class_session(cohort)
    stored(session, trainee(cohort), ABSENT)
    trainee(cohort)
    turn(cohort, at=session.ends_at + timedelta(hours=1))
    assert sweep(session.ends_at + timedelta(hours=24)) == 0


def test_after_an_absence_only_the_absent_are_written_to_and_by_day(cohort: Cohort) -> None:
    session = factories.class_session(cohort, START + timedelta(hours=10))  # ends at ten in the evening
    stored(session, trainee(cohort), ABSENT)
    stored(session, trainee(cohort), PRESENT)
    turn(cohort)
    assert sweep(session.ends_at + timedelta(hours=24)) == 0
    assert sweep(session.ends_at + timedelta(hours=34)) == 1
    assert log() == [(ReminderKind.AFTER_ABSENCE, ReminderState.SENT, 1)]
    assert "旷课" in messages()[0].body


def test_a_task_that_is_not_handed_in_is_called_to_mind_until_its_day_is_over(cohort: Cohort) -> None:
    session = factories.class_session(cohort)
    person = trainee(cohort)
    task = MakeUp(session=session, enrolment=person, task="写一页笔记", due_on=date(2026, 3, 20))
    task.state, task.created_at = MakeUpState.ARRANGED, START
    late = MakeUp(session=session, enrolment=trainee(cohort), task="写", due_on=date(2026, 3, 16))
    late.created_at = START
    db.session.add_all([task, late])
    turn(cohort)
    assert sweep(datetime(2026, 3, 17, 2, tzinfo=UTC)) == 1
    assert log() == [
        (ReminderKind.DEADLINE_NEAR, ReminderState.SENT, 1),
        (ReminderKind.DEADLINE_NEAR, ReminderState.TOO_LATE, 0),
    ]
    assert messages()[0].link == f"https://training.example.org/make-ups/{task.id}"
    task.due_on = date(2026, 3, 27)
    assert sweep(datetime(2026, 3, 18, 2, tzinfo=UTC)) == 0
    assert sweep(datetime(2026, 3, 25, 2, tzinfo=UTC)) == 1


def test_graded_work_that_is_due_is_called_to_mind_of_whoever_has_done_nothing(cohort: Cohort) -> None:
    item = factories.graded_item(cohort, due_on=date(2026, 3, 20), created_at=START, title_en="Field report")
    factories.graded_item(cohort, due_on=date(2026, 3, 20), created_at=START, kind=ItemKind.PARTICIPATION)
    idle, done, tried = trainee(cohort, preferred_language="en"), trainee(cohort), trainee(cohort)
    quiz = Quiz(cohort=cohort, title_zh="测验", item=item)
    handed_in = Attempt(quiz=quiz, enrolment=tried, number=1, started_at=START, handed_in_at=START)
    db.session.add_all([Score(item=item, enrolment=done, points=Decimal(80)), handed_in])
    turn(cohort)
    assert sweep(datetime(2026, 3, 16, 2, tzinfo=UTC)) == 0
    assert sweep(datetime(2026, 3, 17, 2, tzinfo=UTC)) == 1
    assert sweep(datetime(2026, 3, 18, 2, tzinfo=UTC)) == 0
    [reminder] = db.session.scalars(select(Reminder))
    assert (reminder.enrolment_id, reminder.item_id, reminder.state) == (idle.id, item.id, ReminderState.SENT)
    assert messages()[0].subject == "“Field report” is due on Fri 20 Mar 2026"


def test_a_reply_slip_is_called_to_mind_once_where_a_day_is_set(cohort: Cohort) -> None:
    silent, answered = trainee(cohort), trainee(cohort)
    texts = PaperTexts(cohort=cohort)
    db.session.add_all([texts, ReplySlip(enrolment=answered, comes=True)])
    turn(cohort)
    assert sweep(datetime(2026, 3, 17, 2, tzinfo=UTC)) == 0
    texts.reply_by = date(2026, 3, 20)
    assert sweep(datetime(2026, 3, 17, 2, tzinfo=UTC)) == 1
    assert sweep(datetime(2026, 3, 19, 2, tzinfo=UTC)) == 0
    assert log() == [(ReminderKind.REPLY_DUE, ReminderState.SENT, 1)]
    assert messages()[0].link == f"https://training.example.org/enrolments/{silent.id}/reply"
    texts.reply_by = date(2026, 3, 27)
    assert sweep(datetime(2026, 3, 25, 2, tzinfo=UTC)) == 1


def test_two_workers_tell_it_once(app: Flask, cohort: Cohort) -> None:
    factories.class_session(cohort)
    trainee(cohort)
    rules_id = turn(cohort)
    broken = in_two_workers(app, DAY_BEFORE, lambda: sending.send_due(rules_id))
    assert (broken, len(log()), len(messages())) == ([], 1, 1)


def test_a_kill_leaves_nothing_half_done_and_many_are_sent_in_portions(cohort: Cohort, monkeypatch) -> None:
    factories.class_session(cohort)
    for _number in range(3):
        trainee(cohort)
    turn(cohort)
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    told, said = [], sending.tell

    def killed(**values: object) -> Message:
        if len(told) == 2:
            raise KeyboardInterrupt
        told.append(1)
        return said(**values)

    monkeypatch.setattr(sending, "tell", killed)
    with pytest.raises(KeyboardInterrupt):
        sweep(DAY_BEFORE)
    db.session.rollback()
    assert (len(log()), len(messages())) == (2, 2)
    monkeypatch.setattr(sending, "tell", said)
    sweep(DAY_BEFORE)
    assert (len(log()), len(messages())) == (3, 3)


def test_looking_takes_the_same_queries_for_one_and_for_three(app: Flask, count_queries) -> None:
    def look() -> None:
        with clock.frozen(DAY_BEFORE):
            sending.rules_with_work()

    def one_more() -> None:
        cohort = factories.cohort()
        factories.class_session(cohort)
        trainee(cohort)
        turn(cohort)

    one_more()
    one = count_queries(look)
    one_more()
    one_more()
    assert count_queries(look) == one
