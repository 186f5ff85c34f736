"""The pages of an import: upload, preview, decisions, run."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from cgtraining import clock, tasks
from cgtraining.cohorts.models import (
    Cohort,
    CohortRole,
    CohortStatus,
    Enrolment,
    EnrolmentState,
    ImportState,
    RosterImport,
    RowVerdict,
)
from cgtraining.cohorts.roster import operations, queries
from cgtraining.cohorts.roster.leases import renewed_until
from cgtraining.cohorts.roster.operations import start_import
from cgtraining.cohorts.views import roster_import as views
from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.cohorts.roster.lists import LI, WANG, counts, csv_of, enrolled, imported, known, read, row, rows

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    return factories.cohort()


@pytest.fixture
def administrator(cohort: Cohort, sign_in: SignIn) -> FlaskClient:
    client = sign_in(factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR))
    client.set_cookie("language", "en")
    return client


def upload(client: FlaskClient, cohort: Cohort, content: bytes, name: str = "list.csv") -> TestResponse:
    data = {"file": (io.BytesIO(content), name)}
    return client.post(f"/cohorts/{cohort.id}/import", data=data, follow_redirects=True)


def only_import(cohort: Cohort) -> RosterImport:
    db.session.rollback()
    [found] = queries.imports_of(cohort)
    return found


def several(number: int) -> list[dict[str, str]]:
    return [{"姓名": "赵敏", "单位": f"第{n}居委会", "手机": f"139{n:08d}"} for n in range(number)]


def test_uploaded_list_is_shown_row_by_row_and_nothing_is_changed(administrator: FlaskClient, cohort: Cohort) -> None:
    page = upload(administrator, cohort, csv_of(WANG, LI, WANG, {"姓名": "周敏", "手机": "12"})).text

    assert counts(only_import(cohort)) == {RowVerdict.NEW: 2, RowVerdict.DUPLICATE: 1, RowVerdict.REJECTED: 1}
    assert "Import 2 people" in page
    assert "This is the same person as in row 2, so this row is left out." in page
    assert "“12” is not a phone number." in page
    assert enrolled(cohort) == []


def test_one_click_imports(administrator: FlaskClient, cohort: Cohort) -> None:
    upload(administrator, cohort, csv_of(WANG, LI))
    found = only_import(cohort)

    page = administrator.post(f"/cohorts/imports/{found.id}/decide", data={"do": "import"}, follow_redirects=True).text

    assert enrolled(cohort) == ["王芳", "李强"]
    assert "This import is done. Importing the same list again doubles nobody." in page


def test_remarks_are_in_the_language_of_whoever_reads(administrator: FlaskClient, cohort: Cohort) -> None:
    found = read(cohort, csv_of(WANG, WANG))
    administrator.set_cookie("language", "zh")

    assert "与第 2 行是同一人，本行不再导入。" in administrator.get(f"/cohorts/imports/{found.id}").text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_unusable_file_is_answered_with_one_sentence(administrator: FlaskClient, cohort: Cohort, language: str) -> None:
    administrator.set_cookie("language", language)

    answer = upload(administrator, cohort, b"")

    assert answer.status_code == 200
    assert only_import(cohort).state is ImportState.REFUSED
    assert only_import(cohort).problem.in_language("zh" if language == "zh" else "en") in answer.text


def test_form_without_file_says_so(administrator: FlaskClient, cohort: Cohort) -> None:
    assert "Choose a file first." in administrator.post(f"/cohorts/{cohort.id}/import").text


def test_file_that_is_too_large_is_answered_by_413(administrator: FlaskClient, cohort: Cohort) -> None:
    body, kind = b"x" * (21 * 1024 * 1024), "multipart/form-data; boundary=x"

    assert administrator.post(f"/cohorts/{cohort.id}/import", data=body, content_type=kind).status_code == 413


def test_cancelled_cohort_takes_nobody(administrator: FlaskClient, cohort: Cohort) -> None:
    cohort.status = CohortStatus.CANCELLED

    page = upload(administrator, cohort, csv_of(WANG)).text

    assert "This cohort was cancelled: nobody can be enrolled in it." in page
    assert queries.imports_of(cohort) == []


def test_large_list_is_read_and_imported_in_the_background(
    administrator: FlaskClient, cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "BYTES_READ_AT_ONCE", 1000)
    page = upload(administrator, cohort, csv_of(*several(240))).text
    found = only_import(cohort)
    assert "The file is being read" in page
    assert f"/cohorts/imports/{found.id}/progress" in page

    db.session.rollback()
    tasks.sweep()
    assert only_import(cohort).state is ImportState.PREVIEW
    address = f"/cohorts/imports/{found.id}"
    page = administrator.post(f"{address}/decide", data={"do": "import"}, follow_redirects=True).text
    assert "People are being imported" in page
    assert "0 of 240" in page
    db.session.rollback()
    tasks.sweep()

    assert only_import(cohort).state is ImportState.DONE
    assert len(enrolled(cohort)) == 240
    assert administrator.get(f"{address}/progress").headers["HX-Refresh"] == "true"


def test_choice_on_the_page_is_kept_and_the_filter_stays(administrator: FlaskClient, cohort: Cohort) -> None:
    someone = factories.person("张伟", "ZHANG Wei", phone="+8613800138001", email=None)
    found = read(cohort, csv_of(WANG))
    conflict = row(found)

    answer = administrator.post(
        f"/cohorts/imports/{found.id}/decide?verdict=conflict", data={f"choice-{conflict.id}": f"person:{someone.id}"}
    )

    db.session.refresh(conflict)
    assert conflict.choice == f"person:{someone.id}"
    assert answer.location == f"/cohorts/imports/{found.id}?verdict=conflict"
    assert enrolled(cohort) == []


def test_choices_reach_rows_of_this_import_only(administrator: FlaskClient, cohort: Cohort) -> None:
    factories.person("张伟", "ZHANG Wei", phone="+8613800138001", email=None)
    elsewhere = row(read(factories.cohort(), csv_of(WANG)))
    found = read(cohort, csv_of(LI))

    administrator.post(f"/cohorts/imports/{found.id}/decide", data={f"choice-{elsewhere.id}": "new"})

    db.session.refresh(elsewhere)
    assert elsewhere.choice is None


def test_refused_start_is_said_on_the_page(administrator: FlaskClient, cohort: Cohort) -> None:
    cohort.capacity = 1
    found = read(cohort, csv_of(WANG, LI))

    page = administrator.post(f"/cohorts/imports/{found.id}/decide", data={"do": "import"}, follow_redirects=True).text

    assert "This cohort has 1 free place, and 2 people would be enrolled." in page
    assert enrolled(cohort) == []


def test_running_import_is_shown_unfinished(administrator: FlaskClient, cohort: Cohort) -> None:
    found = read(cohort, csv_of(WANG, LI))
    start_import(roster_import=found, actor=None)

    assert "0 of 2" in administrator.get(f"/cohorts/imports/{found.id}/progress").text


def test_an_import_without_a_worker_says_that_it_waits_for_one(administrator: FlaskClient, cohort: Cohort) -> None:
    found = read(cohort, csv_of(WANG, LI))
    start_import(roster_import=found, actor=None)
    page, waiting = f"/cohorts/imports/{found.id}/progress", "Waiting for a worker to take it up."

    assert waiting in administrator.get(page).text
    found.leased_until = renewed_until()
    assert waiting not in administrator.get(page).text
    found.state, found.total, found.leased_until = ImportState.READING, 0, None
    assert waiting in administrator.get(page).text


def test_filter_shows_one_kind_of_rows(administrator: FlaskClient, cohort: Cohort) -> None:
    found = read(cohort, csv_of(WANG, {"姓名": "周敏", "手机": "12"}))

    page = administrator.get(f"/cohorts/imports/{found.id}?verdict=rejected").text

    assert "周敏" in page
    assert "王芳" not in page


def test_only_those_who_manage_the_cohort_may_import(app: Flask, cohort: Cohort, sign_in: SignIn) -> None:
    found = read(cohort, csv_of(WANG))
    pages = (f"/cohorts/{cohort.id}/import", f"/cohorts/imports/{found.id}", f"/cohorts/imports/{found.id}/progress")
    strangers = [
        factories.cohort_staff(cohort, CohortRole.TRAINER),
        factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER),
        factories.cohort_staff(factories.cohort(), CohortRole.ADMINISTRATOR),
        factories.enrolment(cohort).person,
    ]
    for someone in strangers:
        client = sign_in(someone)
        assert [client.get(page).status_code for page in pages] == [404, 404, 404]
        assert client.post(f"/cohorts/imports/{found.id}/decide", data={"do": "import"}).status_code == 404
    assert [app.test_client().get(page).status_code for page in pages] == [302, 302, 302]
    assert found.state is ImportState.PREVIEW


def test_preview_takes_as_many_statements_for_three_rows_as_for_one(
    administrator: FlaskClient, cohort: Cohort, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    for number in range(3):
        factories.person("张伟", "ZHANG Wei", phone=f"+8613900000{number:03d}", email=None)
    sharing = [{"姓名": "赵敏", "手机": f"13900000{number:03d}"} for number in range(3)]
    one, three = read(cohort, csv_of(*sharing[:1])).id, read(cohort, csv_of(*sharing)).id

    few = count_queries(lambda: administrator.get(f"/cohorts/imports/{one}"))
    many = count_queries(lambda: administrator.get(f"/cohorts/imports/{three}"))

    assert few == many


def test_upload_page_takes_as_many_statements_for_three_imports_as_for_one(
    administrator: FlaskClient, cohort: Cohort, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    def get() -> object:
        return administrator.get(f"/cohorts/{cohort.id}/import")

    read(cohort, csv_of(WANG), actor=factories.person())
    few = count_queries(get)
    for _ in range(2):
        read(cohort, csv_of(WANG), actor=factories.person())

    assert count_queries(get) == few


def test_decisions_show_what_they_would_change(administrator: FlaskClient, cohort: Cohort) -> None:
    factories.enrolment(cohort, known(phone="+8613900000000", position_zh="理事"))
    found = read(cohort, csv_of(WANG))

    page = administrator.get(f"/cohorts/imports/{found.id}").text

    assert "<del>139 0000 0000</del>" in page
    assert '<del><span lang="zh-Hans">理事</span></del>' in page


def test_every_kind_of_question_names_its_answers(administrator: FlaskClient, cohort: Cohort) -> None:
    factories.enrolment(cohort, known(), state=EnrolmentState.WITHDRAWN)
    factories.person("李强", None, phone="+8613800138002", email=None, confirmed_fields=["email"])
    found = read(cohort, csv_of(WANG, LI))

    page = administrator.get(f"/cohorts/imports/{found.id}").text

    answers = ("Enrol this person again", "Leave this row out", "Import, and keep what stays")
    assert [answer in page for answer in answers] == [True, True, True]


def test_changes_since_the_preview_are_shown_with_their_own_answer(administrator: FlaskClient, cohort: Cohort) -> None:
    someone = known(position_zh="理事")
    factories.enrolment(cohort, someone)
    found = read(cohort, csv_of(WANG))
    someone.position_zh = "监事"
    db.session.commit()

    page = administrator.post(f"/cohorts/imports/{found.id}/decide", data={"do": "import"}, follow_redirects=True).text

    assert "Import with these changes" in page
    assert '<del><span lang="zh-Hans">监事</span></del>' in page


def test_finished_import_offers_no_choices(administrator: FlaskClient, cohort: Cohort) -> None:
    found = imported(cohort, WANG, LI)

    page = administrator.get(f"/cohorts/imports/{found.id}").text

    assert 'type="radio"' not in page
    assert [each.done_at is not None for each in rows(found)] == [True, True]


def test_small_lists_are_worked_on_at_once(administrator: FlaskClient, cohort: Cohort) -> None:
    people = several(views.ROWS_IMPORTED_AT_ONCE)
    upload(administrator, cohort, csv_of(*people))
    found = only_import(cohort)

    administrator.post(f"/cohorts/imports/{found.id}/decide", data={"do": "import"})

    assert only_import(cohort).state is ImportState.DONE
    assert operations.free_places(cohort) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cedar-2018.xlsx", {RowVerdict.NEW: 30}),
        ("emp-2019-messy.xlsx", {RowVerdict.NEW: 64, RowVerdict.DUPLICATE: 1, RowVerdict.REJECTED: 1}),
        ("district-gb18030.csv", {RowVerdict.NEW: 45}),
    ],
)
def test_lists_of_real_offices_arrive_whole(
    administrator: FlaskClient, cohort: Cohort, name: str, expected: dict[RowVerdict, int]
) -> None:
    content = (Path(__file__).parent / "files" / name).read_bytes()
    upload(administrator, cohort, content, name)
    found = only_import(cohort)
    assert counts(found) == expected
    administrator.post(f"/cohorts/imports/{found.id}/decide", data={"do": "import"})
    db.session.rollback()

    again = read(cohort, content, name)

    assert len(enrolled(cohort)) == expected[RowVerdict.NEW]
    assert again.state is ImportState.DONE
    assert queries.counts_of(again)[RowVerdict.UNCHANGED] == expected[RowVerdict.NEW]


def test_late_joiners_of_a_class_that_has_begun_get_their_own_day(app: Flask, sign_in: SignIn) -> None:
    begun = factories.cohort(starts_on=date(2026, 3, 1), ends_on=date(2026, 12, 31))
    early = factories.enrolment(begun)
    with clock.frozen(datetime(2026, 4, 20, tzinfo=UTC)):
        client = sign_in(factories.program_staff(begun.program))
        assert 'value="2026-04-20"' in client.get(f"/cohorts/{begun.id}/import").text
        data = {"file": (io.BytesIO(csv_of(WANG)), "a.csv"), "joined_on": "2026-04-10"}
        preview = client.post(f"/cohorts/{begun.id}/import", data=data).location
        assert "2026年4月10日" in client.get(preview).text
        client.post(f"{preview}/decide", data={"do": "import"})
        late = {"file": (io.BytesIO(csv_of(LI)), "a.csv"), "joined_on": "2026-02-10"}
        assert "早于" in client.post(f"/cohorts/{begun.id}/import", data=late).text
    days = dict(db.session.execute(select(Enrolment.person_id, Enrolment.joined_on)).all())
    assert [days.pop(early.person_id), *days.values()] == [date(2026, 3, 1), date(2026, 4, 10)]


def test_first_ones_of_a_class_join_on_its_first_day(app: Flask, sign_in: SignIn) -> None:
    begun = factories.cohort(starts_on=date(2026, 3, 1), ends_on=date(2026, 12, 31))
    with clock.frozen(datetime(2026, 4, 20, tzinfo=UTC)):
        client = sign_in(factories.program_staff(begun.program))
        assert 'value="2026-03-01"' in client.get(f"/cohorts/{begun.id}/import").text
    with clock.frozen(datetime(2026, 2, 20, tzinfo=UTC)):
        assert "joined_on" not in client.get(f"/cohorts/{begun.id}/import").text
