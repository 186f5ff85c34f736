"""Versions of a curriculum: the page of one version, its hours rule, publishing and the next version."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.programs import queries
from cgtraining.programs.access import may_manage_curriculum, may_manage_program, may_see_curriculum
from cgtraining.programs.attendance_sentences import attendance_sentences
from cgtraining.programs.forms import CurriculumForm
from cgtraining.programs.models import Curriculum, CurriculumStatus, Program
from cgtraining.programs.operations import curricula
from cgtraining.programs.rates import counted_total, taught_total
from cgtraining.programs.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/<int:program_id>/curricula/new", methods=["GET", "POST"])
@allow(may_manage_program, load=queries.program_by_id)
def new_curriculum(program: Program) -> ResponseReturnValue:
    form = CurriculumForm(data=vars(curricula.CurriculumValues(program.title_zh, program.title_en)))
    if form.validate_on_submit():
        made = save(form, lambda: curricula.create_curriculum(program=program, values=form.values(), actor=me()))
        if made:
            return redirect(address_of(made))
    return render_template("programs/curriculum_edit.html", form=form, program=program, curriculum=None)


@blueprint.get("/curricula/<int:curriculum_id>")
@allow(may_see_curriculum, load=queries.curriculum_by_id)
def show_curriculum(curriculum: Curriculum) -> ResponseReturnValue:
    units = [unit for module in curriculum.modules for unit in module.units]
    manages = may_manage_curriculum(me(), curriculum)
    return render_template(
        "programs/curriculum.html",
        curriculum=curriculum,
        manages=manages,
        editable=manages and curriculum.status is CurriculumStatus.DRAFT,
        taught=taught_total(units),
        counted=counted_total(units, curriculum),
        attendance_rules=attendance_sentences(curriculum.attendance_rule),
        taught_in={module.id: taught_total(module.units) for module in curriculum.modules},
    )


@blueprint.route("/curricula/<int:curriculum_id>/edit", methods=["GET", "POST"])
@allow(may_manage_curriculum, load=queries.curriculum_by_id)
def edit_curriculum(curriculum: Curriculum) -> ResponseReturnValue:
    form = CurriculumForm(obj=curriculum)
    if form.validate_on_submit() and save(form, lambda: _change(curriculum, form), curriculum):
        flash(_("The curriculum was saved."), "good")
        return redirect(address_of(curriculum))
    return render_template(
        "programs/curriculum_edit.html", form=form, program=curriculum.program, curriculum=curriculum
    )


@blueprint.post("/curricula/<int:curriculum_id>/publish")
@allow(may_manage_curriculum, load=queries.curriculum_by_id)
def publish(curriculum: Curriculum) -> ResponseReturnValue:
    curricula.publish_curriculum(curriculum=curriculum, actor=me())
    db.session.commit()
    flash(_("Version %(number)s is published and frozen. Cohorts can start with it.", number=curriculum.number), "good")
    return redirect(address_of(curriculum))


@blueprint.post("/curricula/<int:curriculum_id>/retire")
@allow(may_manage_curriculum, load=queries.curriculum_by_id)
def retire(curriculum: Curriculum) -> ResponseReturnValue:
    curricula.retire_curriculum(curriculum=curriculum, actor=me())
    db.session.commit()
    return redirect(address_of(curriculum))


@blueprint.post("/curricula/<int:curriculum_id>/next")
@allow(may_manage_curriculum, load=queries.curriculum_by_id)
def begin_next(curriculum: Curriculum) -> ResponseReturnValue:
    made = curricula.begin_next_version(curriculum=curriculum, actor=me())
    db.session.commit()
    flash(_("Version %(number)s begins as a copy. Change it, then publish it.", number=made.number), "good")
    return redirect(address_of(made))


def _change(curriculum: Curriculum, form: CurriculumForm) -> Curriculum:
    return curricula.change_curriculum(
        curriculum=curriculum, values=form.values(), version=form.version.data, actor=me()
    )


def address_of(curriculum: Curriculum) -> str:
    return url_for("programs.show_curriculum", curriculum_id=curriculum.id)
