"""What a calendar is told of sessions: planned, moved, cancelled, deleted, and of readers who come and leave."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from cgtraining import clock
from cgtraining.attendance.calendar import Belonging, entry_of, event_of
from cgtraining.attendance.models import CalendarFeed, RemovedSession
from cgtraining.attendance.operations import (
    SessionValues,
    add_session,
    cancel_session,
    change_session,
    delete_session,
    end_feed,
    reinstate_session,
    renew_feed,
)
from cgtraining.attendance.queries import entries_for, entries_in, feed_by_secret, feed_of
from cgtraining.calendars.events import Event
from cgtraining.cohorts.models import CohortRole, CohortStatus, EnrolmentState
from cgtraining.cohorts.operations import set_status
from cgtraining.cohorts.operations.states import change_state
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import in_language
from cgtraining.people.models import Person
from tests import factories
from tests.attendance.factories import DURING, START, WEEK_BEFORE

GOOD = SessionValues(
    title_zh="参与式规划",
    title_en="Participatory planning",
    day=date(2026, 3, 9),
    starts=time(9),
    ends=time(12),
    class_hours=Decimal(4),
    venue_zh="三楼",
)


@pytest.fixture(autouse=True)
def week_before(app):
    with clock.frozen(WEEK_BEFORE):
        yield


def seen_by(person: Person) -> list[Event]:
    db.session.flush()
    return [event_of(entry) for entry in entries_for(person)]


def seen_in(cohort) -> list[Event]:
    return [event_of(entry) for entry in entries_in(cohort)]


def test_a_session_stands_in_the_calendar_in_the_language_that_is_spoken(cohort) -> None:
    trainer = factories.cohort_staff(cohort, CohortRole.TRAINER)
    link = "https://meeting.example.org/j/8"
    session = add_session(cohort=cohort, values=replace(GOOD, trainer_id=trainer.id, link=link), actor=None)
    with in_language("zh"):
        [chinese] = seen_in(cohort)
    with in_language("en"):
        [english] = seen_in(cohort)
    assert (chinese.title, chinese.place, chinese.link) == ("参与式规划", "三楼", link)
    assert chinese.description == f"{cohort.title_zh}\n讲师：赵讲师\n4 学时\n会议：{link}"
    assert (english.uid, english.title, english.category) == (session.uid, "Participatory planning", cohort.title_en)
    assert english.description.splitlines()[1] == "Trainer: ZHAO Jiangshi"
    assert (english.starts_at, english.ends_at) == (START, START + timedelta(hours=3))
    assert not english.cancelled


def test_a_meeting_without_a_room_is_found_at_its_address(cohort) -> None:
    add_session(cohort=cohort, values=replace(GOOD, venue_zh=None, link="https://m.example.org"), actor=None)
    assert [event.place for event in seen_in(cohort)] == ["https://m.example.org"]


def test_a_moved_session_is_the_same_one_with_a_later_word_on_it(cohort) -> None:
    session = add_session(cohort=cohort, values=GOOD, actor=None)
    [before] = seen_in(cohort)
    with clock.frozen(WEEK_BEFORE + timedelta(days=1)):
        moved = replace(GOOD, day=date(2026, 3, 16))
        change_session(session=session, values=moved, version=session.version, actor=None)
    [after] = seen_in(cohort)
    assert (after.uid, after.starts_at) == (before.uid, before.starts_at + timedelta(days=7))
    assert after.sequence > before.sequence
    assert after.modified == WEEK_BEFORE + timedelta(days=1)


def test_cancelled_and_held_after_all_are_ever_later_words(cohort) -> None:
    session = add_session(cohort=cohort, values=GOOD, actor=None)
    told = [*seen_in(cohort)]
    cancel_session(session=session, reason="台风", actor=None)
    told += seen_in(cohort)
    reinstate_session(session=session, actor=None)
    told += seen_in(cohort)
    assert [event.cancelled for event in told] == [False, True, False]
    assert [event.title for event in told] == ["参与式规划", "已取消：参与式规划", "参与式规划"]
    assert len({event.uid for event in told}) == 1
    assert sorted({event.sequence for event in told}) == [event.sequence for event in told]


def test_a_deleted_session_is_cancelled_in_calendars_and_forgotten_after_half_a_year(cohort) -> None:
    trainee = factories.enrolment(cohort).person
    session = add_session(cohort=cohort, values=GOOD, actor=None)
    change_session(session=session, values=replace(GOOD, venue_zh="五楼"), version=session.version, actor=None)
    [before] = seen_by(trainee)
    delete_session(session=session, actor=None)
    for told in (seen_by(trainee), seen_in(cohort)):
        [after] = told
        assert (after.uid, after.cancelled, after.title) == (before.uid, True, "已取消：参与式规划")
        assert after.sequence > before.sequence
        assert (after.starts_at, after.place, after.description, after.link) == (before.starts_at, None, None, None)
    with clock.frozen(WEEK_BEFORE + timedelta(days=200)):
        assert seen_by(trainee) == []


def test_a_cancelled_cohort_calls_off_all_its_sessions(cohort) -> None:
    add_session(cohort=cohort, values=GOOD, actor=None)
    [before] = seen_in(cohort)
    set_status(cohort=cohort, status=CohortStatus.CANCELLED, actor=None)
    db.session.flush()
    [after] = seen_in(cohort)
    assert (after.cancelled, after.sequence > before.sequence) == (True, True)


def test_whoever_leaves_keeps_what_was_and_is_told_that_the_rest_is_off(cohort) -> None:
    enrolment = factories.enrolment(cohort)
    add_session(cohort=cohort, values=GOOD, actor=None)
    add_session(cohort=cohort, values=replace(GOOD, day=date(2026, 3, 20)), actor=None)
    first = seen_by(enrolment.person)
    left = {"state": EnrolmentState.WITHDRAWN, "on": date(2026, 3, 10), "reason": "调岗", "actor": None}
    change_state(enrolment=enrolment, **left)
    away = seen_by(enrolment.person)
    back = {"state": EnrolmentState.ENROLLED, "on": date(2026, 3, 11), "reason": None, "actor": None}
    change_state(enrolment=enrolment, **back)
    again = seen_by(enrolment.person)
    assert [event.cancelled for event in first + away + again] == [False, False, False, True, False, False]
    assert first[1].sequence < away[1].sequence < again[1].sequence
    assert not seen_in(cohort)[1].cancelled


def test_what_was_called_off_for_a_reader_long_ago_is_not_told_for_ever(cohort) -> None:
    session = factories.class_session(cohort)
    left = Belonging(date(2026, 3, 1), until=date(2026, 3, 5))
    assert entry_of(session, left, date(2026, 4, 1)).off
    assert entry_of(session, left, date(2026, 12, 1)) is None


def test_whoever_joins_late_does_not_find_what_was_over(cohort) -> None:
    late = factories.enrolment(cohort, joined_on=date(2026, 3, 15))
    add_session(cohort=cohort, values=GOOD, actor=None)
    add_session(cohort=cohort, values=replace(GOOD, day=date(2026, 3, 20)), actor=None)
    assert [event.starts_at.day for event in seen_by(late.person)] == [20]


def test_staff_find_all_sessions_and_a_trainer_what_is_taught_by_them(cohort) -> None:
    teacher = factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER)
    trainer = factories.cohort_staff(cohort, CohortRole.TRAINER)
    guest = factories.person("罗客座", "LUO Kezuo")
    own = add_session(cohort=cohort, values=replace(GOOD, trainer_id=trainer.id), actor=None)
    other = add_session(cohort=cohort, values=replace(GOOD, title_zh="评估", trainer_id=guest.id), actor=None)
    factories.class_session(factories.cohort())
    assert {event.uid for event in seen_by(teacher)} == {own.uid, other.uid}
    assert [event.uid for event in seen_by(trainer)] == [own.uid]
    assert [event.uid for event in seen_by(guest)] == [other.uid]
    delete_session(session=other, actor=None)
    assert [(event.uid, event.cancelled) for event in seen_by(guest)] == [(other.uid, True)]


def test_sessions_of_two_cohorts_and_of_long_ago(cohort) -> None:
    person, other = factories.person(), factories.cohort()
    for one in (cohort, other):
        factories.enrolment(one, person, joined_on=date(2024, 1, 1))
        factories.class_session(one)
    factories.class_session(cohort, datetime(2024, 3, 9, 1, tzinfo=UTC))
    assert [event.starts_at for event in seen_by(person)] == [START, START]


def test_a_calendar_takes_as_many_reads_for_one_session_as_for_three(cohort, count_queries) -> None:
    person = factories.enrolment(cohort).person
    add_session(cohort=cohort, values=GOOD, actor=None)
    db.session.commit()
    db.session.expire_all()
    one = count_queries(lambda: seen_by(person))
    for day in (10, 11):
        add_session(cohort=cohort, values=replace(GOOD, day=date(2026, 3, day)), actor=None)
    db.session.commit()
    db.session.expire_all()
    assert count_queries(lambda: seen_by(person)) == one
    assert one <= 7


def test_another_address_ends_the_one_before(cohort) -> None:
    person = factories.person()
    for owner in (person, cohort):
        first = renew_feed(owner=owner, actor=person).secret
        with clock.frozen(DURING):
            again = renew_feed(owner=owner, actor=person)
        assert (feed_by_secret(first), feed_by_secret(again.secret), feed_of(owner)) == (None, again, again)
        assert again.renewed_at == DURING
        end_feed(owner=owner, actor=person)
        assert feed_by_secret(again.secret) is None
        with pytest.raises(RuleBroken):
            end_feed(owner=owner, actor=person)
    assert db.session.query(CalendarFeed).count() == 0


def test_the_calendar_goes_with_its_person(app) -> None:
    person = factories.person()
    renew_feed(owner=person, actor=None)
    db.session.commit()
    db.session.delete(person)
    db.session.commit()
    assert db.session.query(CalendarFeed).count() == 0
    assert db.session.query(RemovedSession).count() == 0
