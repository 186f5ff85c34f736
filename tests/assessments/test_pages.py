import io
import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from cgtraining import clock
from cgtraining.assessments.models import GradedItem, Score
from cgtraining.cohorts.models import Cohort, CohortRole, Enrolment
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.spreadsheets.reading import read_rows
from tests import factories

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def cohort(app: object) -> Cohort:
    return factories.cohort()


@pytest.fixture
def item(cohort: Cohort) -> GradedItem:
    return factories.graded_item(cohort, code="essay", pass_mark=Decimal(60))


@pytest.fixture
def administrator(cohort: Cohort) -> Person:
    return factories.program_staff(cohort.program)


def trainee(cohort: Cohort, name: str = "王芳", **values: object) -> Enrolment:
    return factories.enrolment(cohort, factories.person(name, **values))


def scored(item: GradedItem, enrolment: Enrolment, points: int) -> None:
    db.session.add(Score(item=item, enrolment=enrolment, points=Decimal(points)))
    db.session.flush()


def points_of(item_id: int, enrolment_id: int) -> Decimal | None:
    db.session.rollback()
    found = db.session.query(Score).filter_by(item_id=item_id, enrolment_id=enrolment_id).one_or_none()
    return found.points if found else None


def test_cells_are_saved_one_by_one(sign_in: SignIn, cohort: Cohort, item: GradedItem, administrator: Person) -> None:
    first, second = trainee(cohort), trainee(cohort, "李雷")
    client = sign_in(administrator)
    cells = [
        {"item": item.id, "enrolment": first.id, "text": "87.5", "old": ""},
        {"item": item.id, "enrolment": second.id, "text": "120", "old": ""},
    ]
    answer = client.post(f"/cohorts/{cohort.id}/scores/cells?lang=en", json={"cells": cells})
    assert [(one["answer"], one["text"], one["sentence"]) for one in answer.json["cells"]] == [
        ("saved", "87.5", None),
        ("refused", "", "120 is above the maximum of 100."),
    ]
    assert answer.json["weighted"] == {str(first.id): "87.5", str(second.id): ""}


@pytest.mark.parametrize("body", [{}, {"cells": "x"}, {"cells": [{}]}, {"cells": [{"item": "x"}]}, [1]])
def test_cells_that_make_no_sense_are_refused(
    sign_in: SignIn, cohort: Cohort, administrator: Person, body: object
) -> None:
    assert sign_in(administrator).post(f"/cohorts/{cohort.id}/scores/cells", json=body).status_code == 400


def test_the_grid_works_without_script(
    sign_in: SignIn, cohort: Cohort, item: GradedItem, administrator: Person
) -> None:
    first, second, third = trainee(cohort), trainee(cohort, "李雷"), trainee(cohort, "韩梅梅")
    scored(item, third, 50)
    client = sign_in(administrator)
    form = {
        "olds": json.dumps({f"{item.id}-{third.id}": "50"}),
        f"cell-{item.id}-{first.id}": "90",
        f"cell-{item.id}-{second.id}": "-3",
        f"cell-{item.id}-{third.id}": "50",
    }
    page = client.post(f"/cohorts/{cohort.id}/scores?lang=en", data=form)
    assert "A score cannot be negative." in page.text
    assert 'value="-3"' in page.text
    assert points_of(item.id, first.id) == 90
    assert points_of(item.id, second.id) is None
    good = {f"cell-{item.id}-{second.id}": "70", "olds": "{}"}
    assert client.post(f"/cohorts/{cohort.id}/scores", data=good).status_code == 302
    assert client.post(f"/cohorts/{cohort.id}/scores", data={"cell-x": "1"}).status_code == 400
    assert client.post(f"/cohorts/{cohort.id}/scores", data={"olds": "{"}).status_code == 400


