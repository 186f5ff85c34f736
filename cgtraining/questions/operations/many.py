"""The same change to many questions at once. None of them is a new version: only how they are found changes."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import Competency
from cgtraining.questions.kinds import Difficulty
from cgtraining.questions.models import Question, QuestionFolder
from cgtraining.questions.operations.questions import restore_question, retire_question


def move_questions(*, questions: Sequence[Question], folder: QuestionFolder | None, actor: Person | None) -> None:
    if folder is not None and any(question.program_id != folder.program_id for question in questions):
        raise RuleBroken(_l("This folder is in the bank of another program."))
    for question in questions:
        question.folder = folder
        record("question.filed", question, actor=actor, folder_id=folder.id if folder else None)
    db.session.flush()


def set_difficulty(*, questions: Sequence[Question], difficulty: Difficulty | None, actor: Person | None) -> None:
    for question in questions:
        question.difficulty = difficulty
        record("question.filed", question, actor=actor, difficulty=difficulty.value if difficulty else None)
    db.session.flush()


def tag_questions(*, questions: Sequence[Question], competency: Competency, actor: Person | None) -> None:
    """The competencies that they have stay."""
    if any(question.program_id != competency.program_id for question in questions):
        raise RuleBroken(_l("This competency belongs to another program."))
    for question in questions:
        if competency not in question.competencies:
            question.competencies.append(competency)
            record("question.filed", question, actor=actor, competency_id=competency.id)
    db.session.flush()


def retire_questions(*, questions: Sequence[Question], actor: Person | None) -> None:
    for question in questions:
        retire_question(question=question, actor=actor)


def restore_questions(*, questions: Sequence[Question], actor: Person | None) -> None:
    for question in questions:
        restore_question(question=question, actor=actor)
