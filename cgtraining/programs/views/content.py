"""Modules and units of a curriculum's draft."""

from decimal import Decimal
from typing import Any, TypedDict

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.database import db
from cgtraining.language.choosing import language
from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.programs import queries
from cgtraining.programs.access import may_manage_curriculum
from cgtraining.programs.forms import ModuleForm, UnitForm
from cgtraining.programs.models import Competency, Curriculum, Module, SessionKind, Unit
from cgtraining.programs.operations import content
from cgtraining.programs.views import blueprint
from cgtraining.programs.views.curricula import address_of
from cgtraining.web.access import allow
from cgtraining.web.fields import choices
from cgtraining.web.saving import save


class UnitValues(TypedDict):
    title_zh: str
    title_en: str | None
    kind: SessionKind
    class_hours: Decimal
    competencies: list[Competency]


def may_manage_module(person: Person, module: Module) -> bool:
    return may_manage_curriculum(person, module.curriculum)


def may_manage_unit(person: Person, unit: Unit) -> bool:
    return may_manage_curriculum(person, unit.module.curriculum)


@blueprint.route("/curricula/<int:curriculum_id>/modules/new", methods=["GET", "POST"])
@allow(may_manage_curriculum, load=queries.curriculum_by_id)
def new_module(curriculum: Curriculum) -> ResponseReturnValue:
    form, address = ModuleForm(), address_of(curriculum)
    if form.validate_on_submit() and save(form, lambda: _add_module(curriculum, form)):
        return redirect(address)
    return render_template("programs/titles.html", form=form, what="module", thing=None, address=address)


@blueprint.route("/modules/<int:module_id>", methods=["GET", "POST"])
@allow(may_manage_module, load=queries.module_by_id)
def edit_module(module: Module) -> ResponseReturnValue:
    form, address = ModuleForm(obj=module), address_of(module.curriculum)
    if form.validate_on_submit() and save(form, lambda: _change_module(module, form), module):
        return redirect(address)
    return render_template("programs/titles.html", form=form, what="module", thing=module, address=address)


@blueprint.post("/modules/<int:module_id>/move")
@allow(may_manage_module, load=queries.module_by_id)
def move_module(module: Module) -> ResponseReturnValue:
    curriculum = content.move_module(module=module, steps=_steps(), actor=me())
    db.session.commit()
    return redirect(address_of(curriculum))


@blueprint.post("/modules/<int:module_id>/remove")
@allow(may_manage_module, load=queries.module_by_id)
def remove_module(module: Module) -> ResponseReturnValue:
    curriculum = content.remove_module(module=module, actor=me())
    db.session.commit()
    return redirect(address_of(curriculum))


@blueprint.route("/modules/<int:module_id>/units/new", methods=["GET", "POST"])
@allow(may_manage_module, load=queries.module_by_id)
def new_unit(module: Module) -> ResponseReturnValue:
    form = _unit_form(module.curriculum, kind=request.args.get("kind"))
    if form.validate_on_submit() and (made := save(form, lambda: _add_unit(module, form))):
        if "another" not in request.form:
            return redirect(address_of(module.curriculum))
        flash(_("'%(title)s' was added. Here is the next one.", title=made.title.in_language(language())), "good")
        return redirect(url_for("programs.new_unit", module_id=module.id, kind=made.kind.value))
    return render_template(
        "programs/unit.html", form=form, unit=None, module=module, address=address_of(module.curriculum)
    )


@blueprint.route("/units/<int:unit_id>", methods=["GET", "POST"])
@allow(may_manage_unit, load=queries.unit_by_id)
def edit_unit(unit: Unit) -> ResponseReturnValue:
    curriculum = unit.module.curriculum
    form = _unit_form(curriculum, unit)
    if form.validate_on_submit() and save(form, lambda: _change_unit(unit, form), unit):
        return redirect(address_of(curriculum))
    return render_template(
        "programs/unit.html", form=form, unit=unit, module=unit.module, address=address_of(curriculum)
    )


@blueprint.post("/units/<int:unit_id>/move")
@allow(may_manage_unit, load=queries.unit_by_id)
def move_unit(unit: Unit) -> ResponseReturnValue:
    curriculum = content.move_unit(unit=unit, steps=_steps(), actor=me())
    db.session.commit()
    return redirect(address_of(curriculum))


@blueprint.post("/units/<int:unit_id>/remove")
@allow(may_manage_unit, load=queries.unit_by_id)
def remove_unit(unit: Unit) -> ResponseReturnValue:
    curriculum = content.remove_unit(unit=unit, actor=me())
    db.session.commit()
    return redirect(address_of(curriculum))


def _add_unit(module: Module, form: UnitForm) -> Unit:
    return content.add_unit(module=module, actor=me(), **_unit_values(form, module.curriculum))


def _add_module(curriculum: Curriculum, form: ModuleForm) -> Module:
    return content.add_module(
        curriculum=curriculum, title_zh=form.title_zh.data, title_en=form.title_en.data, actor=me()
    )


def _change_module(module: Module, form: ModuleForm) -> Module:
    titles = {"title_zh": form.title_zh.data, "title_en": form.title_en.data}
    return content.change_module(module=module, version=form.version.data, actor=me(), **titles)


def _change_unit(unit: Unit, form: UnitForm) -> Unit:
    values = _unit_values(form, unit.module.curriculum)
    return content.change_unit(unit=unit, version=form.version.data, actor=me(), **values)


def _unit_form(curriculum: Curriculum, unit: Unit | None = None, kind: str | None = None) -> UnitForm:
    shown: dict[str, Any] = {"kind": kind} if kind else {}
    if unit is not None:
        shown = {"version": unit.version, "title_zh": unit.title_zh, "title_en": unit.title_en, "kind": unit.kind.value}
        shown |= {"class_hours": unit.class_hours, "competencies": [one.id for one in unit.competencies]}
    form = UnitForm(data=shown)
    reader = language()
    labels = ((one.id, f"{one.code} {one.title.in_language(reader)}") for one in curriculum.program.competencies)
    form.competencies.choices = choices(labels)
    return form


def _unit_values(form: UnitForm, curriculum: Curriculum) -> UnitValues:
    return {
        "title_zh": form.title_zh.data,
        "title_en": form.title_en.data,
        "kind": SessionKind(form.kind.data),
        "class_hours": form.class_hours.data,
        "competencies": _chosen(form, curriculum),
    }


def _chosen(form: UnitForm, curriculum: Curriculum) -> list[Competency]:
    return [one for one in curriculum.program.competencies if one.id in (form.competencies.data or [])]


def _steps() -> int:
    return -1 if request.form.get("to") == "front" else 1
