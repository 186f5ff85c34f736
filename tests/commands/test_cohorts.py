"""`cgtraining cohorts`."""

import json
from datetime import date

from click.testing import Result
from flask import Flask

from cgtraining.cohorts.models import CohortStatus, EnrolmentState
from cgtraining.commands.cohorts import cohorts
from cgtraining.database import db
from tests import factories


def call(app: Flask, *options: str) -> Result:
    db.session.commit()
    return app.test_cli_runner().invoke(cohorts, list(options))


def test_every_cohort_is_listed_with_its_counts_newest_first(app: Flask) -> None:
    first = factories.cohort(code="CEDAR-1", starts_on=date(2025, 3, 1), status=CohortStatus.FINISHED)
    second = factories.cohort(code="CEDAR-2", capacity=30)
    factories.enrolment(first, state=EnrolmentState.COMPLETED)
    factories.enrolment(first, state=EnrolmentState.WITHDRAWN)
    factories.enrolment(second)
    result = call(app, "--json")
    rows = json.loads(result.output)
    assert [(row["code"], row["trainees"], row["places"]) for row in rows] == [("CEDAR-2", 1, 30), ("CEDAR-1", 1, None)]
    assert rows[1]["states"] == {"enrolled": 0, "completed": 1, "deferred": 0, "withdrawn": 1, "transferred": 0}
    assert result.exit_code == 0


def test_the_table_has_one_line_for_each_cohort(app: Flask) -> None:
    factories.cohort(code="CEDAR-1", title_zh="第一期", title_en=None)
    lines = call(app).output.splitlines()
    assert [line.split() for line in lines] == [
        ["code", "status", "starts_on", "ends_on", "trainees", "title_zh", "title_en"],
        ["CEDAR-1", "running", "2026-03-01", "2026-12-31", "0", "第一期"],
    ]


def test_one_cohort_or_one_status_can_be_asked_for(app: Flask) -> None:
    factories.cohort(code="CEDAR-1")
    factories.cohort(code="CEDAR-2", status=CohortStatus.PLANNED)
    assert [row["code"] for row in json.loads(call(app, "cedar-1", "--json").output)] == ["CEDAR-1"]
    assert [row["code"] for row in json.loads(call(app, "--status", "planned", "--json").output)] == ["CEDAR-2"]


def test_an_unknown_code_is_an_error_and_no_cohorts_are_not(app: Flask) -> None:
    assert call(app, "NONE-9").exit_code == 2
    empty = call(app)
    assert (empty.exit_code, empty.output) == (0, "There are no cohorts.\n")
