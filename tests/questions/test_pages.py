"""The pages of a question bank: the list, its folders, a question, its pictures."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.questions.models import QuestionFolder
from cgtraining.questions.operations.questions import revise_question
from cgtraining.questions.queries import folder_by_id, question_by_id
from tests import factories
from tests.questions.bank import question, single
from tests.questions.samples import CONTENTS
from tests.questions.test_pictures import drawn

SignIn = Callable[[Person], FlaskClient]
Count = Callable[[Callable[[], Any]], int]


@pytest.fixture
def program(app: Flask) -> Program:
    return factories.program()


@pytest.fixture
def office(program: Program, sign_in: SignIn) -> FlaskClient:
    client = sign_in(factories.program_staff(program))
    client.set_cookie("language", "en")
    return client


def folder_of(program: Program) -> QuestionFolder:
    return db.session.query(QuestionFolder).filter_by(program_id=program.id).one()


def test_the_list_asks_as_often_for_three_questions_as_for_one(
    program: Program, office: FlaskClient, count_queries: Count
) -> None:
    question(program)
    one = count_queries(lambda: office.get(f"/programs/{program.id}/questions"))
    question(program)
    question(program)
    assert count_queries(lambda: office.get(f"/programs/{program.id}/questions")) == one


def test_an_empty_bank_says_how_to_begin(program: Program, office: FlaskClient) -> None:
    assert "No questions yet" in office.get(f"/programs/{program.id}/questions").text


def test_the_list_shows_what_the_address_asks_for(program: Program, office: FlaskClient) -> None:
    question(program, name="Quorum")
    base = f"/programs/{program.id}/questions"
    assert "Quorum" in office.get(f"{base}?q=who&kind=single&sort=-name&folder=0").text
    for query in ("q=nothing", "kind=essay", "difficulty=hard", "competency=1", "folder=999", "retired=yes"):
        page = office.get(f"{base}?{query}").text
        assert "Quorum" not in page, query
        assert "No question fits this search" in page, query
    assert "No questions in use" not in office.get(f"{base}?kind=nonsense&folder=x&competency=-1").text


def test_folders_are_added_renamed_moved_and_deleted(program: Program, office: FlaskClient) -> None:
    office.post(
        f"/programs/{program.id}/questions/folders/new", data={"title_zh": "议事", "title_en": "", "parent": "0"}
    )
    folder = folder_of(program)
    change = {"title_zh": "协商", "title_en": "Deliberation", "parent": str(folder.id), "version": str(folder.version)}
    page = office.post(f"/questions/folders/{folder.id}", data=change)
    assert "A folder cannot lie inside itself" in page.text
    assert "Deliberation" in page.text
    assert office.post(f"/questions/folders/{folder.id}", data=change | {"parent": "0"}).status_code == 302
    assert folder_by_id(folder.id).title.en == "Deliberation"
    folder_id = folder.id
    office.post(f"/questions/folders/{folder_id}/delete")
    db.session.expire_all()
    assert folder_by_id(folder_id) is None


def test_many_questions_are_changed_from_the_list(program: Program, office: FlaskClient) -> None:
    made = question(program)
    address, chosen = f"/programs/{program.id}/questions/many", {"selected": str(made.id)}
    assert "Select at least one question first." in office.post(address, data={}, follow_redirects=True).text
    assert "Choose a competency" in office.post(address, data=chosen | {"do": "tag"}, follow_redirects=True).text
    for do in ("difficulty", "move", "retire"):
        office.post(address, data=chosen | {"do": do, "difficulty": "hard", "folder": "0"})
    db.session.expire_all()
    kept = question_by_id(made.id)
    assert (kept.difficulty.value, kept.folder, kept.retired_at is None) == ("hard", None, False)
    office.post(address, data=chosen | {"do": "restore"})
    db.session.expire_all()
    assert question_by_id(made.id).retired_at is None


def test_questions_of_another_program_are_not_changed(program: Program, office: FlaskClient) -> None:
    foreign = question(factories.program())
    office.post(f"/programs/{program.id}/questions/many", data={"selected": str(foreign.id), "do": "retire"})
    db.session.expire_all()
    assert question_by_id(foreign.id).retired_at is None


@pytest.mark.parametrize("kind", CONTENTS)
def test_a_question_of_each_kind_is_shown_with_what_is_right(program: Program, office: FlaskClient, kind: str) -> None:
    made = question(program, CONTENTS[kind])
    for shown in ("zh", "en"):
        assert "Who convenes" in office.get(f"/questions/{made.id}?shown={shown}").text or kind == "cloze"
    assert office.post(f"/questions/{made.id}/try").status_code == 200


def test_an_answer_is_tried_and_told_what_it_earns(program: Program, office: FlaskClient) -> None:
    made = question(program)
    assert "earns 1 of 1 points" in office.post(f"/questions/{made.id}/try", data={"try": "a"}).text
    assert "earns 0 of 1 points" in office.post(f"/questions/{made.id}/try", data={"try": "b"}).text
    assert "Nothing was answered." in office.post(f"/questions/{made.id}/try").text


def test_an_older_version_is_shown_when_asked_for(program: Program, office: FlaskClient) -> None:
    made = question(program)
    later = single(BilingualText(en="Who chairs it?"))
    revise_question(question=made, content=later, actor=None, version=made.version, reason="Clearer")
    assert "Clearer" in office.get(f"/questions/{made.id}").text
    old = office.get(f"/questions/{made.id}?version=1&shown=en").text
    assert "You see version 1. The newest is version 2." in old
    assert "Who convenes the council?" in old
    assert "Who convenes the council?" not in office.get(f"/questions/{made.id}?shown=en").text
    assert office.get(f"/questions/{made.id}?version=3").status_code == 404


def test_a_question_is_retired_used_again_and_copied(program: Program, office: FlaskClient) -> None:
    made = question(program, name="Quorum")
    assert "The question is retired" in office.post(f"/questions/{made.id}/retire", follow_redirects=True).text
    assert "in use again" in office.post(f"/questions/{made.id}/restore", follow_redirects=True).text
    assert "Copy of Quorum" in office.post(f"/questions/{made.id}/copy", follow_redirects=True).text


def test_scripts_in_a_stored_text_never_reach_the_page(program: Program, office: FlaskClient) -> None:
    made = question(program, single(BilingualText("<img src=x onerror=alert(1)>问<script>alert(2)</script>")))
    page = office.get(f"/questions/{made.id}").text
    assert "alert(" not in page.split('id="main"')[1]


def test_a_picture_is_uploaded_shown_and_refused(program: Program, office: FlaskClient) -> None:
    address = f"/programs/{program.id}/questions/pictures"
    told = office.post(address, data={"picture": (BytesIO(drawn("PNG")), "map.png")}).json
    picture = office.get(told["address"])
    assert (picture.mimetype, picture.headers["Content-Disposition"]) == ("image/png", "attachment")
    refused = office.post(address, data={"picture": (BytesIO(b"<svg/>"), "map.svg")})
    assert (refused.status_code, "PNG, JPG, GIF or WebP" in refused.json["refused"]) == (400, True)
    assert office.post(address).json["refused"] == "Choose a picture first."


def test_teachers_come_to_the_bank_from_their_cohort(program: Program, sign_in: SignIn) -> None:
    cohort = factories.cohort(factories.curriculum(program))
    client = sign_in(factories.cohort_staff(cohort, CohortRole.TRAINER))
    page = client.get(f"/cohorts/{cohort.id}/questions", follow_redirects=True)
    assert (page.status_code, page.request.path) == (200, f"/programs/{program.id}/questions")
    assert f"/cohorts/{cohort.id}/questions" in client.get(f"/cohorts/{cohort.id}").text
    mentor = sign_in(factories.cohort_staff(cohort, CohortRole.MENTOR))
    assert f"/cohorts/{cohort.id}/questions" not in mentor.get(f"/cohorts/{cohort.id}").text