def test_the_grid_is_empty_helpfully(sign_in: SignIn, cohort: Cohort, administrator: Person) -> None:
    client = sign_in(administrator)
    assert "Nothing is graded in this cohort yet" in client.get(f"/cohorts/{cohort.id}/scores?lang=en").text
    factories.graded_item(cohort)
    assert "There are no trainees in this cohort yet" in client.get(f"/cohorts/{cohort.id}/scores?lang=en").text


def test_who_may_see_and_enter_scores(sign_in: SignIn, cohort: Cohort, item: GradedItem) -> None:
    enrolment = trainee(cohort)
    expected = {
        factories.cohort_staff(cohort, CohortRole.TRAINER): (200, 200, 404),
        factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER): (200, 200, 404),
        factories.cohort_staff(cohort, CohortRole.MENTOR): (200, 404, 404),
        factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR): (200, 200, 200),
        factories.cohort_staff(factories.cohort(), CohortRole.TRAINER): (404, 404, 404),
        enrolment.person: (404, 404, 404),
        factories.platform_administrator(): (200, 200, 200),
    }
    for person, statuses in expected.items():
        client = sign_in(person)
        found = (
            client.get(f"/cohorts/{cohort.id}/scores").status_code,
            client.post(f"/cohorts/{cohort.id}/scores/cells", json={"cells": []}).status_code,
            client.get(f"/cohorts/{cohort.id}/items").status_code,
        )
        assert found == statuses
        assert client.get(f"/enrolments/{enrolment.id}/scores").status_code == statuses[0]
        assert client.get(f"/cohorts/{cohort.id}/scores/import").status_code == statuses[1]
        assert client.get(f"/items/{item.id}/edit").status_code == statuses[2]


def test_an_item_is_added_edited_moved_released_hidden_and_deleted(
    sign_in: SignIn, cohort: Cohort, administrator: Person
) -> None:
    client = sign_in(administrator)
    form = {"code": "defence", "kind": "defence", "title_zh": "结业答辩", "maximum": "100", "weight": "40"}
    address = f"/cohorts/{cohort.id}/items"
    assert client.post(f"{address}/new", data=form).status_code == 302
    assert client.post(f"{address}/new", data=form | {"maximum": "abc"}).status_code == 200
    assert client.post(f"{address}/new", data=form | {"maximum": "NaN"}).status_code == 200
    assert client.post(f"{address}/new", data=form | {"maximum": "1.234"}).status_code == 200
    assert client.post(f"{address}/new", data=form).status_code == 200
    item = db.session.query(GradedItem).one()
    edited = form | {"version": str(item.version), "pass_mark": "60", "due_on": "2026-06-30"}
    assert client.get(f"/items/{item.id}/edit").status_code == 200
    assert client.post(f"/items/{item.id}/edit", data=edited).status_code == 302
    assert client.post(f"/items/{item.id}/edit", data=edited).status_code == 200
    for action in ("release", "hide", "move"):
        assert client.post(f"/items/{item.id}/{action}", data={"to": "later"}).status_code == 302
    assert "defence" in client.get(address).text
    assert client.post(f"/items/{item.id}/delete").status_code == 302
    db.session.rollback()
    assert db.session.query(GradedItem).count() == 0


def test_scores_come_back_from_their_own_export(
    sign_in: SignIn, cohort: Cohort, item: GradedItem, administrator: Person
) -> None:
    enrolment = trainee(cohort, email="secret@example.org")
    scored(item, enrolment, 70)
    client = sign_in(administrator)
    for kind in ("xlsx", "csv"):
        content = client.get(f"/cohorts/{cohort.id}/scores/export.{kind}").data
        assert b"secret@" not in content
        assert read_rows(content, f"scores.{kind}").rows[1][0] == str(enrolment.id)
        upload = {"file": (io.BytesIO(content), f"scores.{kind}")}
        page = client.post(f"/cohorts/{cohort.id}/scores/import?lang=en", data=upload)
        assert "This table changes no score." in page.text
    assert client.get(f"/cohorts/{cohort.id}/scores/export.exe").status_code == 404


