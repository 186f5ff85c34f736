"""The import of questions: files or a paste, a look through what was read, the run, and taking it back."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining import tasks
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.models import Program
from cgtraining.programs.queries import program_by_id
from cgtraining.questions.access import may_use_bank
from cgtraining.questions.answer_key import key_of
from cgtraining.questions.forms.folders import folder_choices
from cgtraining.questions.forms.importing import QuestionImportForm
from cgtraining.questions.importing import operations, queries, running
from cgtraining.questions.importing.models import QuestionImport, QuestionImportState, QuestionVerdict
from cgtraining.questions.importing.reading import PASTED, read_sources
from cgtraining.questions.queries import folder_by_id, folders_of
from cgtraining.questions.tree import branches
from cgtraining.questions.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.numbers import row_number_or_none
from cgtraining.web.paging import page_of
from cgtraining.web.saving import save

IMPORTED_AT_ONCE = 100


def may_use_import(person: Person, question_import: QuestionImport) -> bool:
    return may_use_bank(person, question_import.program)


@blueprint.route("/programs/<int:program_id>/questions/import", methods=["GET", "POST"])
@allow(may_use_bank, load=program_by_id)
def import_questions(program: Program) -> ResponseReturnValue:
    form = QuestionImportForm(folder=request.args.get("folder"))
    form.folder.choices = folder_choices(branches(folders_of(program), {}), _("At the top"))
    if form.validate_on_submit() and (made := save(form, lambda: _begin(program, form))):
        return redirect(url_for(".show_import", question_import_id=made.id))
    return render_template(
        "questions/importing/upload.html",
        program=program,
        manages=may_manage_program(me(), program),
        form=form,
        earlier=queries.imports_of(program),
    )


@blueprint.get("/questions/imports/<int:question_import_id>")
@allow(may_use_import, load=queries.import_by_id)
def show_import(question_import: QuestionImport) -> ResponseReturnValue:
    if question_import.state is QuestionImportState.RUNNING:
        return render_template("questions/importing/progress.html", **_progress(question_import))
    verdict = next((each for each in QuestionVerdict if each.value == request.args.get("verdict")), None)
    return render_template(
        "questions/importing/preview.html",
        question_import=question_import,
        program=question_import.program,
        page=page_of(queries.rows_of(question_import, verdict)),
        counts=queries.counts_of(question_import),
        left=queries.count_left(question_import),
        in_use=len(queries.brought_by(question_import)),
        key_of=key_of,
    )


@blueprint.get("/questions/imports/<int:question_import_id>/progress")
@allow(may_use_import, load=queries.import_by_id)
def import_progress(question_import: QuestionImport) -> ResponseReturnValue:
    """The part of the page that asks again and again; when the work is over, the page is loaded anew."""
    if question_import.state is not QuestionImportState.RUNNING:
        return Response(headers={"HX-Refresh": "true"})
    return render_template("questions/importing/_progress.html", **_progress(question_import))


@blueprint.post("/questions/imports/<int:question_import_id>/start")
@allow(may_use_import, load=queries.import_by_id)
def start_import(question_import: QuestionImport) -> ResponseReturnValue:
    import_id = question_import.id
    try:
        operations.start_import(question_import=question_import, actor=me())
        at_once = queries.count_left(question_import) <= IMPORTED_AT_ONCE
        db.session.commit()
        running.proceed(import_id) if at_once else tasks.wake(running.WORK.kind, import_id)
    except RuleBroken as refusal:
        db.session.rollback()
        flash(str(refusal), "bad")
    return redirect(url_for(".show_import", question_import_id=import_id))


@blueprint.post("/questions/imports/<int:question_import_id>/retire")
@allow(may_use_import, load=queries.import_by_id)
def retire_import(question_import: QuestionImport) -> ResponseReturnValue:
    """What it brought is taken out of use."""
    import_id = question_import.id
    try:
        number = operations.retire_imported(question_import=question_import, actor=me())
        db.session.commit()
        flash(ngettext("%(num)s question is retired.", "%(num)s questions are retired.", number), "good")
    except RuleBroken as refusal:
        db.session.rollback()
        flash(str(refusal), "bad")
    return redirect(url_for(".show_import", question_import_id=import_id))


def _begin(program: Program, form: QuestionImportForm) -> QuestionImport:
    """Read outside of any transaction: a large file takes its time."""
    program_id, folder_id = program.id, row_number_or_none(form.folder.data)
    sources = [(file.filename, file.read()) for file in form.chosen]
    if (form.text.data or "").strip():
        sources.append((str(PASTED), form.text.data.encode("utf-8", "replace")))
    db.session.rollback()
    files = read_sources(sources, form.written_in)
    return operations.begin_import(
        program=db.session.get_one(Program, program_id),
        files=files,
        folder=folder_by_id(folder_id) if folder_id else None,
        keeps_folders=form.keeps_folders.data,
        actor=me(),
    )


def _progress(question_import: QuestionImport) -> dict[str, Any]:
    done, left = queries.count_done(question_import), queries.count_left(question_import)
    waiting = tasks.waits_for_a_worker(question_import.leased_until, running.LEASE)
    return {
        "question_import": question_import,
        "program": question_import.program,
        "done": done,
        "total": done + left,
        "waiting": waiting,
    }
