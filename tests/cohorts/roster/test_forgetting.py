"""What an import read about people goes some time after it is over; that there was an import stays."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from cgtraining import clock, tasks
from cgtraining.audit.queries import history_of
from cgtraining.cohorts.models import Cohort, ImportState, RosterImport, RosterRow, RowVerdict
from cgtraining.cohorts.roster import forgetting, operations
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import in_language
from tests import factories
from tests.cohorts.roster.lists import LI, WANG, counts, csv_of, enrolled, imported, read, rows

UNUSABLE = {"单位": "青榆社区基金会", "手机": "13800138009", "邮箱": "nobody@example.org", "备注": "素食"}
PERSONAL = ("王芳", "李强", "WANG", "13800138001", "13800138009", "li@example.org", "nobody@example.org", "素食")
SOON, LATER = timedelta(days=29), timedelta(days=31)


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    return factories.cohort()


def after(time: timedelta) -> None:
    """What the worker's sweep does when that much time has passed."""
    db.session.commit()
    with clock.frozen(clock.now() + time):
        for import_id in forgetting.unfinished():
            forgetting.proceed(import_id)
    db.session.expire_all()


def stored_text(roster_import: RosterImport) -> str:
    """Everything that the rows and the import itself say, as it is stored."""
    columns = [column for column in RosterRow.__table__.columns if column.name != "created_at"]
    kept = db.session.execute(select(*columns).where(RosterRow.import_id == roster_import.id)).all()
    told = [roster_import.columns, roster_import.problem_zh, [list(map(str, row)) for row in kept]]
    return json.dumps(told, ensure_ascii=False)


def found_in(text: str) -> list[str]:
    return [each for each in PERSONAL if each in text]


def test_a_finished_import_keeps_its_counts_and_no_personal_cell(cohort: Cohort) -> None:
    done = imported(cohort, WANG | {"备注": "素食"}, LI, UNUSABLE)
    before = counts(done), [(row.number, row.verdict, row.person_id, row.done_at) for row in rows(done)]
    assert found_in(stored_text(done))[:2] == ["王芳", "李强"]

    after(LATER)

    assert found_in(stored_text(done)) == []
    assert (counts(done), [(row.number, row.verdict, row.person_id, row.done_at) for row in rows(done)]) == before
    assert before[0] == {RowVerdict.NEW: 2, RowVerdict.REJECTED: 1}
    assert done.state is ImportState.DONE
    assert enrolled(cohort) == ["王芳", "李强"]


def test_nothing_is_forgotten_before_its_time(cohort: Cohort) -> None:
    done = imported(cohort, WANG, LI)
    before = stored_text(done)

    after(SOON)

    assert (stored_text(done), done.forgotten_at) == (before, None)


def test_an_abandoned_preview_is_forgotten_and_says_so_in_both_languages(cohort: Cohort) -> None:
    preview = read(cohort, csv_of(WANG, UNUSABLE))

    after(LATER)

    assert found_in(stored_text(preview)) == []
    assert preview.state is ImportState.REFUSED
    with in_language("en"):
        assert preview.problem_en == str(forgetting.ABANDONED)
    with in_language("zh"):
        assert preview.problem_zh == str(forgetting.ABANDONED)
    assert preview.problem_zh != preview.problem_en
    assert enrolled(cohort) == []


def test_an_import_that_is_running_keeps_what_it_still_needs(cohort: Cohort) -> None:
    running = read(cohort, csv_of(WANG, LI))
    operations.start_import(roster_import=running, actor=None)

    after(LATER)

    assert found_in(stored_text(running))[:2] == ["王芳", "李强"]


def test_each_import_is_forgotten_once_and_others_stay(cohort: Cohort) -> None:
    old = imported(cohort, WANG)
    with clock.frozen(clock.now() + LATER):
        fresh = imported(cohort, LI)
    after(LATER)
    forgotten_at = old.forgotten_at

    after(LATER)
    forgetting.proceed(fresh.id)

    assert old.forgotten_at == forgotten_at
    assert found_in(stored_text(fresh)) == ["李强", "li@example.org"]
    assert [entry.action for entry in history_of(old)].count("roster_import.forgotten") == 1


def test_a_run_that_was_taken_up_again_begins_its_time_anew(cohort: Cohort) -> None:
    done = imported(cohort, WANG)
    done.finished_at = clock.now() + SOON

    after(LATER)

    assert done.forgotten_at is None


def test_a_forgotten_list_cannot_be_imported(cohort: Cohort) -> None:
    done = imported(cohort, WANG)
    after(LATER)
    with in_language("en"), pytest.raises(RuleBroken, match="removed after some time"):
        operations.start_import(roster_import=done, actor=None)


def test_the_worker_s_sweep_forgets(cohort: Cohort) -> None:
    done = imported(cohort, WANG)
    db.session.commit()
    with clock.frozen(clock.now() + LATER):
        tasks.sweep()
    db.session.expire_all()
    assert found_in(stored_text(done)) == []


def test_the_page_of_a_forgotten_import_shows_how_many_there_were(cohort: Cohort, sign_in) -> None:
    client = sign_in(factories.program_staff(cohort.program))
    done = imported(cohort, WANG, LI, UNUSABLE)
    after(LATER)

    page = client.get(f"/cohorts/imports/{done.id}?lang=zh").get_data(as_text=True)

    assert found_in(page) == []
    assert "读取的人员信息已于" in page
    assert page.count('class="stat-value">2<') == 1  # new
    assert page.count('class="stat-value">1<') == 1  # cannot be used


def test_the_page_of_an_abandoned_preview_asks_for_the_file_again(cohort: Cohort, sign_in) -> None:
    client = sign_in(factories.program_staff(cohort.program))
    preview = read(cohort, csv_of(WANG))
    after(LATER)

    page = client.get(f"/cohorts/imports/{preview.id}?lang=en").get_data(as_text=True)

    assert found_in(page) == []
    assert "Nobody imported this list in time" in page