def test_a_paste_is_previewed_and_then_saved_as_promised(
    sign_in: SignIn, cohort: Cohort, item: GradedItem, administrator: Person
) -> None:
    first, second = trainee(cohort), trainee(cohort, "李雷")
    scored(item, first, 50)
    client = sign_in(administrator)
    text = "姓名\tessay\n王芳\t80\n李雷\t101\n张三\t70\n"
    page = client.post(f"/cohorts/{cohort.id}/scores/import?lang=en", data={"text": text})
    assert "1 score will be saved." in page.text
    assert "101 is above the maximum of 100." in page.text
    assert "No trainee of this cohort matches this row." in page.text
    table = json.dumps([["姓名", "essay"], ["王芳", "80"]])
    promise = json.dumps([[first.id, item.id, "50", False, "80"]])
    stale = {"table": table, "promise": json.dumps([[first.id, item.id, "40", False, "80"]])}
    assert "nothing was saved" in client.post(f"/cohorts/{cohort.id}/scores/import/confirm?lang=en", data=stale).text
    assert points_of(item.id, first.id) == 50
    promised = {"table": table, "promise": promise}
    assert client.post(f"/cohorts/{cohort.id}/scores/import/confirm", data=promised).status_code == 302
    assert points_of(item.id, first.id) == 80
    assert points_of(item.id, second.id) is None


def test_unusable_imports_get_a_sentence(
    sign_in: SignIn, cohort: Cohort, item: GradedItem, administrator: Person
) -> None:
    client = sign_in(administrator)
    address = f"/cohorts/{cohort.id}/scores/import?lang=en"
    assert "Choose a file, or paste rows from a spreadsheet." in client.post(address, data={}).text
    assert "No row of column titles was found." in client.post(address, data={"text": "a\tb"}).text
    picture = {"file": (io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"0" * 99), "scores.xlsx")}
    assert "Nothing was saved yet" in client.post(address, data=picture).text
    confirm = f"/cohorts/{cohort.id}/scores/import/confirm"
    assert client.post(confirm, data={"table": "no json"}).status_code == 400
    assert client.post(confirm, data={"table": "5"}).status_code == 400


def test_a_trainee_sees_own_results_only_when_released(sign_in: SignIn, cohort: Cohort, item: GradedItem) -> None:
    mine, other = trainee(cohort), trainee(cohort, "李雷")
    scored(item, mine, 73)
    scored(item, other, 99)
    client = sign_in(mine.person)
    page = client.get("/my/results?lang=en").text
    assert "73 / 100" not in page
    assert "Not released yet" in page
    item.released_at = clock.now()
    page = client.get("/my/results?lang=en").text
    assert "73 / 100" in page
    assert "99 / 100" not in page
    assert "You are not enrolled" in sign_in(factories.person("张三")).get("/my/results?lang=en").text


def test_a_comment_reaches_the_trainee(
    sign_in: SignIn, cohort: Cohort, item: GradedItem, administrator: Person
) -> None:
    enrolment = trainee(cohort)
    scored(item, enrolment, 73)
    item.released_at = clock.now()
    client = sign_in(administrator)
    address = f"/enrolments/{enrolment.id}/scores"
    assert client.post(f"{address}/comments", data={"item": item.id, "comment": "论证有力"}).status_code == 302
    assert client.post(f"{address}/comments", data={"item": 0}).status_code == 404
    assert "论证有力" in client.get(address).text
    assert "论证有力" in sign_in(enrolment.person).get("/my/results").text


def test_lists_take_the_same_number_of_reads_for_one_and_for_many(
    sign_in: SignIn, cohort: Cohort, administrator: Person, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    trainee(cohort)
    factories.graded_item(cohort)
    client = sign_in(administrator)
    for address in ("scores", "items"):
        page = f"/cohorts/{cohort.id}/{address}"
        client.get(page)
        one = count_queries(lambda page=page: client.get(page))
        for _number in range(3):
            trainee(cohort, organization=factories.organization())
            factories.graded_item(cohort)
        assert count_queries(lambda page=page: client.get(page)) == one
