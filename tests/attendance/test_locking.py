"""A register is locked some days after its session, for every way of marking, and reopened with a reason."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from cgtraining import clock
from cgtraining.attendance.locking import Lock, locks_at
from cgtraining.attendance.models import ClassSession, MarkSource
from cgtraining.attendance.operations import cancel_session, delete_session, mark, reinstate_session
from cgtraining.attendance.operations.locking import close_register, reopen_register
from cgtraining.attendance.queries.locking import lock_of, reopenings_of
from cgtraining.cohorts.models import CohortRole
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.attendance_rule import AttendanceRule
from cgtraining.programs.models import ProgramRole
from tests import factories
from tests.attendance.factories import PRESENT, cell, stored

SignIn = Callable[[Person], FlaskClient]
SHANGHAI = ZoneInfo("Asia/Shanghai")
# The session of the factories is on Monday 9 March 2026 in Shanghai; three days later ends on the 12th.
STILL_OPEN = datetime(2026, 3, 12, 15, 59, 59, tzinfo=UTC)
LOCKED = datetime(2026, 3, 12, 16, tzinfo=UTC)
REOPENED_TO = date(2026, 3, 14)


@pytest.fixture
def session(app: Flask) -> ClassSession:
    made = factories.class_session(factories.cohort(factories.curriculum(lock_after_days=3)))
    made.cohort.curriculum.attendance_rule  # noqa: B018  (the composite is read as it was stored)
    return made


@pytest.fixture
def in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context(), force_locale("en"):
        yield


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 365), st.sampled_from(["Asia/Shanghai", "UTC"]))
def test_a_register_takes_marks_to_the_end_of_its_last_day_and_not_a_moment_longer(day, days, zone) -> None:
    moment = locks_at(day, ZoneInfo(zone), AttendanceRule(lock_after_days=days))
    assert moment is not None
    before = moment - timedelta(microseconds=1)
    assert before.astimezone(ZoneInfo(zone)).date() == day + timedelta(days=days)
    assert (Lock(moment).is_closed(before), Lock(moment).is_closed(moment)) == (False, True)


def test_without_the_rule_no_register_is_ever_locked() -> None:
    assert locks_at(date(2026, 3, 9), SHANGHAI, AttendanceRule()) is None
    assert not Lock(None).is_closed(LOCKED)
    assert not Lock(None).closes_soon(LOCKED)


def test_a_register_says_three_days_before_that_it_locks_soon() -> None:
    lock = Lock(LOCKED)
    moments = [LOCKED - timedelta(days=3, seconds=1), LOCKED - timedelta(days=3), LOCKED]
    assert [lock.closes_soon(moment) for moment in moments] == [False, True, False]


def test_marks_are_taken_until_the_lock_falls(session: ClassSession, in_english: None) -> None:
    trainee = factories.enrolment(session.cohort)
    with clock.frozen(STILL_OPEN):
        assert list(mark(session=session, cells=[cell(trainee, PRESENT)], actor=None).saved) == [trainee.id]


@pytest.mark.parametrize("source", MarkSource)
def test_a_locked_register_takes_no_mark_in_whatever_way_it_comes(
    session: ClassSession, in_english: None, source: MarkSource
) -> None:
    trainee = factories.enrolment(session.cohort)
    sentence = (
        "The register of this session was locked at the end of Thu 12 Mar 2026. "
        "The program head or the course administrator can reopen it."
    )
    with clock.frozen(LOCKED), pytest.raises(RuleBroken) as refusal:
        mark(session=session, cells=[cell(trainee, PRESENT)], actor=None, source=source, reason="迟交")
    assert str(refusal.value).replace("Thu ", "") == sentence.replace("Thu ", "")


def test_what_a_locked_register_counts_is_not_changed_by_planning_either(
    session: ClassSession, in_english: None
) -> None:
    for change in (
        lambda: cancel_session(session=session, reason="停电", actor=None),
        lambda: reinstate_session(session=session, actor=None),
        lambda: delete_session(session=session, actor=None),
    ):
        with clock.frozen(LOCKED), pytest.raises(RuleBroken, match="was locked"):
            change()


def test_a_reopened_register_takes_marks_until_its_day_is_over(session: ClassSession, in_english: None) -> None:
    trainee, head = factories.enrolment(session.cohort), factories.person()
    with clock.frozen(LOCKED):
        reopen_register(session=session, until=REOPENED_TO, reason=" 补登 ", actor=head)
        assert mark(session=session, cells=[cell(trainee, PRESENT)], actor=None).saved
    found = [(one.by_id, one.reason, one.until) for one in reopenings_of(session)]
    assert found == [(head.id, "补登", datetime(2026, 3, 14, 16, tzinfo=UTC))]
    with clock.frozen(datetime(2026, 3, 14, 16, tzinfo=UTC)):
        assert lock_of(session).is_closed(clock.now())


def test_a_register_is_closed_again_before_its_time_and_only_once(session: ClassSession, in_english: None) -> None:
    head = factories.person()
    with clock.frozen(LOCKED):
        reopening = reopen_register(session=session, until=REOPENED_TO, reason="补登", actor=head)
        close_register(reopening=reopening, actor=head)
        assert lock_of(session).is_closed(clock.now())
    with clock.frozen(LOCKED + timedelta(hours=1)):
        close_register(reopening=reopening, actor=None)
    assert (reopening.closed_at, reopening.closed_by_id) == (LOCKED, head.id)


@pytest.mark.parametrize(
    ("at", "until", "reason", "sentence"),
    [
        (STILL_OPEN, REOPENED_TO, "补登", "This register is open"),
        (LOCKED, REOPENED_TO, "  ", "Say why"),
        (LOCKED, REOPENED_TO, None, "Say why"),
        (LOCKED, date(2026, 3, 12), "补登", "from today on"),
        (LOCKED, date(2026, 4, 14), "补登", "from today on"),
    ],
)
def test_reopening_is_refused_in_one_sentence(
    session: ClassSession, in_english: None, at: datetime, until: date, reason: str | None, sentence: str
) -> None:
    with clock.frozen(at), pytest.raises(RuleBroken, match=sentence):
        reopen_register(session=session, until=until, reason=reason, actor=None)


def test_the_head_reopens_on_the_page_and_closes_again(session: ClassSession, sign_in: SignIn) -> None:
    stored(session, factories.enrolment(session.cohort))
    head = sign_in(factories.program_staff(session.cohort.program, role=ProgramRole.HEAD))
    page = f"/sessions/{session.id}/lock?lang=en"
    with clock.frozen(LOCKED):
        assert 'name="reason"' in head.get(page).get_data(as_text=True)
        refused = head.post(page, data={"reason": "补登", "until": "2026-03-01"}).get_data(as_text=True)
        assert "from today on" in refused
        form = {"reason": "补登签到表", "until": "2026-03-14"}
        assert head.post(page, data=form).status_code == 302
        register = head.get(f"/sessions/{session.id}/register?lang=en").get_data(as_text=True)
        assert "it takes marks until Sun 15 Mar 2026, 00:00" in register
        assert "补登签到表" in head.get(page).get_data(as_text=True)
        closing = f"/reopenings/{reopenings_of(session)[0].id}/close?lang=en"
        assert head.post(closing).status_code == 302
        assert "takes no marks" in head.get(page).get_data(as_text=True)


def test_a_trainer_sees_that_it_is_locked_and_cannot_open_it(session: ClassSession, sign_in: SignIn) -> None:
    stored(session, factories.enrolment(session.cohort))
    trainer = sign_in(factories.cohort_staff(session.cohort, CohortRole.TRAINER))
    page = f"/sessions/{session.id}/lock?lang=en"
    with clock.frozen(LOCKED):
        register = trainer.get(f"/sessions/{session.id}/register?lang=en").get_data(as_text=True)
        assert "It takes no marks until it is reopened." in register
        assert "data-save=" not in register
        assert 'name="reason"' not in trainer.get(page).get_data(as_text=True)
        assert trainer.post(page).status_code == 404


def test_the_page_of_a_register_that_is_never_locked_says_so(app: Flask, sign_in: SignIn) -> None:
    session = factories.class_session(factories.cohort())
    client = sign_in(factories.cohort_staff(session.cohort, CohortRole.ADMINISTRATOR))
    assert "never locks" in client.get(f"/sessions/{session.id}/lock?lang=en").get_data(as_text=True)
