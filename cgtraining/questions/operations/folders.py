"""The folders of a program's bank."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from cgtraining.audit.operations import record
from cgtraining.database import db, wait_in_turn
from cgtraining.errors import RuleBroken
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.questions.models import QuestionFolder
from cgtraining.questions.queries import folder_ids_within, holds_anything


def add_folder(
    *, program: Program, title: BilingualText, parent: QuestionFolder | None, actor: Person | None
) -> QuestionFolder:
    """Last among the folders beside it."""
    _refuse_untitled(title)
    _refuse_foreign(program, parent)
    highest = select(func.max(QuestionFolder.place)).where(QuestionFolder.program_id == program.id)
    place = (db.session.scalar(highest) or 0) + 1
    folder = QuestionFolder(program=program, parent=parent, place=place, title_zh=title.zh, title_en=title.en)
    db.session.add(folder)
    db.session.flush()
    record("question_folder.added", folder, actor=actor, program_id=program.id)
    return folder


def rename_folder(
    *, folder: QuestionFolder, title: BilingualText, actor: Person | None, version: int | str | None
) -> QuestionFolder:
    folder.expect_version(version)
    _refuse_untitled(title)
    folder.title_zh, folder.title_en = title.zh, title.en
    record("question_folder.renamed", folder, actor=actor)
    db.session.flush()
    return folder


def move_folder(*, folder: QuestionFolder, parent: QuestionFolder | None, actor: Person | None) -> QuestionFolder:
    """Two moves at once cannot put two folders into each other: the second one looks after the first one."""
    _refuse_foreign(folder.program, parent)
    wait_in_turn(f"question folders of {folder.program_id}")
    if parent is not None and parent.id in folder_ids_within(folder):
        raise RuleBroken(_l("A folder cannot lie inside itself. Choose another place."))
    folder.parent = parent
    record("question_folder.moved", folder, actor=actor, parent_id=parent.id if parent else None)
    db.session.flush()
    return folder


def delete_folder(*, folder: QuestionFolder, actor: Person | None) -> None:
    if holds_anything(folder):
        raise RuleBroken(_l("This folder is not empty. Move its questions and folders elsewhere first."))
    record("question_folder.deleted", folder, actor=actor)
    db.session.delete(folder)
    db.session.flush()


def _refuse_untitled(title: BilingualText) -> None:
    if not title:
        raise RuleBroken(_l("Give the folder a name in at least one language."))


def _refuse_foreign(program: Program, parent: QuestionFolder | None) -> None:
    if parent is not None and parent.program_id != program.id:
        raise RuleBroken(_l("This folder is in the bank of another program."))
