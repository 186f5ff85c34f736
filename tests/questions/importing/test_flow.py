"""Importing questions in the browser: read, looked through, stored together, taken back; and leaving as files."""

import base64
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cgtraining.database import db
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.questions.importing import running
from cgtraining.questions.importing.models import ImportedQuestion, QuestionImport, QuestionImportState, QuestionVerdict
from cgtraining.questions.models import Question, QuestionFolder
from cgtraining.questions.operations.pictures import add_picture
from tests import factories
from tests.questions.bank import question, single
from tests.questions.samples import CONTENTS
from tests.questions.test_pictures import drawn

SignIn = Callable[[Person], FlaskClient]
Count = Callable[[Callable[[], Any]], int]
PAPER = """一、单选题（每题2分）
1. 谁召集居民议事会？
A. 居委会
B. 物业
答案：A
难度：易
2. 何时公示？
A. 春
B. 秋
"""


@pytest.fixture
def program(app: Flask) -> Program:
    return factories.program()


@pytest.fixture
def office(program: Program, sign_in: SignIn) -> FlaskClient:
    client = sign_in(factories.program_staff(program))
    client.set_cookie("language", "en")
    return client


def send(office: FlaskClient, program: Program, **data: Any) -> Any:
    given = {"folder": "0", "keeps_folders": "y", "language": "", **data}
    return office.post(f"/programs/{program.id}/questions/import", data=given)


def latest() -> QuestionImport:
    return db.session.scalars(select(QuestionImport).order_by(QuestionImport.id.desc())).first()  # type: ignore[return-value]


def verdicts() -> list[str]:
    rows = db.session.scalars(select(ImportedQuestion).where(ImportedQuestion.import_id == latest().id))
    return [row.verdict.value for row in rows.all()]


def count_questions() -> int:
    return db.session.scalar(select(func.count()).select_from(Question)) or 0


def test_a_paste_is_looked_through_and_then_stored(program: Program, office: FlaskClient) -> None:
    page = office.get(send(office, program, text=PAPER).location).text

    assert count_questions() == 0
    assert "Question 2 has no answer." in page
    assert "Import 1 question" in page
    assert "居委会" in page
    assert verdicts() == ["taken", "refused"]

    office.post(f"/questions/imports/{latest().id}/start")

    made = db.session.scalars(select(Question)).one()
    assert (made.name, made.points, made.difficulty.value if made.difficulty else None) == (
        "谁召集居民议事会？",
        2,
        "easy",
    )
    assert latest().state is QuestionImportState.DONE
    assert "1 question is in the bank." in office.get(f"/questions/imports/{latest().id}").text


def test_the_same_file_again_doubles_nothing(program: Program, office: FlaskClient) -> None:
    send(office, program, text=PAPER + PAPER)
    assert verdicts() == ["taken", "refused", "repeated", "refused"]
    office.post(f"/questions/imports/{latest().id}/start")
    page = office.get(send(office, program, text=PAPER).location).text
    assert verdicts() == ["present", "refused"]
    assert "There is nothing to import" in page
    office.post(f"/questions/imports/{latest().id}/start")
    assert count_questions() == 1


def test_several_files_at_once_into_the_folders_that_they_name(program: Program, office: FlaskClient) -> None:
    gift = "$CATEGORY: 社区/议事\n\n对吗？{T}\n".encode()
    aiken = b"Who?\nA. One\nB. Two\nANSWER: A\n"
    send(office, program, files=[(BytesIO(gift), "a.gift"), (BytesIO(aiken), "b.txt")])
    office.post(f"/questions/imports/{latest().id}/start")
    assert latest().files == ["a.gift", "b.txt"]
    folder = db.session.scalars(select(QuestionFolder).where(QuestionFolder.title_zh == "议事")).one()
    assert folder.parent is not None
    assert folder.parent.title_zh == "社区"
    assert [one.folder_id for one in db.session.scalars(select(Question).order_by(Question.id))] == [folder.id, None]


def test_one_file_that_cannot_be_used_stops_all_with_a_sentence(program: Program, office: FlaskClient) -> None:
    page = send(office, program, files=[(BytesIO(b"Who?{=a ~b}"), "a.gift"), (BytesIO(b"%PDF-1.4"), "b.pdf")]).text
    assert "b.pdf: This is a PDF. Save the paper as .docx or as text, or paste it." in page
    assert db.session.scalar(select(func.count()).select_from(QuestionImport)) == 0
    assert "Choose files, or paste the questions." in send(office, program).text


