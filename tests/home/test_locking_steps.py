"""A register with missing marks says on the home page when it locks, and that somebody can no longer pass."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask_babel import force_locale

from cgtraining import clock
from cgtraining.completion.models import Alarm
from cgtraining.database import db
from cgtraining.home.steps.teaching import beyond_passing, unmarked
from tests import factories

# Three days after the session of the factories, on Monday 9 March 2026, are over in Shanghai.
LOCKED = datetime(2026, 3, 12, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (LOCKED - timedelta(days=1), "locks on Fri 13 Mar 2026, 00:00"),
        (LOCKED, "register locked"),
    ],
)
def test_missing_marks_are_asked_for_before_the_register_locks(app: Flask, at: datetime, words: str) -> None:
    cohort = factories.cohort(factories.curriculum(lock_after_days=3))
    factories.class_session(cohort)
    factories.enrolment(cohort)
    with app.test_request_context(), force_locale("en"), clock.frozen(at):
        (step,) = unmarked([cohort.id])
    assert step.detail.endswith(f" · {words}")


def test_who_can_no_longer_pass_stands_on_the_home_page_until_it_is_over(app: Flask) -> None:
    cohort = factories.cohort()
    alarm = Alarm(enrolment=factories.enrolment(cohort), rule_key="hours")
    db.session.add(alarm)
    db.session.flush()
    with app.test_request_context(), force_locale("en"):
        (step,) = beyond_passing([cohort])
        assert (step.title, step.url) == (
            "1 trainee can no longer pass: look at what is missing",
            f"/cohorts/{cohort.id}/completion?state=not_met",
        )
        alarm.over_at = clock.now()
        db.session.flush()
        assert list(beyond_passing([cohort])) == []
