"""`cgtraining import-questions` and `export-questions`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import func, select

from cgtraining.commands import questions as commands
from cgtraining.database import db
from cgtraining.programs.models import Program
from cgtraining.questions.models import Question
from tests import factories

PAPER = "1. 谁召集？\nA. 甲\nB. 乙\n答案：A\n2. 何时？\nA. 甲\nB. 乙\n"


@pytest.fixture
def program(app: Flask) -> Program:
    made = factories.program(code="CEDAR")
    db.session.commit()
    return made


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "试卷.txt"
    file.write_text(PAPER, encoding="gb18030")
    return file


def call(command: object, *arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(command, [str(one) for one in arguments])  # type: ignore[arg-type]
    return done.exit_code, done.output


def test_a_dry_run_says_what_would_happen_and_changes_nothing(program: Program, paper: Path) -> None:
    code, said = call(commands.import_questions, paper, "--program", "CEDAR", "--dry-run", "--json", "--language", "en")
    told = json.loads(said)
    assert code == 1
    assert (told["taken"], told["refused"], told["import"]) == (1, 1, None)
    assert told["files"] == [{"name": "试卷.txt", "format": "paper", "questions": 2}]
    assert told["questions"][1]["reasons"] == ["Question 2 has no answer."]
    assert db.session.scalar(select(func.count()).select_from(Question)) == 0


def test_questions_come_in_and_leave_again(program: Program, paper: Path, tmp_path: Path) -> None:
    code, said = call(commands.import_questions, paper, "--program", "CEDAR")
    assert (code, "Question 2 has no answer." in said or "第 2 题没有答案" in said) == (1, True)
    out = tmp_path / "bank.xlsx"
    assert call(commands.export_questions, out, "--program", "CEDAR")[0] == 0
    code, said = call(commands.import_questions, out, "--program", "CEDAR", "--json")
    assert (code, json.loads(said)["present"]) == (0, 1)


def test_what_is_not_possible_is_refused_with_2(program: Program, paper: Path, tmp_path: Path) -> None:
    assert call(commands.import_questions, paper, "--program", "NONE")[0] == 2
    assert call(commands.import_questions, paper, "--program", "CEDAR", "--folder", "无")[0] == 2
    bad = tmp_path / "a.pdf"
    bad.write_bytes(b"%PDF-1.4")
    assert call(commands.import_questions, bad, "--program", "CEDAR")[0] == 2
    assert call(commands.export_questions, tmp_path / "a.doc", "--program", "CEDAR")[0] == 2
    assert call(commands.export_questions, tmp_path / "a.gift", "--program", "CEDAR")[0] == 2
