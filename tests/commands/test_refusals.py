"""What is said where there is nothing to work on, and that asking leaves nothing behind."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import text

from cgtraining.commands import COMMANDS, main
from cgtraining.commands.cohorts import cohorts
from cgtraining.database import db

NEED_A_DATABASE = [
    ["cohorts"],
    ["verify", "a.pdf"],
    ["issue", "CEDAR-1"],
    ["import-roster", "CEDAR-1", __file__],
    ["worker"],
    ["create-admin", "--email", "a@example.org", "--name", "x"],
]


def call(*arguments: str, **variables: str | None) -> Result:
    return CliRunner().invoke(main, arguments, env=variables, prog_name="cgtraining")


@pytest.mark.parametrize("command", NEED_A_DATABASE, ids=lambda command: command[0])
def test_in_an_empty_folder_a_command_says_what_to_call_first_and_makes_nothing(
    command: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "数据 of the office"
    result = call(*command, CGTRAINING_DATA=str(folder), CGTRAINING_DATABASE_URL=None)
    assert (result.exit_code, result.stdout, folder.exists()) == (2, "", False)
    assert result.stderr == (
        f"Error: There is no database in {folder} yet: call `cgtraining run` or `cgtraining migrate` first, or say "
        "with CGTRAINING_DATA where the data folder is.\n"
    )


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (None, "The database is empty: call `cgtraining migrate` first."),
        ("later", "The database is of a newer version of cgtraining than this program: install that version."),
    ],
)
def test_a_database_with_other_tables_is_left_alone(app: Flask, found: str | None, sentence: str) -> None:
    current = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    db.session.execute(text("DELETE FROM alembic_version"))
    if found:
        db.session.execute(text("INSERT INTO alembic_version VALUES (:found)"), {"found": found})
    db.session.commit()
    result = app.test_cli_runner().invoke(cohorts)
    db.session.execute(text("DELETE FROM alembic_version"))
    db.session.execute(text("INSERT INTO alembic_version VALUES (:current)"), {"current": current})
    db.session.commit()
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"Error: {sentence}\n")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_explains_itself_in_english(command) -> None:
    shown = call(str(command.name), "--help")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.startswith(f"Usage: cgtraining {command.name} ")
    assert (shown.stdout.isascii(), [option for option in command.params if not _is_explained(option)]) == (True, [])


def _is_explained(parameter) -> bool:
    return parameter.param_type_name == "argument" or bool(parameter.help)


def test_the_version_is_that_of_the_project() -> None:
    assert call("--version").stdout == "cgtraining 0.1.0\n"


def test_without_a_command_the_commands_are_listed() -> None:
    shown = call()
    assert (shown.exit_code, "import-roster" in shown.stderr) == (2, True)


@pytest.mark.parametrize(
    "words", [["nothing"], ["cohorts", "--nothing"], ["issue"], ["verify"], ["run", "--port", "0"]]
)
def test_what_cannot_be_meant_is_said_with_the_way_to_help(words: list[str]) -> None:
    shown = call(*words)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr.splitlines()[1].startswith("Try 'cgtraining")
