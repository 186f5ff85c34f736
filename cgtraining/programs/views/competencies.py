"""The competencies that a program wants to build."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.programs import queries
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.forms import CompetencyForm, ModuleForm
from cgtraining.programs.models import Competency, Program
from cgtraining.programs.operations.content import add_competency, change_competency
from cgtraining.programs.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.saving import save


def may_manage_competency(person: Person, competency: Competency) -> bool:
    return may_manage_program(person, competency.program)


@blueprint.route("/<int:program_id>/competencies", methods=["GET", "POST"])
@allow(may_manage_program, load=queries.program_by_id)
def list_competencies(program: Program) -> ResponseReturnValue:
    form = CompetencyForm()
    if form.validate_on_submit() and save(form, lambda: _add(program, form)):
        return redirect(url_for("programs.list_competencies", program_id=program.id))
    return render_template("programs/competencies.html", program=program, form=form)


@blueprint.route("/competencies/<int:competency_id>", methods=["GET", "POST"])
@allow(may_manage_competency, load=queries.competency_by_id)
def edit_competency(competency: Competency) -> ResponseReturnValue:
    form = ModuleForm(obj=competency)
    address = url_for("programs.list_competencies", program_id=competency.program_id)
    if form.validate_on_submit() and save(form, lambda: _change(competency, form), competency):
        return redirect(address)
    return render_template("programs/titles.html", form=form, what="competency", thing=competency, address=address)


def _add(program: Program, form: CompetencyForm) -> Competency:
    return add_competency(
        program=program,
        code=form.code.data,
        title_zh=form.title_zh.data,
        title_en=form.title_en.data,
        actor=me(),
    )


def _change(competency: Competency, form: ModuleForm) -> Competency:
    titles = {"title_zh": form.title_zh.data, "title_en": form.title_en.data}
    return change_competency(competency=competency, version=form.version.data, actor=me(), **titles)
