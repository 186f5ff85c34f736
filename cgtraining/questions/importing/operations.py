"""Beginning an import, starting its run, and taking back what it brought."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import insert

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.questions.importing.judging import rows_for
from cgtraining.questions.importing.models import ImportedQuestion, QuestionImport, QuestionImportState
from cgtraining.questions.importing.queries import brought_by, count_left
from cgtraining.questions.interchange.detecting import FileRead
from cgtraining.questions.models import QuestionFolder
from cgtraining.questions.operations.pictures import add_picture
from cgtraining.questions.operations.questions import retire_question


def begin_import(
    *,
    program: Program,
    files: Sequence[FileRead],
    folder: QuestionFolder | None,
    keeps_folders: bool,
    actor: Person | None,
) -> QuestionImport:
    """Keep what was read, to be looked through. Its pictures are kept too; nobody sees them without a question."""
    if folder is not None and folder.program_id != program.id:
        raise RuleBroken(_("This folder is in the bank of another program."))
    made = QuestionImport(program=program, actor=actor, folder=folder, keeps_folders=keeps_folders)
    made.files = [file.name[-255:] for file in files]
    db.session.add(made)
    db.session.flush()

    def picture_of(name: str, content: bytes) -> int:
        return add_picture(program=program, content=content, name=name, actor=actor).id

    rows = rows_for(program, files, picture_of)
    if rows:
        db.session.execute(insert(ImportedQuestion), [{"import_id": made.id, **row} for row in rows])
    record("question_import.begun", made, actor=actor, program_id=program.id)
    return made


def start_import(*, question_import: QuestionImport, actor: Person | None) -> QuestionImport:
    _hold(question_import)
    if question_import.state is not QuestionImportState.PREVIEW:
        raise RuleBroken(_("These questions are imported already, or are just being imported."))
    if not count_left(question_import):
        raise RuleBroken(
            _("There is nothing to import: none of these questions can be taken, or all are here already.")
        )
    question_import.state, question_import.leased_until = QuestionImportState.RUNNING, None
    db.session.flush()
    record("question_import.started", question_import, actor=actor)
    return question_import


def retire_imported(*, question_import: QuestionImport, actor: Person | None) -> int:
    """Take out of use what it brought; how many that were. Whatever has them already keeps them."""
    _hold(question_import)
    if question_import.state is not QuestionImportState.DONE:
        raise RuleBroken(_("This import is not finished yet."))
    questions = brought_by(question_import)
    for question in questions:
        retire_question(question=question, actor=actor)
    question_import.retired_at = clock.now()
    db.session.flush()
    record("question_import.retired", question_import, actor=actor, count=len(questions))
    return len(questions)


def _hold(question_import: QuestionImport) -> None:
    """As it is now, and until the transaction ends: another may start it at this moment."""
    db.session.refresh(question_import, ("state", "retired_at"), with_for_update=True)
