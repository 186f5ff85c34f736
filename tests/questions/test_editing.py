"""Writing questions in the browser: every kind, rows without a script, what is refused, and what is kept."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.questions.forms.by_kind import data_of, first_data
from cgtraining.questions.kinds import QuestionKind
from cgtraining.questions.models import Question
from cgtraining.questions.operations.pictures import add_picture
from cgtraining.questions.queries import latest_version, question_by_id
from tests import factories
from tests.questions.bank import question
from tests.questions.samples import CONTENTS
from tests.questions.test_forms import fields_of
from tests.questions.test_pictures import drawn

SignIn = Callable[[Person], FlaskClient]
PLACE = {"folder": "0", "difficulty": ""}
SINGLE = {
    "text_zh": "谁召集？",
    "options-0-key": "a",
    "options-0-text_zh": "居委会",
    "options-1-key": "b",
    "options-1-text_zh": "物业",
    "right": "a",
    "points": "2",
    "folder": "0",
    "difficulty": "",
}


@pytest.fixture
def program(app: Flask) -> Program:
    return factories.program()


@pytest.fixture
def office(program: Program, sign_in: SignIn) -> FlaskClient:
    client = sign_in(factories.program_staff(program))
    client.set_cookie("language", "en")
    return client


def made_in(program: Program) -> Question:
    return db.session.scalars(select(Question).where(Question.program_id == program.id)).one()


@pytest.mark.parametrize("kind", CONTENTS)
def test_a_question_of_each_kind_is_begun_and_changed_without_loss(
    program: Program, office: FlaskClient, kind: str
) -> None:
    assert office.get(f"/programs/{program.id}/questions/new/{kind}").status_code == 200
    made = question(program, CONTENTS[kind])
    assert office.get(f"/questions/{made.id}/edit").status_code == 200
    sent = dict(fields_of({**data_of(CONTENTS[kind]), "points": "3", **PLACE, "version": made.version}))
    answer = office.post(f"/questions/{made.id}/edit", data=sent)
    db.session.expire_all()
    assert (answer.status_code, question_by_id(made.id).points, question_by_id(made.id).latest) == (302, 3, 1)


@pytest.mark.parametrize("kind", [kind for kind in QuestionKind if kind is not QuestionKind.TRUE_FALSE])
def test_an_empty_form_is_refused_at_its_fields(program: Program, office: FlaskClient, kind: QuestionKind) -> None:
    sent = dict(fields_of({**first_data(kind), **PLACE}))
    page = office.post(f"/programs/{program.id}/questions/new/{kind.value}", data=sent).text
    assert "Write the question in at least one language." in page
    assert db.session.scalars(select(Question)).all() == []


def test_a_question_is_written_and_filed(program: Program, office: FlaskClient) -> None:
    office.post(f"/programs/{program.id}/questions/new/single", data=SINGLE)
    made = made_in(program)
    assert (made.name, made.points, latest_version(made).content.options[0].share) == ("谁召集？", 2, 1)


def test_there_is_no_kind_that_is_not_known(program: Program, office: FlaskClient) -> None:
    assert office.get(f"/programs/{program.id}/questions/new/riddle").status_code == 404
    assert "What kind of question?" in office.get(f"/programs/{program.id}/questions/new").text


def test_rows_change_without_a_script_and_nothing_typed_is_lost(program: Program, office: FlaskClient) -> None:
    address = f"/programs/{program.id}/questions/new/single"
    page = office.post(address, data=SINGLE | {"rows": "options add", "points": "twelve"}).text
    assert 'name="options-2-text_zh"' in page
    assert "物业" in page
    assert 'value="twelve"' in page
    moved = office.post(address, data=SINGLE | {"rows": "options down 0"}).text
    assert moved.index("物业") < moved.index("居委会")
    assert db.session.scalars(select(Question)).all() == []


def test_gaps_are_taken_over_from_the_text_and_a_scale_is_ready(program: Program, office: FlaskClient) -> None:
    base = f"/programs/{program.id}/questions/new"
    assert 'name="gaps-0-key"' in office.post(f"{base}/cloze", data={"text_zh": "[[1]]", "rows": "gaps read"}).text
    assert "很满意" in office.post(f"{base}/likert", data={"rows": "scale ready satisfied"}).text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"right": ""}, "Choose the option that is right."),
        ({"options-1-text_zh": ""}, "Write at least two options."),
        ({"points": "x"}, "Give a number in digits"),
        ({"points": "1.234"}, "at most two decimal places"),
        ({"points": ""}, "Give the points, or 0."),
        ({"options-1-share": "150"}, "Give at most 100."),
        ({"options-1-share": "0.1234567891"}, "Give a number in digits"),
        ({"text_zh": '<img src="picture:999" alt="">'}, "not in the bank of the program"),
    ],
)
def test_what_cannot_be_is_refused_and_the_rest_is_kept(
    program: Program, office: FlaskClient, changed: dict[str, str], sentence: str
) -> None:
    page = office.post(f"/programs/{program.id}/questions/new/single", data=SINGLE | changed).text
    assert sentence in page
    assert "居委会" in page
    assert db.session.scalars(select(Question)).all() == []


def test_a_changed_question_becomes_a_new_version_with_its_reason(program: Program, office: FlaskClient) -> None:
    made = question(program)
    sent = SINGLE | {"version": str(made.version), "reason": "Clearer"}
    page = office.post(f"/questions/{made.id}/edit", data=sent, follow_redirects=True).text
    assert "Saved as version 2." in page
    assert "Clearer" in page
    db.session.expire_all()
    assert (question_by_id(made.id).name, question_by_id(made.id).latest) == ("谁召集？", 2)


def test_a_form_that_came_too_late_is_refused_and_keeps_what_was_typed(program: Program, office: FlaskClient) -> None:
    made = question(program)
    page = office.post(f"/questions/{made.id}/edit", data=SINGLE | {"version": "0"}).text
    assert "Someone else saved this in the meantime." in page
    assert "谁召集？" in page
    assert f'value="{made.version}"' in page


def test_html_of_the_editor_is_cleaned_and_shows_pictures_of_the_program(program: Program, office: FlaskClient) -> None:
    picture = add_picture(program=program, content=drawn("PNG"), name="", actor=None)
    text = f'<p onclick="x()">图<img src="picture:{picture.id}" alt="路" onerror="x()"></p><script>x()</script>'
    office.post(f"/programs/{program.id}/questions/new/single", data=SINGLE | {"html": "1", "text_zh": text})
    kept = latest_version(made_in(program)).content.text.zh
    assert kept == f'<p>图<img src="picture:{picture.id}" alt="路"></p>'
    assert f'src="/questions/pictures/{picture.id}"' in office.get(f"/questions/{made_in(program).id}").text
