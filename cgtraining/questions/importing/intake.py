"""Rows of an import become questions of the bank, in their folders."""

from collections.abc import Sequence
from decimal import Decimal

from cgtraining import clock
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.questions.importing.models import ImportedQuestion, QuestionImport, QuestionVerdict
from cgtraining.questions.interchange.read import in_language
from cgtraining.questions.models import QuestionFolder
from cgtraining.questions.operations.folders import add_folder
from cgtraining.questions.operations.questions import Filing, add_question
from cgtraining.questions.queries import folders_of, questions_with_digests


def take_in(question_import: QuestionImport, rows: Sequence[ImportedQuestion]) -> None:
    """All of them; what came into the bank in the meantime is not doubled."""
    program, actor = question_import.program, question_import.actor
    present = questions_with_digests(program, {row.digest for row in rows if row.digest})
    folders = Folders(program, question_import.folder, actor)
    tags = {competency.code: competency for competency in program.competencies}
    for row in rows:
        row.done_at = clock.now()
        content = row.content
        if content is None or row.digest is None:
            continue
        if found := present.get(row.digest):
            row.verdict, row.question, row.done_at = QuestionVerdict.PRESENT, found, None
            continue
        filing = Filing(
            name=row.name,
            folder=folders.at(row.titles) if question_import.keeps_folders else question_import.folder,
            points=row.points if row.points is not None else Decimal(1),
            difficulty=row.difficulty,
            competencies=[tags[code] for code in row.competencies if code in tags],
        )
        row.question = add_question(program=program, content=content, filing=filing, actor=actor)
        present[row.digest] = row.question
    db.session.flush()


class Folders:
    """Those of the program by where they lie and how they are called; what is missing is made."""

    def __init__(self, program: Program, target: QuestionFolder | None, actor: Person | None) -> None:
        self.program, self.target, self.actor = program, target, actor
        self.known: dict[tuple[int | None, str], QuestionFolder] = {}
        for folder in folders_of(program):
            for title in filter(None, (folder.title.en, folder.title.zh)):
                self.known.setdefault((folder.parent_id, title.casefold()), folder)

    def at(self, titles: Sequence[str]) -> QuestionFolder | None:
        folder = self.target
        for title in titles:
            place = (folder.id if folder else None, title.casefold())
            if place not in self.known:
                self.known[place] = add_folder(
                    program=self.program, title=in_language(title, None), parent=folder, actor=self.actor
                )
            folder = self.known[place]
        return folder
