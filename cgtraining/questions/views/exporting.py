"""The questions of a bank as files, and the workbook to fill in."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.models import Program
from cgtraining.programs.queries import program_by_id
from cgtraining.questions.access import may_use_bank
from cgtraining.questions.bank import questions_wanted
from cgtraining.questions.exports import TARGETS, exported, losses_of
from cgtraining.questions.interchange import workbook
from cgtraining.questions.interchange.exported import Exported
from cgtraining.questions.views import blueprint
from cgtraining.questions.views.bank import wanted_questions
from cgtraining.web.access import allow
from cgtraining.web.downloads import call_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200
FILTERS = ("q", "folder", "kind", "difficulty", "competency", "retired", "sort")
EXPORTS = {"xlsx": "export_xlsx", "gift": "export_gift", "xml": "export_xml", "zip": "export_qti"}


@blueprint.get("/programs/<int:program_id>/questions/export")
@allow(may_use_bank, load=program_by_id)
def export_questions(program: Program) -> ResponseReturnValue:
    """Which formats there are, and what each of them cannot hold of these questions."""
    questions = _questions(program)
    told = {name: list(losses_of(target, questions)) for name, target in TARGETS.items()}
    return render_template(
        "questions/exporting.html",
        program=program,
        manages=may_manage_program(me(), program),
        count=len(questions),
        targets=TARGETS,
        told=told,
        shown=SHOWN,
        exports=EXPORTS,
        filters={name: request.args[name] for name in FILTERS if name in request.args},
    )


@blueprint.get("/programs/<int:program_id>/questions/export.xlsx")
@allow(may_use_bank, load=program_by_id)
def export_xlsx(program: Program) -> ResponseReturnValue:
    return _file(program, "xlsx")


@blueprint.get("/programs/<int:program_id>/questions/export.gift")
@allow(may_use_bank, load=program_by_id)
def export_gift(program: Program) -> ResponseReturnValue:
    return _file(program, "gift")


@blueprint.get("/programs/<int:program_id>/questions/export.xml")
@allow(may_use_bank, load=program_by_id)
def export_xml(program: Program) -> ResponseReturnValue:
    return _file(program, "xml")


@blueprint.get("/programs/<int:program_id>/questions/export.zip")
@allow(may_use_bank, load=program_by_id)
def export_qti(program: Program) -> ResponseReturnValue:
    return _file(program, "zip")


@blueprint.get("/programs/<int:program_id>/questions/import/template.xlsx")
@allow(may_use_bank, load=program_by_id)
def import_template(program: Program) -> ResponseReturnValue:
    response = Response(workbook.template(), mimetype=XLSX)
    return call_file(response, "试题模板 questions.xlsx", attached=True)


def _questions(program: Program) -> list[Exported]:
    questions = db.session.scalars(questions_wanted(program, wanted_questions())).unique().all()
    return exported(program, questions)


def _file(program: Program, name: str) -> ResponseReturnValue:
    target, code, questions = TARGETS[name], program.code, _questions(program)
    if not questions:
        raise RuleBroken(_l("There is no question to export: take a filter away."))
    db.session.rollback()
    response = Response(target.module.write(questions), mimetype=target.media_type)
    return call_file(response, f"{code}-questions.{target.ending}", attached=True)