def test_pictures_come_into_the_bank_and_what_is_none_is_left_out(program: Program, office: FlaskClient) -> None:
    good, bad = (base64.b64encode(content).decode().replace("=", "\\=") for content in (drawn("PNG"), b"no picture"))
    gift = "".join(
        f'[html]<p>{name}</p><img src\\="data\\:image/png;base64,{data}">{{T}}\n\n'
        for name, data in (("a", good), ("b", bad))
    )
    send(office, program, files=[(BytesIO(gift.encode()), "a.gift")])
    rows = db.session.scalars(select(ImportedQuestion).order_by(ImportedQuestion.number)).all()
    assert [row.verdict for row in rows] == [QuestionVerdict.TAKEN, QuestionVerdict.LOSS]
    assert "picture:" in str(rows[0].stored)
    assert "<img" not in str(rows[1].stored)


def test_what_an_import_brought_is_retired_in_one_go(program: Program, office: FlaskClient) -> None:
    send(office, program, text=PAPER)
    office.post(f"/questions/imports/{latest().id}/retire")
    assert latest().retired_at is None
    office.post(f"/questions/imports/{latest().id}/start")
    office.post(f"/questions/imports/{latest().id}/retire")
    assert db.session.scalars(select(Question)).one().retired_at is not None
    assert "was retired on" in office.get(f"/questions/imports/{latest().id}").text


def test_an_interrupted_run_goes_on_where_it_stopped(
    program: Program, office: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(office, program, text="".join(f"{n}. 第{n}问？\nA. 甲\nB. 乙\n答案：A\n" for n in range(1, 6)))
    made = latest()
    made.state = QuestionImportState.RUNNING
    db.session.commit()
    monkeypatch.setattr(running, "CHUNK", 2)
    assert running.import_chunk(made.id)
    assert count_questions() == 2
    assert "2" in office.get(f"/questions/imports/{made.id}").text
    assert office.get(f"/questions/imports/{made.id}/progress").status_code == 200
    made.leased_until = None
    db.session.commit()
    running.proceed(made.id)
    running.proceed(made.id)
    assert count_questions() == 5
    assert latest().state is QuestionImportState.DONE
    assert office.get(f"/questions/imports/{made.id}/progress").headers["HX-Refresh"] == "true"


def test_the_preview_asks_as_often_for_three_questions_as_for_one(
    program: Program, office: FlaskClient, count_queries: Count
) -> None:
    one = send(office, program, text="1. 甲？\nA. 甲\nB. 乙\n答案：A").location
    three = send(office, program, text="".join(f"{n}. 第{n}？\nA. 甲\nB. 乙\n答案：A\n" for n in (1, 2, 3))).location
    assert count_queries(lambda: office.get(one)) == count_queries(lambda: office.get(three))


def test_a_competency_that_the_program_has_not_is_told(program: Program, office: FlaskClient) -> None:
    page = office.get(send(office, program, text="1. 甲？\nA. 甲\nB. 乙\n答案：A\n知识点：法律").location).text
    assert "“法律” is no competency of this program" in page


@pytest.mark.parametrize("ending", ["xlsx", "gift", "xml", "zip"])
def test_what_was_exported_is_in_the_bank_already(program: Program, office: FlaskClient, ending: str) -> None:
    for content in CONTENTS.values():
        question(program, content)
    content = office.get(f"/programs/{program.id}/questions/export.{ending}").data
    send(office, program, files=[(BytesIO(content), f"q.{ending}")])
    assert verdicts() == ["present"] * len(CONTENTS)


@pytest.mark.parametrize("ending", ["xlsx", "gift", "xml", "zip"])
def test_a_picture_goes_out_and_comes_home(program: Program, office: FlaskClient, ending: str) -> None:
    picture = add_picture(program=program, content=drawn("PNG"), name="图.png", actor=None)
    question(program, single(BilingualText(f'看<img src="picture:{picture.id}" alt="图">')))
    content = office.get(f"/programs/{program.id}/questions/export.{ending}").data
    send(office, program, files=[(BytesIO(content), f"q.{ending}")])
    assert verdicts() == ["present"]


def test_the_page_of_exports_says_what_is_lost(program: Program, office: FlaskClient) -> None:
    question(program, CONTENTS["ordering"], name="次序")
    page = office.get(f"/programs/{program.id}/questions/export?kind=ordering&program_id=7").text
    assert "GIFT has no questions of this kind" in page
    office.get(f"/programs/{program.id}/questions/export.gift?kind=essay", follow_redirects=True)


def test_a_paste_of_a_whole_year_is_read_and_one_beyond_all_papers_refused(
    program: Program, office: FlaskClient
) -> None:
    assert send(office, program, text=PAPER + "解析：" + "长" * 200_000).status_code == 302
    assert "This text is larger than 10 MB" in send(office, program, text="a" * 11_000_000).text


def test_the_workbook_to_fill_in_is_a_workbook(program: Program, office: FlaskClient) -> None:
    response = office.get(f"/programs/{program.id}/questions/import/template.xlsx")
    assert response.data.startswith(b"PK")
