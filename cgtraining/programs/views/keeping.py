"""The list of programs, a program's record, and changing it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.programs import queries
from cgtraining.programs.access import may_create_programs, may_list_programs, may_manage_program, may_see_program
from cgtraining.programs.forms import ProgramForm
from cgtraining.programs.models import CurriculumStatus, Program
from cgtraining.programs.operations.keeping import (
    archive_program,
    bring_back_program,
    change_program,
    create_program,
)
from cgtraining.programs.rates import taught_total
from cgtraining.programs.restricted import restricted_in_program
from cgtraining.programs.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.paging import page_of
from cgtraining.web.saving import save


@blueprint.get("/")
@allow(may_list_programs)
def list_programs() -> ResponseReturnValue:
    archived, text = request.args.get("show") == "archived", request.args.get("q", "").strip()
    page = page_of(queries.programs_seen_by(me(), archived=archived, text=text))
    return render_template(
        "programs/list.html",
        page=page,
        filtered=bool(archived or text),
        may_create=may_create_programs(me()),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@allow(may_create_programs)
def new_program() -> ResponseReturnValue:
    form = ProgramForm()
    if form.validate_on_submit():
        program = save(form, lambda: create_program(values=form.values(), actor=me()))
        if program:
            return redirect(address_of(program))
    return render_template("programs/edit.html", form=form, program=None)


@blueprint.get("/<int:program_id>")
@allow(may_see_program, load=queries.program_by_id)
def show_program(program: Program) -> ResponseReturnValue:
    manages = may_manage_program(me(), program)
    curricula = [one for one in queries.curricula_of(program) if manages or one.status is not CurriculumStatus.DRAFT]
    hours = {one.id: taught_total(unit for module in one.modules for unit in module.units) for one in curricula}
    return render_template(
        "programs/show.html",
        program=program,
        curricula=curricula,
        hours=hours,
        manages=manages,
        restricted=restricted_in_program(program),
    )


@blueprint.route("/<int:program_id>/edit", methods=["GET", "POST"])
@allow(may_manage_program, load=queries.program_by_id)
def edit_program(program: Program) -> ResponseReturnValue:
    form = ProgramForm(obj=program)
    if form.validate_on_submit() and save(
        form,
        lambda: change_program(program=program, values=form.values(), version=form.version.data, actor=me()),
        program,
    ):
        flash(_("The program was saved."), "good")
        return redirect(address_of(program))
    return render_template("programs/edit.html", form=form, program=program, restricted=restricted_in_program(program))


@blueprint.post("/<int:program_id>/archive")
@allow(may_manage_program, load=queries.program_by_id)
def archive(program: Program) -> ResponseReturnValue:
    archive_program(program=program, actor=me())
    db.session.commit()
    flash(_("The program is archived. Its cohorts and certificates stay as they are."), "good")
    return redirect(address_of(program))


@blueprint.post("/<int:program_id>/bring-back")
@allow(may_manage_program, load=queries.program_by_id)
def bring_back(program: Program) -> ResponseReturnValue:
    bring_back_program(program=program, actor=me())
    db.session.commit()
    return redirect(address_of(program))


def address_of(program: Program) -> str:
    return url_for("programs.show_program", program_id=program.id)
