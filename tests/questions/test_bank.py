"""Finding questions in a bank, and changing many at once."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask

from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import in_language
from cgtraining.language.text import BilingualText
from cgtraining.programs.models import Competency, Program
from cgtraining.questions.bank import (
    NO_FOLDER,
    Wanted,
    counts_by_folder,
    counts_by_kind,
    questions_among,
    questions_wanted,
)
from cgtraining.questions.content import TrueFalse
from cgtraining.questions.kinds import Difficulty, QuestionKind
from cgtraining.questions.models import Question
from cgtraining.questions.operations import many
from cgtraining.questions.operations.folders import add_folder
from cgtraining.questions.operations.questions import copy_question, retire_question
from cgtraining.questions.queries import folders_of, latest_version
from cgtraining.questions.tree import branches
from tests import factories
from tests.questions.bank import question

TITLE = BilingualText("议事")


@pytest.fixture
def program(app: Flask) -> Iterator[Program]:
    with in_language("en"):
        yield factories.program()


def found(program: Program, **wanted: object) -> list[Question]:
    return list(db.session.scalars(questions_wanted(program, Wanted(**wanted))))  # type: ignore[arg-type]


def a_competency(program: Program) -> Competency:
    made = Competency(program=program, code="C1", title_zh="协商")
    db.session.add(made)
    db.session.flush()
    return made


def test_questions_are_found_by_words_in_either_language_and_whatever_their_case(program: Program) -> None:
    made = question(program, name="Quorum 100%")
    question(factories.program(), name="Quorum 100%")
    for text in ("quorum", "召集 WHO", "100%", "物业"):
        assert found(program, text=text) == [made]
    assert found(program, text="1000") == found(program, text="%%") == []


def test_a_folder_stands_for_all_that_lies_in_it(program: Program) -> None:
    top = add_folder(program=program, title=TITLE, parent=None, actor=None)
    inner = add_folder(program=program, title=TITLE, parent=top, actor=None)
    loose, kept = question(program), question(program, folder=inner)
    assert found(program, folder=top.id) == found(program, folder=inner.id) == [kept]
    assert found(program, folder=NO_FOLDER) == [loose]
    foreign = add_folder(program=factories.program(), title=TITLE, parent=None, actor=None)
    assert found(program, folder=foreign.id) == found(program, folder=foreign.id + 1) == []


def test_questions_are_found_by_kind_difficulty_competency_and_whether_they_are_retired(program: Program) -> None:
    competency = a_competency(program)
    yes = TrueFalse(kind="true_false", text=TITLE, right=True)
    first = question(program, difficulty=Difficulty.HARD, competencies=[competency])
    second, old = question(program, yes), question(program)
    retire_question(question=old, actor=None)
    assert found(program) == [first, second]
    assert found(program, kind=QuestionKind.TRUE_FALSE) == [second]
    assert found(program, difficulty=Difficulty.HARD) == found(program, competency=competency.id) == [first]
    assert found(program, retired=True) == [old]
    assert counts_by_kind(program, retired=False) == {QuestionKind.SINGLE: 1, QuestionKind.TRUE_FALSE: 1}


def test_questions_stand_in_the_wanted_order(program: Program) -> None:
    easy = question(program, name="b", difficulty=Difficulty.EASY, points=Decimal(2))
    hard = question(program, name="a", difficulty=Difficulty.HARD)
    assert found(program, order="name") == found(program, order="-difficulty") == found(program, order="points")
    assert found(program, order="name") == [hard, easy]
    assert found(program, order="anything") == [easy, hard]


def test_the_tree_counts_what_lies_in_a_folder_however_deep(program: Program) -> None:
    top = add_folder(program=program, title=TITLE, parent=None, actor=None)
    inner = add_folder(program=program, title=TITLE, parent=top, actor=None)
    question(program, folder=inner)
    question(program, folder=top)
    question(program)
    counts = counts_by_folder(program)
    assert counts == {top.id: 1, inner.id: 1, None: 1}
    grown = [(one.folder, one.depth, one.count) for one in branches(folders_of(program), counts)]
    assert grown == [(top, 0, 2), (inner, 1, 1)]


def test_many_questions_are_filed_at_once(program: Program) -> None:
    folder = add_folder(program=program, title=TITLE, parent=None, actor=None)
    competency, chosen = a_competency(program), [question(program), question(program)]
    many.move_questions(questions=chosen, folder=folder, actor=None)
    many.set_difficulty(questions=chosen, difficulty=Difficulty.EASY, actor=None)
    for _again in range(2):
        many.tag_questions(questions=chosen, competency=competency, actor=None)
    assert {(one.folder, one.difficulty, tuple(one.competencies), one.latest) for one in chosen} == {
        (folder, Difficulty.EASY, (competency,), 1)
    }
    many.set_difficulty(questions=chosen, difficulty=None, actor=None)
    many.move_questions(questions=chosen, folder=None, actor=None)
    assert {(one.folder, one.difficulty) for one in chosen} == {(None, None)}


def test_many_questions_are_retired_and_used_again(program: Program) -> None:
    chosen = [question(program), question(program)]
    many.retire_questions(questions=chosen, actor=None)
    assert found(program) == []
    many.restore_questions(questions=chosen, actor=None)
    assert found(program) == chosen


def test_folders_and_competencies_of_another_program_are_refused(program: Program) -> None:
    other, chosen = factories.program(), [question(program)]
    folder = add_folder(program=other, title=TITLE, parent=None, actor=None)
    with pytest.raises(RuleBroken, match="another program"):
        many.move_questions(questions=chosen, folder=folder, actor=None)
    with pytest.raises(RuleBroken, match="another program"):
        many.tag_questions(questions=chosen, competency=a_competency(other), actor=None)
    assert questions_among(other, [chosen[0].id]) == []


def test_a_copy_begins_with_the_newest_version(program: Program) -> None:
    made = question(program, name="A1", points=Decimal(4))
    copied = copy_question(question=made, name="A2", actor=None)
    assert (copied.name, copied.points, copied.latest) == ("A2", Decimal(4), 1)
    assert latest_version(copied).digest == latest_version(made).digest
