from collections.abc import Iterator

import pytest
from flask import Flask

from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.language.choosing import in_language
from cgtraining.language.text import BilingualText
from cgtraining.programs.models import Program
from cgtraining.questions.models import QuestionFolder
from cgtraining.questions.operations.folders import add_folder, delete_folder, move_folder, rename_folder
from cgtraining.questions.queries import folder_by_id, folder_ids_within, folders_of
from tests import factories
from tests.questions.bank import question

TITLE = BilingualText("议事协商", "Deliberation")


@pytest.fixture
def program(app: Flask) -> Iterator[Program]:
    with in_language("en"):
        yield factories.program()


def a_folder(program: Program, parent: QuestionFolder | None = None) -> QuestionFolder:
    return add_folder(program=program, title=TITLE, parent=parent, actor=None)


def test_folders_stand_in_the_order_in_which_they_were_made(program: Program) -> None:
    made = [a_folder(program), a_folder(program)]
    assert list(folders_of(program)) == made


def test_a_folder_is_renamed_in_both_languages(program: Program) -> None:
    folder = a_folder(program)
    rename_folder(folder=folder, title=BilingualText("协商"), actor=None, version=folder.version)
    assert folder.title == BilingualText("协商")


def test_a_folder_renamed_meanwhile_is_not_overwritten(program: Program) -> None:
    folder = a_folder(program)
    with pytest.raises(StaleRecord):
        rename_folder(folder=folder, title=TITLE, actor=None, version=folder.version + 1)


def test_a_folder_without_any_name_is_refused(program: Program) -> None:
    with pytest.raises(RuleBroken, match="at least one language"):
        add_folder(program=program, title=BilingualText(), parent=None, actor=None)


def test_a_folder_moves_with_all_that_lies_in_it(program: Program) -> None:
    top, middle = a_folder(program), a_folder(program)
    inner = a_folder(program, middle)
    move_folder(folder=middle, parent=top, actor=None)
    assert folder_ids_within(top) == {top.id, middle.id, inner.id}
    move_folder(folder=middle, parent=None, actor=None)
    assert folder_ids_within(top) == {top.id}


def test_a_folder_never_lies_inside_itself(program: Program) -> None:
    top = a_folder(program)
    inner = a_folder(program, a_folder(program, top))
    for place in (top, inner):
        with pytest.raises(RuleBroken, match="inside itself"):
            move_folder(folder=top, parent=place, actor=None)


def test_a_folder_of_another_program_is_refused(program: Program) -> None:
    foreign = a_folder(factories.program())
    with pytest.raises(RuleBroken, match="another program"):
        a_folder(program, foreign)


def test_only_an_empty_folder_is_deleted(program: Program) -> None:
    top = a_folder(program)
    inner = a_folder(program, top)
    kept = question(program, folder=inner)
    for folder in (top, inner):
        with pytest.raises(RuleBroken, match="not empty"):
            delete_folder(folder=folder, actor=None)
    db.session.delete(kept)
    delete_folder(folder=inner, actor=None)
    assert folder_by_id(inner.id) is None
