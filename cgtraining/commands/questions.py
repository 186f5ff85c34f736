"""`cgtraining import-questions` and `export-questions`: the bank of a program from a script."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from cgtraining.commands.refusals import NothingDone, on_the_database, refusing
from cgtraining.commands.terminal import say_json, spoken_here
from cgtraining.database import db
from cgtraining.errors import UnusableFile
from cgtraining.language.choosing import in_language
from cgtraining.language.text import Language
from cgtraining.programs.models import Program
from cgtraining.programs.queries import program_with_code
from cgtraining.questions.bank import Wanted, questions_wanted
from cgtraining.questions.exports import TARGETS, exported, losses_of
from cgtraining.questions.importing import operations, queries, report, running
from cgtraining.questions.importing.judging import rows_for
from cgtraining.questions.importing.models import QuestionImportState
from cgtraining.questions.importing.reading import read_sources
from cgtraining.questions.interchange.detecting import FileRead
from cgtraining.questions.models import QuestionFolder
from cgtraining.questions.pictures import checked_picture
from cgtraining.questions.queries import folders_of

SOME_LEFT = 1
MOST_BYTES = 50 * 1024 * 1024
FORMATS = tuple(TARGETS)
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    program: Program
    folder: QuestionFolder | None
    files: list[FileRead]


@click.command("import-questions")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--program", "code", required=True, metavar="CODE", help="The program whose bank takes them.")
@click.option("--folder", metavar="TITLE", help="Of the bank, in either language; it must be there.")
@click.option(
    "--written-in", type=click.Choice(["zh", "en"]), help="Of files in one language; told by itself unless given."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Of the reasons; that of LANG unless given.")
@on_the_database
def import_questions(
    files: Sequence[Path],
    code: str,
    folder: str | None,
    written_in: Language | None,
    dry_run: bool,
    as_json: bool,
    language: Language | None,
) -> None:
    """Import questions into the bank of a program. FILES are papers (.docx, text), GIFT, Aiken, Moodle XML, QTI, XLSX.

    Importing the same file again doubles nothing: what is in the bank already is left as it is.

    Exit code: 0 when every question is in; 1 when some cannot be taken; 2 when nothing was done: a file cannot be
    read, or there is no such program or folder.

    JSON: program, files (name, format, questions), dry_run, import (its number); counts taken, loss, refused, present
    and repeated; and questions: a list of file, where, name, kind, verdict, reasons, folder and question (its number).
    """
    with in_language(language or spoken_here()), refusing():
        asked = asked_for(code, folder, files, written_in)
        number, rows = (None, would_be(asked)) if dry_run else imported(asked)
        lines = [report.told(row) for row in rows]
        if as_json:
            read = [
                {"name": file.name, "format": file.format.value, "questions": len(file.questions)}
                for file in asked.files
            ]
            head = {"program": code, "files": read, "dry_run": dry_run, "import": number}
            say_json({**head, **report.counts_in(rows), "questions": lines})
        else:
            say(rows, lines)
    raise SystemExit(SOME_LEFT if any(map(report.is_left, rows)) else 0)


@click.command("export-questions")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--program", "code", required=True, metavar="CODE", help="The program whose bank is meant.")
@click.option("--folder", metavar="TITLE", help="Only what lies in this folder.")
@click.option("--format", "name", type=click.Choice(FORMATS), help="Told by the ending of FILE unless given.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Of the losses; that of LANG unless given.")
@on_the_database
def export_questions(
    file: Path, code: str, folder: str | None, name: str | None, as_json: bool, language: Language | None
) -> None:
    """Write the questions of a bank into FILE. What the format cannot hold is said of each question.

    Exit code: 0 when it is written; 2 when nothing was done.

    JSON: program, file, format, questions (how many), losses: a list of question and sentence.
    """
    with in_language(language or spoken_here()), refusing():
        target = TARGETS.get(name or file.suffix.removeprefix(".").lower())
        if target is None:
            raise NothingDone(f"Give a --format: {', '.join(FORMATS)}.")
        program = program_called(code)
        wanted = Wanted(folder=folder_called(program, folder).id if folder else None)
        questions = exported(program, db.session.scalars(questions_wanted(program, wanted)).unique().all())
        if not questions:
            raise NothingDone("There is no question to export.")
        db.session.rollback()
        file.write_bytes(target.module.write(questions))
        losses = [{"question": one, "sentence": str(sentence)} for one, sentence in losses_of(target, questions)]
        if as_json:
            say_json(
                {
                    "program": code,
                    "file": file.name,
                    "format": name or target.ending,
                    "questions": len(questions),
                    "losses": losses,
                }
            )
        else:
            click.echo(f"questions {len(questions)}  losses {len(losses)}")
            for loss in losses:
                click.echo(f"  {loss['question']}: {loss['sentence']}")


def asked_for(code: str, folder: str | None, files: Sequence[Path], language: Language | None) -> Asked:
    sources = [(file.name, content_of(file)) for file in files]
    program = program_called(code)
    target = folder_called(program, folder) if folder else None
    return Asked(program, target, read_sources(sources, language))


def content_of(file: Path) -> bytes:
    if file.stat().st_size > MOST_BYTES:
        raise UnusableFile(f"{file.name} is larger than {MOST_BYTES // 1024**2} MB. Divide it into several files.")
    return file.read_bytes()


def program_called(code: str) -> Program:
    program = program_with_code(code)
    if program is None:
        raise NothingDone(f"There is no program with the code {code}.")
    return program


def folder_called(program: Program, title: str) -> QuestionFolder:
    found = [one for one in folders_of(program) if title in (one.title.zh, one.title.en)]
    if len(found) != 1:
        raise NothingDone(f"There are {len(found)} folders called {title} in the bank of {program.code}.")
    return found[0]


def would_be(asked: Asked) -> Rows:
    """Pictures are looked at and not kept."""

    def picture_of(_name: str, content: bytes) -> int:
        checked_picture(content)
        return 0

    rows = rows_for(asked.program, asked.files, picture_of)
    db.session.rollback()
    return rows


def imported(asked: Asked) -> tuple[int, Rows]:
    made = operations.begin_import(
        program=asked.program, files=asked.files, folder=asked.folder, keeps_folders=True, actor=None
    )
    db.session.commit()
    if queries.count_left(made):
        operations.start_import(question_import=made, actor=None)
        db.session.commit()
        while made.state is QuestionImportState.RUNNING:
            running.proceed(made.id)
            db.session.refresh(made)
    return made.id, report.rows_of(made)


def say(rows: Rows, lines: Rows) -> None:
    click.echo("  ".join(f"{verdict} {number}" for verdict, number in report.counts_in(rows).items()))
    for row, line in zip(rows, lines, strict=True):
        click.echo(f"{line['where']}  {row['verdict'].label}  {line['name']}")
        for reason in line["reasons"]:
            click.echo(f"        {reason}")
