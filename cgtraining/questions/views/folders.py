"""Folders of a bank: add, rename, move, delete when empty."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.programs.models import Program
from cgtraining.programs.queries import program_by_id
from cgtraining.questions.access import may_use_bank, may_use_folder
from cgtraining.questions.forms.folders import TOP, FolderForm
from cgtraining.questions.models import QuestionFolder
from cgtraining.questions.operations.folders import add_folder, delete_folder, move_folder, rename_folder
from cgtraining.questions.queries import folder_by_id, folders_of, holds_anything
from cgtraining.questions.tree import branches
from cgtraining.questions.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.numbers import row_number_or_none
from cgtraining.web.saving import save


@blueprint.route("/programs/<int:program_id>/questions/folders/new", methods=["GET", "POST"])
@allow(may_use_bank, load=program_by_id)
def new_folder(program: Program) -> ResponseReturnValue:
    form = FolderForm(parent=request.args.get("in", TOP))
    form.offer(branches(folders_of(program), {}), _("At the top"))
    if form.validate_on_submit() and (made := save(form, lambda: _add(program, form))):
        return redirect(_address_of(made))
    return render_template("questions/folder.html", program=program, form=form, folder=None)


@blueprint.route("/questions/folders/<int:folder_id>", methods=["GET", "POST"])
@allow(may_use_folder, load=folder_by_id)
def edit_folder(folder: QuestionFolder) -> ResponseReturnValue:
    form = FolderForm(obj=folder, data={"parent": str(folder.parent_id or TOP)})
    form.offer(branches(folders_of(folder.program), {}), _("At the top"))
    if form.validate_on_submit() and save(form, lambda: _change(folder, form), folder):
        return redirect(_address_of(folder))
    return render_template(
        "questions/folder.html", program=folder.program, form=form, folder=folder, is_empty=not holds_anything(folder)
    )


@blueprint.post("/questions/folders/<int:folder_id>/delete")
@allow(may_use_folder, load=folder_by_id)
def remove_folder(folder: QuestionFolder) -> ResponseReturnValue:
    program_id = folder.program_id
    delete_folder(folder=folder, actor=me())
    db.session.commit()
    flash(_("The folder is deleted."), "good")
    return redirect(url_for("questions.list_questions", program_id=program_id))


def _add(program: Program, form: FolderForm) -> QuestionFolder:
    return add_folder(program=program, title=form.title, parent=_chosen(form), actor=me())


def _change(folder: QuestionFolder, form: FolderForm) -> QuestionFolder:
    rename_folder(folder=folder, title=form.title, actor=me(), version=form.version.data)
    return move_folder(folder=folder, parent=_chosen(form), actor=me())


def _chosen(form: FolderForm) -> QuestionFolder | None:
    folder_id = row_number_or_none(form.parent.data)
    return folder_by_id(folder_id) if folder_id else None


def _address_of(folder: QuestionFolder) -> str:
    return url_for("questions.list_questions", program_id=folder.program_id, folder=folder.id)
