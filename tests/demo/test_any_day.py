"""On whatever day and at whatever hour the demo is started, its present cohorts are where the story says."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from cgtraining import clock
from cgtraining.attendance.models import ClassSession
from cgtraining.cohorts.models import CohortStatus
from cgtraining.database import db
from cgtraining.demo import ended, to_come, underway
from cgtraining.demo.setting import build
from cgtraining.language.choosing import in_language

# By the clock of Shanghai: a morning, half past eleven at night, the first minute of a year, a leap day, nine at night.
MOMENTS = [
    datetime(2026, 3, 9, 1, tzinfo=UTC),
    datetime(2026, 7, 31, 15, 30, tzinfo=UTC),
    datetime(2027, 12, 31, 16, 0, tzinfo=UTC),
    datetime(2028, 2, 29, 4, tzinfo=UTC),
    datetime(2031, 6, 1, 13, 5, tzinfo=UTC),
]


@pytest.mark.slow
@pytest.mark.parametrize("engine_name", ["sqlite"])  # days are counted before any engine sees them
@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.isoformat())
def test_the_present_follows_the_day(app: Flask, moment: datetime) -> None:
    with clock.frozen(moment), in_language("zh"):
        setting = build()
        present, waiting, (coming, roster) = underway.tell(setting), ended.tell(setting), to_come.tell(setting)
        today = clock.today()
        sessions = db.session.scalars(select(ClassSession).filter_by(cohort_id=present.id)).all()
        [session] = [one for one in sessions if one.day == today]

        assert session.ends_at > moment
        assert sum(one.day < today for one in sessions) == 8
        assert sum(one.day > today for one in sessions) == 6
        assert (present.status, present.starts_on < today < present.ends_on) == (CohortStatus.RUNNING, True)
        assert waiting.cohort.ends_on < today == waiting.award_date
        assert (coming.status, coming.starts_on > today) == (CohortStatus.PLANNED, True)
        assert roster.state.value == "preview"
        assert len({present.code, waiting.cohort.code, coming.code}) == 3
