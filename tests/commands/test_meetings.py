"""`cgtraining import-meeting`."""

import json
from datetime import timedelta

import pytest

from cgtraining import clock
from cgtraining.attendance.models import MeetingImport
from cgtraining.attendance.queries import marks_in
from cgtraining.commands.meetings import import_meeting
from cgtraining.database import db
from tests import factories
from tests.attendance.factories import ABSENT, NEXT_WEEK, PRESENT, START, late
from tests.attendance.meetings.reports import zoom, zoom_row


@pytest.fixture
def session(app):
    with clock.frozen(NEXT_WEEK):
        yield factories.class_session(factories.cohort(code="CEDAR-1"))


@pytest.fixture
def wang(session):
    return factories.enrolment(session.cohort, factories.person("王芳", "WANG Fang", email="w@example.org"))


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "meeting.csv"
    path.write_bytes(zoom(zoom_row("深圳-王芳", "09:30:00 AM")))
    return path


def call(app, session, path, *options: str):
    db.session.commit()
    result = app.test_cli_runner().invoke(import_meeting, [str(session), str(path), "--language", "en", *options])
    db.session.rollback()
    return result


def test_everybody_is_marked_and_told(app, session, wang, report) -> None:
    result = call(app, session.id, report, "--json")
    said = json.loads(result.stdout)

    assert (result.exit_code, marks_in(session)) == (0, {wang.id: late(30)})
    assert (said["topic"], said["stated"], said["total"], said["zone"]) == ("社区治理", 2, 1, "Asia/Shanghai")
    assert (said["recognised"], said["new"], said["missing"]) == (1, 1, [])
    assert said["marks"] == [
        {
            "enrolment": wang.id,
            "trainee": "WANG Fang",
            "arrived": "2026-03-09T01:30:00+00:00",
            "left": "2026-03-09T04:00:00+00:00",
            "minutes": 150,
            "status": "late",
            "minutes_missed": 30,
            "before": {"status": None, "minutes_missed": 0},
            "outcome": "new",
        }
    ]
    assert said["participants"][0]["recognised_by"] == "decorated_name"
    again = call(app, session.id, report, "--json")
    assert (again.exit_code, json.loads(again.stdout)["same"]) == (0, 1)


def test_dry_run_changes_nothing(app, session, wang, report) -> None:
    said = json.loads(call(app, session.id, report, "--dry-run", "--json").stdout)
    assert (said["dry_run"], said["import"], said["new"], marks_in(session)) == (True, None, 1, {})
    assert db.session.query(MeetingImport).count() == 0


def test_whoever_is_not_in_the_report_is_absent_only_when_asked_for(app, session, wang, report) -> None:
    li = factories.enrolment(session.cohort, factories.person("李强", "LI Qiang"))
    told = call(app, session.id, report)
    assert ("LI Qiang  no mark" in told.stdout, marks_in(session)) == (True, {wang.id: late(30)})

    told = call(app, session.id, report, "--absent")

    assert told.stdout.splitlines()[-1] == "1 marked absent."
    assert marks_in(session) == {wang.id: late(30), li.id: ABSENT}


def test_what_somebody_has_to_choose_is_left_and_said(app, session, wang, tmp_path) -> None:
    path = tmp_path / "meeting.csv"
    path.write_bytes(zoom(zoom_row("王芳"), zoom_row("iPhone")))

    result = call(app, session.id, path)

    assert (result.exit_code, marks_in(session)) == (1, {wang.id: PRESENT})
    assert "?  iPhone: This is no name of a person: choose who it was." in result.stdout
    assert "somebody has to choose" in result.stderr


def test_a_session_by_its_cohort_and_day(app, session, wang, report) -> None:
    assert call(app, "cedar-1/2026-03-09", report, "--dry-run").exit_code == 0
    factories.class_session(session.cohort, START + timedelta(hours=5))
    several = call(app, "CEDAR-1/2026-03-09", report)
    both = "CEDAR-1/2026-03-09T09:00, CEDAR-1/2026-03-09T14:00"
    assert several.stderr == f"Error: CEDAR-1 has 2 sessions on 2026-03-09: give one of {both}.\n"
    assert several.exit_code == 2
    assert call(app, "CEDAR-1/2026-03-09T09:00", report, "--dry-run").exit_code == 0


@pytest.mark.parametrize("said", ["999999", "nothing", "NONE/2026-03-09", "CEDAR-1/2026-03-10", "CEDAR-1/2026-02-31"])
def test_a_session_that_is_not_there(app, session, report, said: str) -> None:
    assert call(app, said, report).exit_code == 2


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"x" * (5 * 1024 * 1024 + 1), zoom(zoom_row("周游客"))])
def test_a_file_that_cannot_be_used(app, session, wang, tmp_path, content: bytes) -> None:
    path = tmp_path / "meeting.csv"
    path.write_bytes(content)
    for options in ((), ("--dry-run",)):
        result = call(app, session.id, path, *options)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Error: ")


def test_zone_and_minimum_are_options(app, session, wang, tmp_path) -> None:
    path = tmp_path / "meeting.csv"
    path.write_bytes(zoom(zoom_row("王芳", "01:00:00 AM", "01:20:00 AM")))
    assert call(app, session.id, path, "--zone", "UTC").exit_code == 1
    assert call(app, session.id, path, "--zone", "UTC", "--minimum", "0").exit_code == 0
    assert call(app, session.id, path, "--zone", "Mars").exit_code == 2
