"""`cgtraining import-roster`."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.commands.rosters import import_roster
from cgtraining.commands.terminal import spoken_here
from cgtraining.database import db
from tests import factories
from tests.cohorts.roster.lists import LI, WANG, csv_of, enrolled, known, table_sizes
from tests.spreadsheets.files import xlsx

COUNTS = {"new": 0, "known": 0, "unchanged": 0, "changed": 0, "conflicts": 0, "duplicates": 0, "rejected": 0}

NAMES = ("name_zh", "name_latin", "gender", "phone", "email", "organization", "position")
PLACES = ("province", "province_code", "city", "city_code")
PERSON = dict.fromkeys((*NAMES, *PLACES, "group", "language", "remark"))


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    return factories.cohort(code="CEDAR-1")


def call(app: Flask, path: Path, *options: str, code: str = "cedar-1") -> Result:
    db.session.commit()
    result = app.test_cli_runner().invoke(import_roster, [code, str(path), "--language", "en", *options])
    db.session.rollback()
    return result


def written(folder: Path, *people: dict[str, str]) -> Path:
    path = folder / "list.csv"
    path.write_bytes(csv_of(*people))
    return path


def counted(result: Result) -> dict[str, int]:
    said = json.loads(result.stdout)
    return {key: said[key] for key in COUNTS}


def test_everyone_is_imported_and_counted(app: Flask, cohort: Cohort, tmp_path: Path) -> None:
    path = written(tmp_path, WANG, LI)

    first, second = call(app, path, "--json"), call(app, path, "--json")

    assert (first.exit_code, counted(first)) == (0, COUNTS | {"new": 2})
    assert json.loads(first.stdout)["rows"][0] == {
        "row": 2,
        "sheet": None,
        "verdict": "new",
        "needs_choice": False,
        "name": "王芳",
        "person": PERSON
        | {"name_zh": "王芳", "phone": "+8613800138001", "group": "第一组"}
        | {"organization": "青榆社区基金会", "position": "秘书长"},
        "read": {},
        "reasons": [],
        "codes": [],
        "changes": [],
    }
    assert (second.exit_code, counted(second)) == (0, COUNTS | {"unchanged": 2})
    assert enrolled(cohort) == ["王芳", "李强"]


def test_late_joiners_get_their_own_day(app: Flask, cohort: Cohort, tmp_path: Path) -> None:
    day = cohort.starts_on + timedelta(days=30)
    assert call(app, written(tmp_path, WANG), "--joined-on", day.isoformat()).exit_code == 0
    assert db.session.scalars(select(Enrolment.joined_on)).all() == [day]
    early = cohort.starts_on - timedelta(days=1)
    assert call(app, written(tmp_path, LI), "--joined-on", early.isoformat()).exit_code == 2


def test_dry_run_writes_nothing(app: Flask, cohort: Cohort, tmp_path: Path) -> None:
    before = table_sizes()

    result = call(app, written(tmp_path, WANG, LI), "--dry-run", "--json")

    assert (result.exit_code, counted(result)) == (0, COUNTS | {"new": 2})
    assert (table_sizes(), enrolled(cohort)) == (before, [])


def test_what_was_recognised_is_told(app: Flask, cohort: Cohort, tmp_path: Path) -> None:
    said = json.loads(call(app, written(tmp_path, WANG | {"省份": "广东深圳"}), "--dry-run", "--json").stdout)

    assert [*said] == [
        *("cohort", "file", "dry_run", "import", "sheets", "header_row", "columns", "ignored_columns", "other_lists"),
        *("total", *COUNTS, "rows"),
    ]
    assert (said["cohort"], said["file"], said["dry_run"], said["import"]) == ("cedar-1", "list.csv", True, None)
    assert (said["sheets"], said["header_row"], said["columns"]["phone"]) == ([""], 1, ["手机"])
    person = said["rows"][0]["person"]
    assert (person["province"], person["province_code"]) == ("Guangdong", "440000")
    assert (person["city"], person["city_code"]) == ("Shenzhen", "440300")


def test_one_sheet_can_be_asked_for(app: Flask, cohort: Cohort, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    first, second = ([["姓名", "手机"], [name, f"1380013800{i}"]] for i, name in enumerate(("王芳", "李强")))
    path.write_bytes(xlsx(first, name="2018年", **{"2019年": second}))

    told = call(app, path, "--dry-run")
    other = call(app, path, "--json", "--sheet", "2018年")
    missing = call(app, path, "--sheet", "2017年")

    assert told.stderr.splitlines()[-1] == ("Other lists in this file were not read: 2019年. Choose one with --sheet.")
    assert (json.loads(other.stdout)["other_lists"], enrolled(cohort)) == (["2019年"], ["王芳"])
    assert (missing.exit_code, missing.stderr) == (
        2,
        "Error: There is no list of people on a sheet “2017年”; there is one on: 2018年, 2019年.\n",
    )


def test_rows_of_several_sheets_say_where_they_stand(app: Flask, cohort: Cohort, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    wang, li = ["王芳", "13800138001"], ["李强", "13800138002"]
    path.write_bytes(xlsx([["姓名", "手机"], wang], name="第一组", 第二组=[["姓名", "手机"], li, wang]))

    said = json.loads(call(app, path, "--json").stdout)

    assert [(each["sheet"], each["row"], each["verdict"]) for each in said["rows"]] == [
        ("第一组", 2, "new"),
        ("第二组", 2, "new"),
        ("第二组", 3, "duplicate"),
    ]
    assert [each["person"]["group"] for each in said["rows"]][:2] == ["第一组", "第二组"]
    assert said["rows"][2]["reasons"] == [
        "This is the same person as in row 2, so this row is left out. (Row 2 is on the sheet “第一组”.)"
    ]
    assert call(app, path).stdout.splitlines()[1] == " 第一组 2  Already here  王芳"


def test_rows_left_undone_are_told_with_their_reasons(app: Flask, cohort: Cohort, tmp_path: Path) -> None:
    factories.person("张伟", "ZHANG Wei", phone="+8613800138001", email=None)

    result = call(app, written(tmp_path, WANG, LI, {"姓名": "周敏", "手机": "12"}))

    assert result.exit_code == 1
    assert enrolled(cohort) == ["李强"]
    assert result.stdout.splitlines()[0] == (
        "new 1  known 0  unchanged 0  changed 0  conflicts 1  duplicates 0  rejected 1"
    )
    assert "        This phone number belongs to 张伟: choose who this is." in result.stdout.splitlines()
    assert "        “12” is not a phone number." in result.stdout.splitlines()


def test_changes_are_told(app: Flask, cohort: Cohort, tmp_path: Path) -> None:
    factories.enrolment(cohort, known(position_zh="理事", email="wang@example.org"))

    result = call(app, written(tmp_path, WANG | {"小组": ""}), "--json")

    [row] = json.loads(result.stdout)["rows"]
    assert row["changes"] == [{"field": "position_zh", "old": "理事", "new": "秘书长", "kept": False}]


@pytest.mark.parametrize(("code", "content"), [("NONE", csv_of(WANG)), ("CEDAR-1", b""), ("CEDAR-1", b"\x00\x01")])
def test_nothing_is_done_without_cohort_or_list(
    app: Flask, cohort: Cohort, tmp_path: Path, code: str, content: bytes
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    assert call(app, path, code=code).exit_code == 2
    assert call(app, path, "--dry-run", code=code).exit_code == 2


def test_language_is_that_of_the_shell_unless_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert spoken_here() == "zh"
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert spoken_here() == "en"


def test_too_few_places_are_said(app: Flask, tmp_path: Path) -> None:
    cohort = factories.cohort(code="CEDAR-1", capacity=1)

    result = call(app, written(tmp_path, WANG, LI))

    assert (result.exit_code, enrolled(cohort)) == (2, [])
    assert result.stderr.startswith("Error: This cohort has 1 free place, and 2 people would be enrolled.")
